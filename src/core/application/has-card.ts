import type { RequestRow } from './rows.ts';

/**
 * Whether a request has a card in the staff channel: from level 1 on, a mail from an address on file always (R29); a
 * reported breach at once.
 */
export function hasCard({ right, state }: Pick<RequestRow, 'right' | 'state'>): boolean {
  return state.level > 0 || state.knownSender === true || right === 'breach_report';
}
