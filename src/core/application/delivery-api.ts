import type { Actor } from '../approval/staff-channel.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Result } from '../kernel/result.ts';
import type { DecisionRefusal } from './decision-api.ts';

/** What was approved, to be printed. */
export interface PrintedLetter {
  readonly number: string;
  readonly name: string;
  readonly version: number;
  readonly letter: RenderedLetter;
  /** The post address as it was entered; empty until then. */
  readonly postedTo: string;
}

/** How an approved answer still reaches its customer when a mail did not (R21, R24). */
export type RenewalRefusal =
  /** No answer of it lies on a page, or it is there no more. */
  'answer.link_none' | 'answer.link_limit';

export interface Delivery {
  /** The approved letter; refused while there is none. */
  letter(requestId: string, by: Actor): Promise<Result<PrintedLetter, DecisionRefusal>>;
  /** The same letter once more; what it tells of is not done again. */
  retry(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** One more link to the answer, to where it went (R21). */
  renewLink(requestId: string, by: Actor): Promise<Result<null, DecisionRefusal | RenewalRefusal>>;
  /** It was posted on that day; of a letter that did not arrive this ends the request. */
  posted(
    requestId: string,
    version: number,
    post: { readonly address: string; readonly on: CalendarDay },
    by: Actor,
  ): Promise<Result<null, DecisionRefusal>>;
  /**
   * It went to somebody else, or erased what should have stayed: its links stop at once, every owner is alarmed at any
   * hour, and the record of the breach begins, with the 72 hours of AVG 33(1) from now (R37). Answers its id.
   */
  wentWrong(
    requestId: string,
    by: Actor,
  ): Promise<Result<{ readonly id: string; readonly deadline: Date }, DecisionRefusal>>;
  /** The mail came back after all: the request is open again until the letter has arrived. */
  bounced(requestId: string, version: number, by: Actor): Promise<Result<null, DecisionRefusal>>;
}
