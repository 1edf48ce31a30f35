import type { ChannelName } from '../kernel/rights.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { OtherWay, Reachable } from './other-ways.ts';
import type { Tx } from './ports.ts';
import { type NextWay, tellUndelivered } from './tell-undelivered.ts';

/**
 * Says in the next conversation of the same proven person that there is something, and nothing of what it is. `told`: the
 * one in which that was said already and failed.
 */
export async function tellElsewhere(
  tx: Tx,
  settings: Pick<CoreSettings, 'pushes'>,
  { request, conversations }: Reachable,
  { failed, told }: { readonly failed: ChannelName; readonly told?: OtherWay['conversationId'] | undefined },
  now: Date,
): Promise<NextWay> {
  const from = told === undefined ? 0 : conversations.findIndex((way) => way.conversationId === told) + 1;
  const next = told !== undefined && from === 0 ? undefined : conversations[from];
  if (next === undefined) return 'none';
  const message = { kind: 'elsewhere', number: request.number, failed } as const;
  await addToConversation(tx, settings, next.conversationId, message, now, request.id);
  return next.channel;
}

/**
 * A mail to the proven mailbox failed. Its own chat, where that is sent to, has been told, unless it is what failed first
 * (`chatFailed`); a web chat may be closed by now, so another proven chat hears of it too. Staff have a task.
 */
export async function goOnFromMail(
  tx: Tx,
  settings: Pick<CoreSettings, 'pushes'>,
  reachable: Reachable,
  what: { readonly about: string; readonly reason: string; readonly chatFailed?: true },
  now: Date,
): Promise<void> {
  const { about, reason, chatFailed = false } = what;
  const { id: requestId, conversationId, state } = reachable.request;
  const { channel } = state;
  const told = !chatFailed && settings.pushes(channel);
  const next = told ? channel : await tellElsewhere(tx, settings, reachable, { failed: 'email' }, now);
  const stands = !chatFailed && next === 'none' && !isInPerson(channel) ? channel : next;
  const failure = { about, requestId, conversationId, reason, failed: 'email', next: stands } as const;
  await tellUndelivered(tx, failure, now);
}
