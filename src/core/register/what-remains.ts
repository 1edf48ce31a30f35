import type { RequestEvent } from '../request/request-events.ts';
import type { Remains } from '../request/request-state.ts';

/**
 * Of the log of a closed request: on what it was refused, else what was kept of what was found, and who was asked
 * about this person. Codes and ids only.
 */
export function whatRemains(
  events: readonly RequestEvent[],
  holds: readonly { readonly basis: string }[],
): Pick<Remains, 'grounds' | 'recipients'> {
  const refused = events.some((event) => event.type === 'sent' && event.outcome === 'refused');
  const refusal = events.findLast((event) => event.type === 'refusal_prepared');
  const asked = events.findLast((event) => event.type === 'search_started');
  const told = events.flatMap((event) => (event.type === 'recipient_told' ? [event.recipient] : []));
  const kept = [...new Set(holds.map(({ basis }) => basis))];
  return {
    grounds:
      refused && refusal !== undefined ? [`${refusal.ground} ${refusal.article}`.trimEnd()] : kept.toSorted(),
    recipients: [...new Set([...(asked?.sources ?? []), ...told])].toSorted(),
  };
}
