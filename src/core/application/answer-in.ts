import { isInPerson } from '../kernel/rights.ts';
import type { RequestDetail } from './core-api.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * The conversation in which the customer wrote last, of the request's own and those of `joined`, which are answered with
 * it (R12): who wrote in the second chat reads there. A phone or a counter is no such place.
 */
export async function answerIn(
  tx: Tx,
  { conversationId, state: { channel } }: RequestRow,
  joined: readonly RequestRow[],
): Promise<RequestDetail['answerIn']> {
  const own = { conversationId, channel };
  const others = joined.filter(
    (one) => one.conversationId !== conversationId && !isInPerson(one.state.channel),
  );
  if (others.length === 0) return own;
  const ways = [
    own,
    ...others.map((one) => ({ conversationId: one.conversationId, channel: one.state.channel })),
  ];
  let last: { readonly at: number; readonly way: RequestDetail['answerIn'] } = { at: 0, way: own };
  for (const way of ways) {
    const entries = await tx.conversations.transcript(way.conversationId, 0);
    const wrote = entries.findLast(({ content }) => content.from === 'customer')?.at.getTime() ?? 0;
    if (wrote > last.at || isInPerson(last.way.channel)) last = { at: wrote, way };
  }
  return last.way;
}
