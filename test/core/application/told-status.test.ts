import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StatusLine } from '../../../src/core/conversation/messages.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { NOW, storeRequest } from '../store/stored-rows.ts';

const use = useCore();

/** What a customer with this request hears who asks how it stands. */
async function hears({ events }: ReturnType<typeof aRequest>): Promise<readonly StatusLine[]> {
  const { settings, core, clock } = use();
  const key = randomUUID();
  const says = (text: string) =>
    core.receive({
      channel: 'web',
      conversationKey: key,
      externalId: randomUUID(),
      kind: 'text',
      text,
      receivedAt: clock.now(),
    });
  await says('hallo');
  await settings.store.transaction(async (tx) => {
    const { id } = await tx.conversations.lock('web', key, 'nl', NOW);
    await storeRequest(tx, events, { conversationId: id });
  });
  await says('hoe staat het met mijn verzoek');
  return (await core.transcripts.read('web', key, 0)).flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'status' ? entry.message.requests : [],
  );
}

test('a draft beside a system that is still to be searched is told as searching (R12)', async () => {
  expect(await hears(aRequest().awaitingApproval('access_answer', false))).toMatchObject([
    { state: 'gathering', searched: { done: 0, of: 1 } },
  ]);
  expect(await hears(aRequest().awaitingApproval('access_answer', true))).toMatchObject([
    { state: 'awaiting_approval' },
  ]);
});

test('a date that went by is told as such', async () => {
  expect((await hears(aRequest()))[0]?.past).toBeUndefined();
  use().clock.advance(40 * DAY);
  expect(await hears(aRequest())).toMatchObject([{ past: true }]);
});
