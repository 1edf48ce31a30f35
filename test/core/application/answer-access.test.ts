import { beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { cardOf } from '../../support/core-customer.ts';
import { invite } from '../../support/desk-session.ts';
import { answeredRequest } from '../../support/desk-work.ts';
import { codeIn } from '../../support/running-desk.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();
const EMAIL = 'sanne@example.nl';
let token: string;
let number: string;

beforeAll(async () => {
  const by = await invite(use(), 'noor@example.nl', 'Noor Visser');
  const { path, detail } = await answeredRequest(use(), by, { name: 'Sanne de Vries', email: EMAIL });
  token = path.replace('/verzoek/', '');
  number = detail.number;
});
// so many codes are not mailed within a day
beforeEach(() => use().clock.advance(DAY));

async function mailedCode(): Promise<string> {
  const { core } = use();
  await core.answers.sendCode(token, undefined);
  await workOff(use());
  const mails = await core.desk.caughtMail(20);
  return codeIn(mails.find(({ to, text }) => to === EMAIL && /\b\d{6}\b/.test(text)));
}

async function opened(): Promise<string> {
  const entered = await use().core.answers.enter(token, await mailedCode(), undefined);
  if (!entered.ok) throw new Error(entered.refusal.code);
  return entered.value.session;
}

test('a code opens the answer once', async () => {
  const { answers } = use().core;
  const code = await mailedCode();
  expect(await answers.enter(token, code, undefined)).toMatchObject({ ok: true });
  expect(await answers.enter(token, code, undefined)).toMatchObject({ ok: false });
});

test('a session that we did not sign, or whose end was moved, opens nothing', async () => {
  const { answers } = use().core;
  const session = await opened();
  expect(await answers.view(token, session)).toMatchObject({ ok: true });
  const [until = '', mac = ''] = session.split('.');
  const later = (use().clock.now().getTime() + HOUR).toString(36);
  for (const forged of [`${later}.${mac}`, `${until}.${'0'.repeat(mac.length)}`, `${later}.`, until, '']) {
    const refused = { ok: false, refusal: { code: 'answer.session_ended' } };
    expect(await answers.view(token, forged)).toEqual(refused);
    expect(await answers.download(token, forged)).toEqual(refused);
  }
});

test('a session ends half an hour after its code, whatever a browser keeps', async () => {
  const { core, clock } = use();
  const session = await opened();
  clock.advance(29 * MINUTE);
  expect(await core.answers.view(token, session)).toMatchObject({ ok: true });
  clock.advance(2 * MINUTE);
  expect(await core.answers.view(token, session)).toMatchObject({
    refusal: { code: 'answer.session_ended' },
  });
});

test('a link that was taken back opens nothing any more, also for who was inside (R37)', async () => {
  const { core, settings, clock } = use();
  const session = await opened();
  const code = await mailedCode();
  const tokenHash = settings.secrets.hash('token', token);
  await settings.store.transaction((tx) => tx.answers.markLink(tokenHash, { revokedAt: clock.now() }));
  const refused = { ok: false, refusal: { code: 'answer.link_unknown' } };
  expect(await core.answers.known(token)).toBe(false);
  expect(await core.answers.sendCode(token, undefined)).toEqual(refused);
  expect(await core.answers.enter(token, code, undefined)).toEqual(refused);
  expect(await core.answers.view(token, session)).toEqual(refused);
  expect(await core.answers.download(token, session)).toEqual(refused);
  expect((await cardOf(use(), number)).status).toBe('answered');
});
