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
 * this proven address came, now or before, and the staff's channel once it has a card of one of them.
 */
export async function letterRecipients(
  tx: Tx,
  request: RequestRow,
  shop: ShopProfile,
): Promise<readonly Recipient[]> {
  const { emailHash } = request;
  const earlier = emailHash === null ? [] : await tx.requests.ofProvenAddress(emailHash);
  const requests = [request, ...earlier.filter(({ id }) => id !== request.id)];
  const recipients = new Map(shop.recipients.map((recipient) => [recipient.id, recipient]));
  const add = (id: string, name: string | undefined, rest: Pick<Recipient, 'role' | 'task'>) => {
    if (name !== undefined && !recipients.has(id))
      recipients.set(id, { id, name, ...rest, country: '', screen: '' });
  };
  for (const { state } of requests)
    add(state.channel, CHAT_SERVICES[state.channel], { role: 'independent_controller', task: 'chat' });
  for (const { id } of requests) {
    const channel = (await tx.requests.card(id))?.channel ?? '';
    add(channel, STAFF_SERVICES[channel], { role: 'processor', task: 'other' });
  }
  return [...recipients.values()];
}
