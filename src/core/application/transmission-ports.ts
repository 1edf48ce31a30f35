import type { LetterId, RequestId } from '../kernel/ids.ts';

/** A link with which another controller collects what a customer may take along (AVG 20(2)). Who that is stands in the letter. */
export interface TransmissionRow {
  readonly tokenHash: string;
  readonly requestId: RequestId;
  readonly letterId: LetterId;
  /** Of the code that the customer passes on. */
  readonly codeHash: string;
  /** Of the link with which the customer stops it. */
  readonly stopTokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When the right code was first given. */
  readonly openedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface TransmissionRepository {
  add(row: Omit<TransmissionRow, 'openedAt' | 'revokedAt'>): Promise<void>;
  byToken(tokenHash: string): Promise<TransmissionRow | undefined>;
  byStopToken(stopTokenHash: string): Promise<TransmissionRow | undefined>;
  /** The last one of this request. */
  latest(id: RequestId): Promise<TransmissionRow | undefined>;
  /** The first time counts. */
  markOpened(tokenHash: string, at: Date): Promise<void>;
  /** Every link of this request stops; answers how many did. */
  revoke(id: RequestId, at: Date): Promise<number>;
}
