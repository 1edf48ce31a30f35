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
      (await letterRecipients(tx, request, shop)).slice(shop.recipients.length).map(({ name }) => name);
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
      recipients: [...shop.recipients, ...(await letterRecipients(tx, request, shop))],
    };
    expect((await letterRecipients(tx, request, named)).filter(({ id }) => id === 'slack')).toHaveLength(1);
  });
});
