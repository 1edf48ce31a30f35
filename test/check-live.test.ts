import { expect, test } from 'vitest';
import { checkLive } from '../src/check-live.ts';
import { invite } from './support/desk-session.ts';
import { useCore } from './support/use-core.ts';

const running = useCore({
  variables: {
    TELEGRAM_BOT_TOKEN: '1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    DATABASE_URL: 'postgresql://db.wolkhost.example/balie',
  },
});

test('live mode refuses a channel that is no recorded recipient, and the data of a demo (R27, R28)', async () => {
  const { core } = running();
  const owner = await invite(running(), 'anna@example.nl', 'Anna');
  expect(await checkLive(core)).toMatchObject({
    refusal: { code: 'live.channel_not_recorded', params: { channel: 'Telegram' } },
  });
  const profile = await core.desk.profile();
  const chat = { id: 'telegram', name: 'Telegram', role: 'independent_controller', task: 'chat' } as const;
  const recipients = [...profile.recipients, { ...chat, country: '', screen: '' }];
  expect(await core.desk.saveProfile({ ...profile, recipients }, owner)).toMatchObject({ ok: true });
  // What else differs is no ground to refuse: it is told at the start.
  const live = await checkLive(core);
  const told = live.ok ? live.value.map(({ kind, name }) => `${kind} ${name}`) : [];
  expect(told).toEqual(['not_named Telegram', 'not_named db.wolkhost.example']);
  await core.desk.addStaff('eigenaar@example.nl', { via: 'cli', name: 'demo' });
  expect(await checkLive(core)).toMatchObject({ refusal: { code: 'live.demo_data' } });
});
