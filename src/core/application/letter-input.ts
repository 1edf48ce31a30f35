import type { ElsewherePart, WrongAddressee } from '../fulfilment/addressee.ts';
import type { RefusedGroup } from '../fulfilment/copy.ts';
import type { FreeParagraphs } from '../fulfilment/letter.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import type { NoticeFacts } from '../request/notice.ts';
import type { RefusalArticle, RefusalGround } from '../request/refusal-ground.ts';

/** What staff typed for a letter; the rest of it follows from the request. */
export interface LetterInput {
  readonly free: FreeParagraphs;
  readonly refusal: {
    readonly ground: RefusalGround;
    readonly article: RefusalArticle | '';
    readonly facts: string;
    /** The second step of the test of abuse (C-526/24): from what staff conclude the intent. */
    readonly intent?: string;
    /** Of `not_controller`: who is responsible instead. */
    readonly responsible?: WrongAddressee;
  } | null;
  /** The facts of the decision, for every right but access; absent in letters from before. */
  readonly outcome?: Outcome | null;
  /** The address that the request is about when nobody proved one; empty or absent: the conversation is answered. */
  readonly sendTo?: string;
  /** Written to somebody under 16 (R4). */
  readonly child?: boolean;
  /** A part of what was asked is another's to answer; absent: all of it is the shop's. */
  readonly elsewhere?: ElsewherePart;
  /** Kinds of data that are refused whole; absent: none. */
  readonly groups?: readonly RefusedGroup[];
  /** Of a notice, which stands beside the decision. */
  readonly notice?: NoticeFacts;
}
