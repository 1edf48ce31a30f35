import { expect, test } from 'vitest';
import { letterRecipients } from '../../../src/core/application/letter-recipients.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { aRequest, opened } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW, storeRequest } from '../store/stored-rows.ts';

const stored = useTestStore();
const email = 'fleur@example.nl';
const shop = firstProfile();

function asked(channel: 'web' | 'telegram') {
  return aRequest('access', [{ ...opened(), channel }]).searching().events;
}

test('the letter names every service that holds something of this person, once (C-154/21; R28)', async () => {
  await stored.store.transaction(async (tx) => {
    const request = await storeRequest(tx, asked('web'), { email });
    const added = async () =>
      (await letterRecipients(tx, request, shop, undefined))
        .slice(shop.recipients.length)
        .map(({ name }) => name);
    expect(await added()).toEqual([]);
    await storeRequest(tx, asked('telegram'), { email: 'pieter@example.org' });
    expect(await added()).toEqual([]);
    await storeRequest(tx, asked('telegram'), { email });
    const earlier = await storeRequest(tx, asked('telegram'), { email });
    expect(await added()).toEqual(['Telegram']);
    await tx.requests.placeCard({ requestId: earlier.id, channel: 'slack', externalId: 'C1:1' }, null, NOW);
    expect(await added()).toEqual(['Telegram', 'Slack']);
    const named = {
      ...shop,
      recipients: [...shop.recipients, ...(await letterRecipients(tx, request, shop, undefined))],
    };
    expect(
      (await letterRecipients(tx, request, named, undefined)).filter(({ id }) => id === 'slack'),
    ).toHaveLength(1);
  });
});

test('where Slack is on it counts from the first draft on, before any card is shown, and only once', async () => {
  await stored.store.transaction(async (tx) => {
    const request = await storeRequest(tx, asked('web'), { email: 'nina@example.nl' });
    const slack = async (profile = shop) =>
      (await letterRecipients(tx, request, profile, 'slack')).filter(({ name }) => /slack/i.test(name));
    expect(await tx.requests.card(request.id)).toBeUndefined();
    const before = await slack();
    expect(before).toMatchObject([{ id: 'slack', name: 'Slack', role: 'processor' }]);
    await tx.requests.placeCard({ requestId: request.id, channel: 'slack', externalId: 'C1:2' }, null, NOW);
    expect(await slack()).toEqual(before);
    expect(await letterRecipients(tx, request, shop, undefined)).toContainEqual(before[0]);
  });
});

test('a service that the owner wrote down by name is told as the owner has it, with the note that belongs to it', async () => {
  await stored.store.transaction(async (tx) => {
    const request = await storeRequest(tx, asked('web'), { email: 'bas@example.nl' });
    const typed = {
      id: 'slack-9',
      name: 'slack',
      role: 'processor',
      task: 'other',
      country: 'Ierland',
      screen: '',
    } as const;
    const recipients = await letterRecipients(tx, request, { ...shop, recipients: [typed] }, 'slack');
    expect(recipients).toEqual([{ ...typed, id: 'slack' }]);
  });
});

test('a request that nobody proved has no card, so Slack does not count for it', async () => {
  await stored.store.transaction(async (tx) => {
    const request = await storeRequest(tx, aRequest('access').events);
    expect(await letterRecipients(tx, request, shop, 'slack')).toEqual(shop.recipients);
  });
});
