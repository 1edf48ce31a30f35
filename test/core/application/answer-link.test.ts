import { expect, test } from 'vitest';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { storeCase } from '../../support/closed-case.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { aChallenge, storeRequest } from '../store/stored-rows.ts';

// a morning: late in the evening the change to summer time, on the way, would end a term a day later
const use = useCore({ from: new Date('2026-11-02T10:00:00+01:00') });
const TOKEN = 'a-token-of-an-answer';
const CODE = '123456';

/** A link that is out, and a code that was just mailed for it. */
async function mailedCode(requestId: Parameters<typeof aChallenge>[0]) {
  const { settings, clock } = use();
  const id = newId<ReturnType<typeof aChallenge>['id']>();
  await settings.store.transaction(async (tx) => {
    const codeHash = settings.secrets.hash('code', `${id} ${CODE}`);
    const now = clock.now();
    await tx.challenges.add(aChallenge(requestId, { id, purpose: 'open_answer', codeHash, createdAt: now }));
    await tx.challenges.markMailed(id, now);
  });
}

async function opens(token = TOKEN) {
  const entered = await use().core.answers.enter(token, CODE, undefined);
  if (!entered.ok) throw new Error(entered.refusal.code);
  const view = await use().core.answers.view(token, entered.value.session);
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

test('a link has no end until it is first opened, and works for 30 days from then (R21)', async () => {
  const { settings, core, clock } = use();
  const { id } = await settings.store.transaction(async (tx) => {
    const made = await storeRequest(tx, aRequest().searched().events, { email: 'sanne@example.nl' });
    await tx.answers.addLink({
      tokenHash: settings.secrets.hash('token', TOKEN),
      requestId: made.id,
      letterId: null,
      createdAt: clock.now(),
      expiresAt: null,
      revokedAt: null,
    });
    return made;
  });
  clock.advance(90 * DAY);
  expect(await core.answers.known(TOKEN)).toBe(true);
  await mailedCode(id);
  const last = addDays(amsterdamDay(clock.now()), 29);
  expect((await opens()).expiresDay).toBe(last);
  clock.advance(20 * DAY);
  await mailedCode(id);
  expect((await opens()).expiresDay).toBe(last);
  clock.advance(10 * DAY - HOUR);
  expect(await core.answers.known(TOKEN)).toBe(true);
  clock.advance(2 * HOUR);
  expect(await core.answers.known(TOKEN)).toBe(false);
});

test.each([
  ['erasure', 'answered', 14],
  ['erasure', 'refused', 30],
] as const)('the page of an %s that was %s works %i days', async (right, end, days) => {
  const { settings, core, clock } = use();
  const token = `${TOKEN} ${end}`;
  const closedAt = clock.now();
  const { id } = await settings.store.transaction(async (tx) => {
    const made = await storeCase(tx, { right, end, proven: true, closedAt });
    const tokenHash = settings.secrets.hash('token', token);
    const link = { tokenHash, requestId: made.id, letterId: null, createdAt: closedAt, revokedAt: null };
    await tx.answers.addLink({ ...link, expiresAt: null });
    return made;
  });
  await mailedCode(id);
  expect((await opens(token)).expiresDay).toBe(addDays(amsterdamDay(closedAt), days - 1));
  clock.advance(days * DAY - HOUR);
  expect(await core.answers.known(token)).toBe(true);
  clock.advance(2 * HOUR);
  expect(await core.answers.known(token)).toBe(false);
});
