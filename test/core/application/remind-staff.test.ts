import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/core/application/ports.ts';
import { remindStaff } from '../../../src/core/application/remind-staff.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { day } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { aStaffMember } from '../store/stored-rows.ts';
import { countMails, emptied, happens, mailsOf, receivedOn, store } from './due-requests.ts';

const use = useCore();
const OWNER = 'eigenaar@example.nl';
const TEN = 'T10:00:00+01:00';

beforeEach(async () => {
  await staffActor(use().core, OWNER);
  await emptied(use());
});

const given = (events: readonly RequestEvent[]) => store(use(), events);
const run = (instant: string) => remindStaff(use().settings, new Date(instant));
const mails = () => mailsOf(use(), 'reminder');

/** The days on which a mail left when a run is made at ten on each of these days. */
async function daysReminded(from: string, until: string): Promise<readonly string[]> {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T12:00:00Z`); at <= Date.parse(`${until}T12:00:00Z`); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const before = await countMails(use());
    await run(`${date}${TEN}`);
    if ((await countMails(use())) > before) days.push(date);
  }
  return days;
}

describe('staff are reminded', () => {
  test('at half-time, 7, 3 and 1 working days before, on the day, and on every working day after it', async () => {
    await given(receivedOn('2026-11-02').proven().events);
    expect(await daysReminded('2026-11-02', '2026-12-08')).toEqual([
      '2026-11-17',
      '2026-11-23',
      '2026-11-27',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
      '2026-12-08',
    ]);
  });

  test('by one mail to the owner with one link, that says where it stands and nothing about who it is', async () => {
    const { id, number } = await given(receivedOn('2026-11-02').proven().events);
    expect(await run(`2026-11-27${TEN}`)).toBe(1);
    expect(await mails()).toEqual([
      {
        kind: 'reminder',
        to: OWNER,
        lines: [{ number, right: 'access', staffDue: '2026-12-02', stand: { kind: 'ahead', workdays: 3 } }],
        more: 0,
        unproven: 0,
        path: `/balie/verzoek/${id}`,
      },
    ]);
    await run(`2026-12-07${TEN}`);
    expect((await mails()).at(-1)?.lines[0]?.stand).toEqual({ kind: 'late', days: 5 });
  });

  test('of several requests by one mail, the most urgent first, with a link to the day', async () => {
    const later = await given(receivedOn('2026-11-03').proven().events);
    const first = await given(receivedOn('2026-11-02').proven().events);
    await run(`2026-12-03${TEN}`);
    const [mail, ...others] = await mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      lines: [
        { number: first.number, stand: { kind: 'late', days: 1 } },
        { number: later.number, stand: { kind: 'today' } },
      ],
      path: '/balie',
    });
  });

  test('by mail to the deputy too, when the profile names one who works here', async () => {
    const { core } = use();
    const owner = await staffActor(core, OWNER);
    const profile = await core.desk.profile();
    expect(await core.desk.saveProfile({ ...profile, deputy: 'sam@example.nl' }, owner)).toMatchObject({
      refusal: { code: 'profile.deputy_unknown' },
    });
    await staffActor(core, 'sam@example.nl');
    const saved = await core.desk.saveProfile({ ...profile, deputy: 'sam@example.nl' }, owner);
    if (!saved.ok) throw new Error(saved.refusal.code);
    await given(receivedOn('2026-11-02').proven().events);
    await run(`2026-12-02${TEN}`);
    expect((await mails()).map(({ to }) => to).sort()).toEqual([OWNER, 'sam@example.nl']);
    await core.desk.saveProfile({ ...saved.value.profile, deputy: '' }, owner);
  });
});

test('every owner who works here is reminded, and nobody who has left', async () => {
  const { core, settings } = use();
  const [second, left] = ['tweede@example.nl', 'oud@example.nl'];
  await settings.store.transaction(async (tx) => {
    for (const email of [second, left]) await tx.staff.add(aStaffMember(email, { owner: true }), new Date());
  });
  const by = await staffActor(core, OWNER);
  for (const { id, email } of await core.desk.staff())
    if (email === left) await core.desk.removeStaff([id], by);
  await given(receivedOn('2026-11-02').proven().events);
  await run(`2026-12-02${TEN}`);
  expect((await mails()).map(({ to }) => to).sort()).toEqual([OWNER, second]);
  for (const { id, email } of await core.desk.staff())
    if (email === second) await core.desk.removeStaff([id], by);
});

test('what needs no proof comes after what is proven, late ones last, and never pushes it out (R29)', async () => {
  const objections = Array.from({ length: 15 }, () =>
    given(receivedOn('2026-11-02', { right: 'objection' }).events),
  );
  await Promise.all(objections);
  const near = await given(receivedOn('2026-11-04', { right: 'objection' }).events);
  const proven = await given(receivedOn('2026-11-05').proven().events);
  await run(`2026-12-04${TEN}`);
  const [mail] = await mails();
  expect(mail?.lines.slice(0, 2).map(({ number }) => number)).toEqual([proven.number, near.number]);
  expect(mail).toMatchObject({ more: 2, unproven: 0 });
});

describe('a reminder goes out once', () => {
  test('whatever runs again, at the same time or later on the day', async () => {
    await given(receivedOn('2026-11-02').proven().events);
    const at = new Date(`2026-12-01${TEN}`);
    const told = await Promise.all([1, 2, 3].map(() => remindStaff(use().settings, at)));
    expect(told.toSorted()).toEqual([0, 0, 1]);
    expect(await run('2026-12-01T16:00:00+01:00')).toBe(0);
    expect(await mails()).toHaveLength(1);
  });

  test('and what was missed is caught up by one message', async () => {
    await given(receivedOn('2026-11-02').proven().events);
    expect(await daysReminded('2026-12-04', '2026-12-07')).toEqual(['2026-12-04', '2026-12-07']);
    expect((await mails())[0]?.lines[0]?.stand).toEqual({ kind: 'late', days: 2 });
  });

  test('also when the first try breaks off before it is stored: nothing of it is left, and the next one tells', async () => {
    await given(receivedOn('2026-11-02').proven().events);
    const { settings } = use();
    const breaking: Store = {
      ...settings.store,
      transaction: (work) =>
        settings.store.transaction(async (tx) => {
          await work(tx);
          throw new Error('cut off');
        }),
    };
    const at = new Date(`2026-12-01${TEN}`);
    await expect(remindStaff({ ...settings, store: breaking }, at)).rejects.toThrow('cut off');
    expect(await mails()).toEqual([]);
    expect(await remindStaff(settings, at)).toBe(1);
    expect(await mails()).toHaveLength(1);
  });

  test('and a closing day that moves the date repeats none', async () => {
    const { core } = use();
    await given(receivedOn('2026-11-02').proven().events);
    await run(`2026-11-27${TEN}`);
    const owner = await staffActor(core, OWNER);
    const profile = await core.desk.profile();
    const saved = await core.desk.saveProfile({ ...profile, closingDays: [day('2026-12-02')] }, owner);
    expect(saved).toMatchObject({ ok: true, value: { moved: 1 } });
    expect(await daysReminded('2026-11-27', '2026-12-03')).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-03',
    ]);
    expect((await mails()).map(({ lines }) => lines[0]?.stand)).toEqual([
      { kind: 'ahead', workdays: 3 },
      { kind: 'ahead', workdays: 1 },
      { kind: 'today' },
      { kind: 'late', days: 2 },
    ]);
    if (saved.ok) await core.desk.saveProfile({ ...saved.value.profile, closingDays: [] }, owner);
  });
});

describe('nobody is reminded', () => {
  test.each([
    ['2026-12-02T08:59:00+01:00', 'before nine'],
    ['2026-12-02T17:00:00+01:00', 'from five'],
    ['2026-12-05T10:00:00+01:00', 'on a Saturday'],
    ['2026-12-25T10:00:00+01:00', 'on Christmas Day'],
  ])('at %s: %s', async (instant) => {
    await given(receivedOn('2026-11-02').proven().events);
    expect(await run(instant)).toBe(0);
    expect(await mails()).toEqual([]);
  });

  test('of a request that was answered, withdrawn or has time left', async () => {
    await given(receivedOn('2026-11-02').awaitingApproval().seen().approved(new Date()).sent().events);
    await given(receivedOn('2026-11-02').withdrawn().events);
    await given(receivedOn('2026-11-24').proven().events);
    expect(await run(`2026-12-04${TEN}`)).toBe(0);
  });

  test('by name of a chat that nobody has proven: those are a number, once their date is near', async () => {
    await given(receivedOn('2026-11-02').asked().events);
    await given(receivedOn('2026-11-02').asked().events);
    await run(`2026-11-23${TEN}`);
    expect(await mails()).toEqual([]);
    await run(`2026-11-27${TEN}`);
    expect(await mails()).toMatchObject([{ lines: [], unproven: 2, path: '/balie/onbevestigd' }]);
    expect(await run(`2026-12-01${TEN}`)).toBe(2);
  });
});

describe('what happened to the clock', () => {
  const ASKED = { at: '2026-11-04T10:00:00Z', event: 'identity_requested' } as const;
  const PROVEN = { at: '2026-11-10T10:00:00Z', event: 'identity_verified' } as const;

  test('after a stop the reminders count from the paused date, and tell the unstopped legal date too', async () => {
    const { id } = await given(receivedOn('2026-11-02').proven().events);
    await happens(use(), id, [ASKED, PROVEN]);
    expect(await daysReminded('2026-11-11', '2026-12-09')).toEqual([
      '2026-11-20',
      '2026-11-27',
      '2026-12-03',
      '2026-12-07',
      '2026-12-08',
      '2026-12-09',
    ]);
    expect((await mails())[0]?.lines).toMatchObject([{ staffDue: '2026-12-08', unstopped: '2026-12-02' }]);
  });

  test('while a stop is open they count from the promise, and end with it', async () => {
    const { id } = await given(receivedOn('2026-11-02').proven().events);
    await happens(use(), id, [ASKED]);
    expect(await daysReminded('2026-11-27', '2026-12-08')).toEqual([
      '2026-11-27',
      '2026-12-01',
      '2026-12-02',
    ]);
    await happens(use(), id, [ASKED, { at: '2026-12-08T13:00:00Z', event: 'identity_verified' }]);
    expect(await daysReminded('2026-12-09', '2027-01-05')).toContain('2027-01-05');
  });

  test('an extension gives new reminders for its own term', async () => {
    const { id } = await given(receivedOn('2026-11-02').proven().events);
    expect(await daysReminded('2026-11-27', '2026-11-27')).toHaveLength(1);
    await happens(use(), id, [{ at: '2026-11-27T13:00:00Z', event: 'extended' }]);
    expect(await daysReminded('2026-11-27', '2027-02-02')).toEqual([
      '2026-12-18',
      '2027-01-22',
      '2027-01-28',
      '2027-02-01',
      '2027-02-02',
    ]);
  });
});

test('a request that came back is reminded of again, by its own date', async () => {
  const { settings } = use();
  const row = await given(receivedOn('2026-11-02').withdrawn().events);
  const found = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(row.id);
    return request && runCommand(tx, request, { type: 'reopen', by: 'customer' }, settings.clock.now());
  });
  expect(found?.ok).toBe(true);
  expect(await run(`2026-12-02${TEN}`)).toBe(1);
});
