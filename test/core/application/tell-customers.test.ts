import { beforeEach, describe, expect, test } from 'vitest';
import { tellCustomers } from '../../../src/core/application/tell-customers.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { useCore } from '../../support/use-core.ts';
import { emptied, happens, mailsOf, receivedOn, SANNE, store } from './due-requests.ts';

const use = useCore();
beforeEach(() => emptied(use()));

const run = (instant: string) => tellCustomers(use().settings, new Date(instant));
const IN_THE_LAST_HOUR = 'T16:00:00+01:00';
const ASKED = { at: '2026-11-04T10:00:00Z', event: 'identity_requested' } as const;
const PROVEN = { at: '2026-11-10T10:00:00Z', event: 'identity_verified' } as const;

/** A stored request, and what its customer was told about promised days. */
async function given(events: readonly RequestEvent[]) {
  const { id, number, conversationId } = await store(use(), events);
  const said = async () => {
    const { settings } = use();
    const rows = await settings.store.transaction((tx) => tx.conversations.transcript(conversationId, 0));
    return rows.flatMap(({ content }) =>
      content.from === 'desk' && content.message.kind === 'not_answered_yet' ? [content.message] : [],
    );
  };
  return { id, number, said };
}

describe('on the promised day without an answer', () => {
  test('the customer hears in its last working hour that there is none and what it waits for, once', async () => {
    const { number, said } = await given(receivedOn('2026-11-02').searching().events);
    expect(await run('2026-12-01T16:00:00+01:00')).toBe(0);
    expect(await run('2026-12-02T15:59:00+01:00')).toBe(0);
    const at = `2026-12-02${IN_THE_LAST_HOUR}`;
    expect((await Promise.all([run(at), run(at)])).toSorted()).toEqual([0, 1]);
    expect(await run('2026-12-03T10:00:00+01:00')).toBe(0);
    expect(await said()).toEqual([
      { kind: 'not_answered_yet', number, dueDay: '2026-12-02', waitsFor: 'search' },
    ]);
  });

  test('the mailbox that was proven in the web chat gets the same words', async () => {
    const { said } = await given(receivedOn('2026-11-02').proven().events);
    await run(`2026-12-02${IN_THE_LAST_HOUR}`);
    expect(await mailsOf(use(), 'not_answered_yet')).toMatchObject([
      { to: SANNE, message: (await said())[0] },
    ]);
  });

  test('a request that cannot be read keeps it from nobody else, and the run says that it failed', async () => {
    const requests = [
      await given(receivedOn('2026-11-02').searching().events),
      await given(receivedOn('2026-11-02').searching().events),
      await given(receivedOn('2026-11-02').searching().events),
    ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const [first, ...others] = requests;
    const broken = `jsonb_set("state", '{status}', '"nonsense"')`;
    await use().sql.query(`UPDATE "PrivacyRequest" SET "state" = ${broken} WHERE "id" = $1`, [first?.id]);
    await expect(run(`2026-12-02${IN_THE_LAST_HOUR}`)).rejects.toThrow();
    for (const { said } of others) expect(await said()).toHaveLength(1);
  });

  test('one that was missed is told the next day, as past, also on a Sunday', async () => {
    const { said } = await given(receivedOn('2026-11-05').awaitingApproval().events);
    // 5 December 2026 is a Saturday
    expect(await run('2026-12-06T08:59:00+01:00')).toBe(0);
    expect(await run('2026-12-06T10:00:00+01:00')).toBe(1);
    expect(await said()).toMatchObject([{ dueDay: '2026-12-05', past: true, waitsFor: 'staff' }]);
  });

  test('it falls on the day of the receipt’s promise, in February before the 30 days', async () => {
    const { said } = await given(receivedOn('2026-01-31').proven().events);
    expect(await run(`2026-02-28${IN_THE_LAST_HOUR}`)).toBe(1);
    expect(await said()).toMatchObject([{ dueDay: '2026-02-28' }]);
  });

  test('nobody hears it whose answer is out, who withdrew, or whose answer leaves that day', async () => {
    const sendAt = new Date('2026-12-02T15:08:00Z');
    const leaving = receivedOn('2026-11-02').awaitingApproval().seen().approved(sendAt);
    await given(leaving.sent().events);
    await given(receivedOn('2026-11-02').withdrawn().events);
    const { said } = await given(leaving.events);
    expect(await run(`2026-12-02${IN_THE_LAST_HOUR}`)).toBe(0);
    expect(await said()).toEqual([]);
    // It has not left after all, or was stopped.
    const { said: stoppedSaid } = await given([...leaving.events, { type: 'stopped' }]);
    expect(await run('2026-12-03T09:00:00+01:00')).toBe(2);
    expect(await said()).toMatchObject([{ past: true, waitsFor: 'sending' }]);
    expect(await stoppedSaid()).toMatchObject([{ past: true, waitsFor: 'staff' }]);
  });

  test('an erasure that people still have to do by hand does not leave that day by itself', async () => {
    const sendAt = new Date('2026-12-02T15:08:00Z');
    const [first, ...more] = receivedOn('2026-11-02').searched().events;
    if (first?.type !== 'opened') throw new Error('opened first');
    const plan = {
      level: 1,
      route: 'page',
      ends: 'answered',
      whole: true,
      copy: false,
      announceDays: 0,
    } as const;
    const letter = { letterId: 'letter-1', letterHash: 'hash-1', kind: 'decision', complete: true } as const;
    const { said } = await given([
      { ...first, right: 'erasure' },
      ...more,
      { type: 'draft_made', ...letter, plan: { ...plan, steps: ['erase:jouwweb'] } },
      { type: 'approved', letterId: 'letter-1', letterHash: 'hash-1', sendAt: sendAt.toISOString() },
    ]);
    expect(await run(`2026-12-02${IN_THE_LAST_HOUR}`)).toBe(1);
    expect(await said()).toMatchObject([{ dueDay: '2026-12-02' }]);
  });

  test('who never proved a mailbox hears that the code is awaited; whose wish needs none, that staff are on it', async () => {
    const chat = await given(receivedOn('2026-11-02').asked().events);
    const marketing = await given(receivedOn('2026-11-02', { right: 'objection' }).events);
    expect(await run(`2026-12-02${IN_THE_LAST_HOUR}`)).toBe(2);
    expect(await chat.said()).toMatchObject([{ waitsFor: 'code' }]);
    expect(await marketing.said()).toMatchObject([{ waitsFor: 'staff' }]);
    expect(await mailsOf(use(), 'not_answered_yet')).toEqual([]);
  });

  test('who asked at the counter cannot be written to: staff get the task to call', async () => {
    const { core } = use();
    const { number, said } = await given(receivedOn('2026-11-02', { channel: 'counter' }).events);
    await run(`2026-12-02${IN_THE_LAST_HOUR}`);
    await run('2026-12-03T10:00:00+01:00');
    expect(await said()).toEqual([]);
    const tasks = (await core.desk.tasks('open')).filter((task) => task.number === number);
    expect(tasks).toMatchObject([{ kind: 'delivery_failed', params: { reason: 'no_channel' } }]);
  });
});

describe('what happened to the clock', () => {
  test('while identity is awaited the promise stands: what is awaited is told, and since when', async () => {
    const { id, said } = await given(receivedOn('2026-01-31').proven().events);
    await happens(use(), id, [{ ...ASKED, at: '2026-02-03T10:00:00Z' }]);
    // Fourteen days without an answer: a reminder, which says nothing about a date.
    expect(await run('2026-02-17T10:00:00+01:00')).toBe(1);
    expect(await said()).toEqual([]);
    expect(await run(`2026-02-28${IN_THE_LAST_HOUR}`)).toBe(0);
    expect(await run(`2026-03-02${IN_THE_LAST_HOUR}`)).toBe(1);
    expect(await said()).toMatchObject([
      { dueDay: '2026-03-02', waitsFor: 'identity', askedDay: '2026-02-03' },
    ]);
    expect((await said())[0]).not.toHaveProperty('nextDay');
  });

  test('after a stop the promise is kept with a message that names the later day, and that day with another', async () => {
    const { id, said } = await given(receivedOn('2026-11-02').proven().events);
    await happens(use(), id, [ASKED, PROVEN]);
    expect(await run(`2026-12-02${IN_THE_LAST_HOUR}`)).toBe(1);
    expect(await run(`2026-12-08${IN_THE_LAST_HOUR}`)).toBe(1);
    expect(await run(`2026-12-09${IN_THE_LAST_HOUR}`)).toBe(0);
    expect(await said()).toMatchObject([
      { dueDay: '2026-12-02', nextDay: '2026-12-08' },
      { dueDay: '2026-12-08' },
    ]);
    expect((await said())[1]).not.toHaveProperty('nextDay');
  });

  test('an extension has its own promised day', async () => {
    const { id, said } = await given(receivedOn('2026-11-02').proven().events);
    await happens(use(), id, [{ at: '2026-11-20T10:00:00Z', event: 'extended' }]);
    expect(await run('2027-02-03T10:00:00+01:00')).toBe(1);
    expect(await said()).toMatchObject([{ dueDay: '2027-02-02', past: true }]);
  });
});
