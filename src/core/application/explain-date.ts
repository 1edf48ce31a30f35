import type { ConversationOutput } from '../conversation/conversation-input.ts';
import { deadlinesOf } from './deadlines-of.ts';
import type { Turn } from './turn.ts';

const CODE = 'deadline.';

/** "Waarom die datum?": the steps of the arithmetic that concern the customer, as the request's log has them today. */
export async function explainDate(
  turn: Turn,
  { type: _type, number, ...due }: Extract<ConversationOutput, { type: 'explain_date' }>,
): Promise<undefined> {
  const request = turn.requests.find((known) => known.number === number);
  if (request === undefined) return;
  // Closing days have no say in what a customer was told.
  const { steps } = deadlinesOf(request, await turn.tx.requests.events(request.id), new Set());
  const told = steps
    .filter(({ plain }) => plain)
    .map(({ code, params }) => ({ name: code.slice(CODE.length), params }));
  turn.outgoing.push({
    message: { kind: 'why_this_date', number, steps: told, ...due },
    requestId: request.id,
  });
}
