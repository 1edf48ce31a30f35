import type { ChannelName } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

const CHAT_SERVICES: Readonly<Partial<Record<ChannelName, string>>> = {
  telegram: 'Telegram',
  discord: 'Discord',
};
const STAFF_SERVICES: Readonly<Record<string, string>> = { slack: 'Slack' };

/**
 * Who holds data of this person (C-154/21; R28): the shop's recipients, every chat service through which a request of
 * this proven address came, now or before, and the staff's channel: it shows every proven request as a card, so it counts
 * from the first draft on, whether or not the card was shown by then; an earlier one counts as long as its card is there.
 */
export async function letterRecipients(
  tx: Tx,
  request: RequestRow,
  shop: ShopProfile,
  staffChannel: string | undefined,
): Promise<readonly Recipient[]> {
  const { emailHash } = request;
  const earlier = emailHash === null ? [] : await tx.requests.ofProvenAddress(emailHash);
  const requests = [request, ...earlier.filter(({ id }) => id !== request.id)];
  const recipients = new Map(shop.recipients.map((recipient) => [recipient.id, recipient]));
  const add = (id: string, name: string | undefined, rest: Pick<Recipient, 'role' | 'task'>) => {
    if (name === undefined || recipients.has(id)) return;
    // What the owner wrote about this service holds, under whatever id the form gave it.
    const typed = [...recipients.values()].find(
      (one) => one.name.trim().toLowerCase() === name.toLowerCase(),
    );
    if (typed !== undefined) recipients.delete(typed.id);
    recipients.set(
      id,
      typed === undefined ? { id, name, ...rest, country: '', screen: '' } : { ...typed, id },
    );
  };
  for (const { state } of requests)
    add(state.channel, CHAT_SERVICES[state.channel], { role: 'independent_controller', task: 'chat' });
  for (const { id, state } of requests) {
    const shown = id === request.id && state.level > 0 ? staffChannel : undefined;
    const channel = shown ?? (await tx.requests.card(id))?.channel ?? '';
    add(channel, STAFF_SERVICES[channel], { role: 'processor', task: 'other' });
  }
  return [...recipients.values()];
}
