import type { RequestEvent } from '../request/request-events.ts';
import type { Remains } from '../request/request-state.ts';
import { refusedOn } from './refused-on.ts';

/**
 * Of the log of a closed request: on what it was refused, else what was kept of what was found, and who was asked
 * about this person. Codes and ids only.
 */
export function whatRemains(
  events: readonly RequestEvent[],
  holds: readonly { readonly basis: string }[],
): Pick<Remains, 'grounds' | 'recipients'> {
  const refused = refusedOn(events);
  const asked = events.findLast((event) => event.type === 'search_started');
  const told = events.flatMap((event) => (event.type === 'recipient_told' ? [event.recipient] : []));
  const kept = [...new Set(holds.map(({ basis }) => basis))];
  return {
    grounds: refused === undefined ? kept.toSorted() : [refused],
    recipients: [...new Set([...(asked?.sources ?? []), ...told])].toSorted(),
  };
}
