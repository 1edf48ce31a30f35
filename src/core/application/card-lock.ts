import type { JobOutcome } from './deliver-message.ts';

/** The name under which one process at a time works on the card of a request. */
export function cardLock(requestId: string): string {
  return `card ${requestId}`;
}

/** Another process works on this card, perhaps in an older state: looked at again after it. */
export const CARD_BUSY: JobOutcome = { status: 'again', reason: 'busy', afterMs: 1_000 };
