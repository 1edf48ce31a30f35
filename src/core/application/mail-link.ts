import { renewLink } from './renew-link.ts';
import type { Turn } from './turn.ts';

/** The link to an answer, asked for in the chat: it goes to the proven mailbox, and the chat says no more than that. */
export async function mailLink(
  { tx, settings, requests, outgoing, now }: Turn,
  number: string,
): Promise<undefined> {
  const request = requests.find((known) => known.number === number);
  const renewed = request && (await renewLink(tx, settings, request, 'customer', now));
  if (request === undefined || renewed?.ok !== true) {
    const limit = renewed?.ok === false && renewed.refusal.code === 'answer.link_limit';
    outgoing.push({ message: { kind: limit ? 'link_limit' : 'link_none' }, requestId: request?.id ?? null });
    return;
  }
  outgoing.push({ message: { kind: 'link_mailed', number }, requestId: request.id });
}
