import type { RequestEvent } from '../request/request-events.ts';

/** An objection that compelling grounds outweigh: a refusal without a refusal's form (AVG 21(1)). */
export const OVERRULED = 'overruled 21(1)';

/**
 * On what a request was refused, with its article: by the last that was decided, for a refusal that was prepared and taken
 * back refused nothing. Undefined for what was not refused.
 */
export function refusedOn(events: readonly RequestEvent[]): string | undefined {
  if (!events.some((event) => event.type === 'sent' && event.outcome === 'refused')) return undefined;
  const decided = events.findLast(
    ({ type }) => type === 'refusal_prepared' || type === 'outcome_set' || type === 'answer_prepared',
  );
  return decided?.type === 'refusal_prepared' ? `${decided.ground} ${decided.article}`.trimEnd() : OVERRULED;
}
