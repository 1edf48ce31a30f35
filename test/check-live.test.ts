import { expect, test } from 'vitest';
import { checkLive } from '../src/check-live.ts';
import { Redacted } from '../src/core/kernel/redacted.ts';
import { useCore } from './support/use-core.ts';

const running = useCore();
const telegram = {
  botToken: new Redacted('1:a'),
  apiRoot: 'https://telegram.example.org',
  webhookSecret: undefined,
};

test('live mode refuses a channel that is no recorded recipient, and the data of a demo (R27, R28)', async () => {
  const { core } = running();
  expect(await checkLive(core, { telegram: undefined })).toMatchObject({ ok: true });
  expect(await checkLive(core, { telegram })).toMatchObject({
    refusal: { code: 'live.channel_not_recorded' },
  });
  await core.desk.addStaff('eigenaar@example.nl', { via: 'cli', name: 'demo' });
  expect(await checkLive(core, { telegram: undefined })).toMatchObject({
    refusal: { code: 'live.demo_data' },
  });
});
