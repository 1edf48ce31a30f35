import type { LetterId, RequestId } from '../kernel/ids.ts';
import type { LetterRow, LinkRow, UsedLink } from './rows.ts';

export interface AnswerRepository {
  /** The caller holds the request's lock: the versions of its letters count up. */
  addLetter(letter: Omit<LetterRow, 'version'>): Promise<void>;
  /** Why it was approved; the last approval counts. */
  keepReason(id: LetterId, reason: string): Promise<void>;
  /** The post address that it was sent to. */
  keepPostedTo(id: LetterId, address: string): Promise<void>;
  letter(id: LetterId): Promise<LetterRow | undefined>;
  /** The last draft of the decision; notices stand beside it. */
  latestLetter(id: RequestId): Promise<LetterRow | undefined>;
  addLink(link: LinkRow): Promise<void>;
  /** Every link to answers of this request stops working, another controller's too. */
  revokeLinks(id: RequestId, at: Date): Promise<void>;
  /** Every link to any answer stops working. */
  revokeAllLinks(at: Date): Promise<void>;
  link(tokenHash: string): Promise<UsedLink | undefined>;
  /** Whether what was found for this request still stands here. */
  holdsRecords(id: RequestId): Promise<boolean>;
  /** All that ever led to letters of one request. */
  links(id: RequestId): Promise<readonly UsedLink[]>;
  markLink(
    tokenHash: string,
    change: {
      readonly openedAt?: Date;
      readonly expiresAt?: Date;
      readonly downloadedAt?: Date;
      readonly revokedAt?: Date;
    },
  ): Promise<void>;
}
