import { heardFlags } from '../conversation/heard-flags.ts';
import type { RequestId } from '../kernel/ids.ts';
import { isOpen } from '../request/request-state.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { hasCard } from './has-card.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { replaceRequest, type Turn } from './turn.ts';

/**
 * R23: anger, a lawyer, the authority or a date of their own lifts what this customer has open here, also when it comes
 * later; and every further message of such a customer shows on the card. `known` were there before this message.
 */
export async function noteFurther(
  turn: Turn,
  known: readonly RequestId[],
  understood: Understanding,
): Promise<void> {
  const here = turn.requests.filter(
    (row) => known.includes(row.id) && row.conversationId === turn.conversation.id,
  );
  const { raised } = heardFlags(understood);
  for (const row of new Set(here.map((row) => answeredWith(turn, row))))
    if (isOpen(row.state) && (raised || row.state.raised)) await note(turn, row.id, raised);
}

/** What was joined to another request is answered with that one. */
function answeredWith({ requests }: Turn, row: RequestRow): RequestRow {
  const { state } = row;
  return (state.status === 'joined' && requests.find(({ number }) => number === state.joinedTo)) || row;
}

async function note(turn: Turn, id: RequestId, raised: boolean): Promise<void> {
  const { tx, now } = turn;
  const request = await tx.requests.lock(id);
  if (request === undefined || !isOpen(request.state) || !(raised || request.state.raised)) return;
  const lifted = await runCommand(tx, request, { type: 'raise', by: 'customer' }, now);
  const row = lifted.ok ? lifted.value : request;
  // A report of a breach counts what is written about it already.
  const noted =
    row.right === 'breach_report'
      ? lifted
      : await runCommand(tx, row, { type: 'note_customer_wrote', by: 'customer' }, now);
  if (!noted.ok || noted.value === request) return;
  replaceRequest(turn, noted.value);
  if (hasCard(noted.value)) await tx.enqueue('update-card', { requestId: id, why: 'date' });
}
