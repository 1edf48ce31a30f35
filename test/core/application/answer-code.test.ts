import { beforeEach, expect, test } from 'vitest';
import type { RequestRow } from '../../../src/core/application/rows.ts';
import { after, DAY, MINUTE } from '../../../src/core/kernel/clock.ts';
import { LIMITS } from '../../../src/core/kernel/limits.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { invite } from '../../support/desk-session.ts';
import { aRequest } from '../../support/request-builder.ts';
import { codeIn } from '../../support/running-desk.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { aChallenge, storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const GUESSES = LIMITS.wrongCodesPerRequest.most;
const LIMIT = { refusal: { code: 'answer.code_limit' } };
const BLOCKED = { refusal: { code: 'answer.code_blocked' } };
const SHUT = { ok: false, refusal: { code: 'answer.session_ended' } };

// the limits of the day before are over
beforeEach(() => use().clock.advance(DAY + MINUTE));

/** A link to an answer, by this token, of a proven request. */
async function linked(token: string): Promise<RequestRow> {
  const { settings, clock } = use();
  return settings.store.transaction(async (tx) => {
    const request = await storeRequest(tx, aRequest().searched().events, { email: `${token}@example.nl` });
    await tx.answers.addLink({
      tokenHash: settings.secrets.hash('token', token),
      requestId: request.id,
      letterId: null,
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
    });
    return request;
  });
}

/** The code that this brings to the mailbox of the link. */
async function mailedCode(token: string): Promise<string> {
  const { core } = use();
  expect(await core.answers.sendCode(token, undefined)).toMatchObject({ ok: true });
  await workOff(use());
  return codeIn((await core.desk.caughtMail(50)).find(({ to }) => to === `${token}@example.nl`));
}

async function wrongCode(token: string): Promise<string> {
  return (await mailedCode(token)) === '123123' ? '321321' : '123123';
}

function enters(token: string, code: string, ip?: string) {
  return use().core.answers.enter(token, code, ip === undefined ? undefined : new Redacted(ip));
}

async function guesses(token: string, code: string, times: number, ip?: string): Promise<void> {
  for (let guess = 1; guess <= times; guess += 1)
    expect(await enters(token, code, ip), `guess ${guess}`).toMatchObject({
      refusal: { code: 'answer.code_wrong' },
    });
}

async function callsFor({ id }: RequestRow) {
  return (await use().core.desk.tasks('open')).filter(
    ({ kind, requestId }) => kind === 'human_wanted' && requestId === id,
  );
}

test('on the answer page fifteen wrong codes are the end of it, whatever day it is, until a person allows more', async () => {
  const { core, clock } = use();
  const request = await linked('guessed');
  await guesses('guessed', await wrongCode('guessed'), 8);
  clock.advance(2 * DAY);
  const right = await mailedCode('guessed');
  await guesses('guessed', right === '123123' ? '321321' : '123123', GUESSES - 8);
  expect(await callsFor(request)).toEqual([]);
  for (const days of [0, 400]) {
    clock.advance(days * DAY);
    expect(await enters('guessed', right)).toMatchObject(BLOCKED);
    expect(await core.answers.sendCode('guessed', undefined)).toMatchObject(BLOCKED);
  }
  expect(await callsFor(request)).toMatchObject([{ params: { reason: 'code_blocked' } }]);
  const by = await invite(use(), 'eigenaar@example.nl', 'Noor');
  expect(await core.desk.allowCodes(request.conversationId, by)).toMatchObject({ ok: true });
  expect(await callsFor(request)).toEqual([]);
  await workOff(use());
  const [told] = await core.desk.caughtMail(1);
  expect(told).toMatchObject({ to: 'guessed@example.nl' });
  expect(told?.text).toContain('heeft de code weer aangezet');
  expect(await enters('guessed', await mailedCode('guessed'))).toMatchObject({ ok: true });
});

test('fifteen wrong codes from one network end its day on the answer page too, in as many links as it has', async () => {
  const network = '2001:db8:9:9::';
  await linked('one-link');
  await linked('other-link');
  await guesses('one-link', await wrongCode('one-link'), 8, `${network}1`);
  await guesses('other-link', await wrongCode('other-link'), GUESSES - 8, `${network}2`);
  const code = await mailedCode('one-link');
  expect(await enters('one-link', code, `${network}3`)).toMatchObject(LIMIT);
  expect(await enters('one-link', code, '2001:db8:9:a::1')).toMatchObject({ ok: true });
});

test('three codes for the proof leave the three for the answer of the same day', async () => {
  const { core, settings, clock } = use();
  const request = await linked('both');
  await settings.store.transaction(async (tx) => {
    const { conversationId } = request;
    const limitHash = settings.secrets.hash('address', 'both@example.nl');
    for (let code = 1; code <= LIMITS.codesPerAddress.most; code += 1)
      await tx.challenges.add(aChallenge(request.id, { conversationId, limitHash, createdAt: clock.now() }));
  });
  for (let code = 1; code <= LIMITS.openingCodesPerRequest.most; code += 1) await mailedCode('both');
  expect(await core.answers.sendCode('both', undefined)).toMatchObject(LIMIT);
  expect(await callsFor(request)).toMatchObject([{ params: { reason: 'code_limit' } }]);
  clock.advance(DAY);
  await mailedCode('both');
});

test('after "dit was ik niet" no further code goes to that address for that request', async () => {
  const { core, sql } = use();
  const request = await linked('reported');
  const code = await mailedCode('reported');
  await sql.query('UPDATE "Challenge" SET "revokedAt" = "createdAt" WHERE "requestId" = $1', [request.id]);
  expect(await enters('reported', code)).toMatchObject({ refusal: { code: 'answer.code_expired' } });
  expect(await core.answers.sendCode('reported', undefined)).toMatchObject(LIMIT);
  expect(await callsFor(request)).toHaveLength(1);
});

test('an answer is shown and downloaded to the session that a right code opened, and to no other', async () => {
  const { core, clock, settings } = use();
  await linked('mine');
  await linked('another');
  const session = async (token: string): Promise<string> => {
    const entered = await enters(token, await mailedCode(token));
    if (!entered.ok) throw new Error(entered.refusal.code);
    return entered.value.session;
  };
  const [mine, another] = [await session('mine'), await session('another')];
  expect(await core.answers.view('mine', mine)).toMatchObject({ ok: true });
  expect(await core.answers.download('mine', mine)).toMatchObject({ refusal: { code: 'answer.not_ready' } });
  const [until = '', mac = ''] = mine.split('.');
  const longer = after(clock.now(), 400 * DAY)
    .getTime()
    .toString(36);
  const forged = [
    '',
    '.',
    mac,
    `${longer}.${mac}`,
    `${until}.${settings.secrets.hash('session', until)}`,
    another,
  ];
  for (const given of forged) {
    expect(await core.answers.view('mine', given), given).toMatchObject(SHUT);
    expect(await core.answers.download('mine', given), given).toMatchObject(SHUT);
  }
  clock.advance(29 * MINUTE);
  expect(await core.answers.view('mine', mine)).toMatchObject({ ok: true });
  clock.advance(2 * MINUTE);
  expect(await core.answers.view('mine', mine)).toMatchObject(SHUT);
  expect(await core.answers.download('mine', mine)).toMatchObject(SHUT);
});
