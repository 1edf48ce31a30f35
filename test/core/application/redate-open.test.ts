import { expect, test } from 'vitest';
import { daysToKeep } from '../../../src/core/application/due-days.ts';
import { redateComplaints } from '../../../src/core/application/redate-complaints.ts';
import { redateOpen } from '../../../src/core/application/redate-open.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import { computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import type { RequestId } from '../../../src/core/kernel/ids.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { AT, aRequest, day, opened } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

/** An open request with its real dates, received at noon. */
const received = (on: string, ...more: readonly RequestEvent[]) => receivedOf('access', on, more);

/** The same, of any right; a complaint has the dates that it had before it got a term of its own. */
async function receivedOf(
  right: 'access' | 'complaint',
  on: string,
  more: readonly RequestEvent[] = [],
): Promise<RequestId> {
  const { settings } = use();
  const receivedAt = new Date(`${on}T12:00:00Z`);
  const due = daysToKeep(computeDeadlines(receivedAt, []));
  const first = { ...opened(right), receivedAt: receivedAt.toISOString(), due };
  const events = aRequest(right, [first])
    .proven()
    .then(...more).events;
  return (await settings.store.transaction((tx) => storeRequest(tx, events))).id;
}

async function saveClosingDays(...days: readonly string[]): Promise<number> {
  const { core } = use();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  const saved = await core.desk.saveProfile(
    { ...(await core.desk.profile()), closingDays: days.map(day) },
    owner,
  );
  if (!saved.ok) throw new Error(saved.refusal.code);
  return saved.value.moved;
}

const detail = async (id: RequestId) => {
  const found = await use().core.desk.card(id);
  if (found === undefined) throw new Error('unknown');
  return found;
};

test('a closing day moves the staff date of open requests to an earlier day, leaves the law and the promise, and says so', async () => {
  const { core, jobs } = use();
  const falls = await received('2026-11-02');
  const before = await received('2026-10-29');
  const closed = await received('2026-11-02', { type: 'withdrawn', as: 'withdrawn' });
  expect(await saveClosingDays('2026-12-02', '2026-12-01')).toBe(1);

  expect(await detail(falls)).toMatchObject({
    staffDue: '2026-11-30',
    customerDue: '2026-12-02',
    legalDue: '2026-12-02',
    unstoppedLegalDue: '2026-12-02',
    redated: { from: '2026-12-02' },
  });
  expect((await detail(falls)).history.at(-1)).toMatchObject({ type: 'redated', by: 'system' });
  expect((await detail(falls)).steps.at(-1)?.params).toEqual({ day: '2026-11-30' });
  expect(await detail(before)).toMatchObject({ staffDue: '2026-11-27', redated: null });
  expect((await detail(closed)).history.at(-1)?.type).toBe('withdrawn');
  expect((await core.desk.requests('open')).find(({ id }) => id === falls)?.staffDue).toBe('2026-11-30');
  expect((await jobs('update-card')).filter(({ data }) => data.requestId === falls)).toHaveLength(1);
  expect((await core.register.verify()).broken).toBeNull();
});

test('a closing day that is taken back gives the date back, never a later one than without it', async () => {
  const id = await received('2026-11-03');
  await saveClosingDays('2026-12-03');
  expect((await detail(id)).staffDue).toBe('2026-12-02');
  expect(await saveClosingDays()).toBeGreaterThanOrEqual(1);
  expect(await detail(id)).toMatchObject({ staffDue: '2026-12-03', redated: { from: '2026-12-02' } });
});

test('closing days that touch no open request move nothing, and other facts of the shop look at no request', async () => {
  await received('2026-11-04');
  expect(await saveClosingDays('2026-12-24')).toBe(0);
  const { core, jobs } = use();
  const before = (await jobs('redate')).length;
  const profile = await core.desk.profile();
  const saved = await core.desk.saveProfile({ ...profile, name: 'Giet & Co' }, await staffActor(core));
  expect(saved).toMatchObject({ ok: true, value: { moved: 0 } });
  expect(await jobs('redate')).toHaveLength(before);
});

test('what a crash left undone is done by the job of the same transaction, and done again it moves nothing', async () => {
  const { settings, jobs } = use();
  const id = await received('2026-11-10');
  const profile = await settings.store.transaction((tx) => tx.profiles.latest());
  if (profile === undefined) throw new Error('no profile');
  const next = { ...profile, version: profile.version + 1, closingDays: [day('2026-12-10')] };
  await settings.store.transaction((tx) => tx.profiles.add(next, 'system', settings.clock.now()));
  expect((await detail(id)).staffDue).toBe('2026-12-10');
  expect(await redateOpen(settings, day('2026-12-10'))).toBe(1);
  expect((await detail(id)).staffDue).toBe('2026-12-09');
  expect(await redateOpen(settings, day('2026-12-10'))).toBe(0);
  await saveClosingDays('2026-12-10', '2026-12-09');
  expect((await jobs('redate')).at(-1)?.data).toEqual({ until: '2026-12-09' });
});

test('what happened to the clock stays when a closing day changes', async () => {
  const at = new Date('2026-11-02T10:00:00Z');
  const stopped = computeDeadlines(at, [{ at, event: 'identity_requested' }]);
  const cause = 'identity_requested' as const;
  const id = await received('2026-11-02', { type: 'redated', cause, due: daysToKeep(stopped) });
  expect(await detail(id)).toMatchObject({ legalDue: null, unstoppedLegalDue: '2026-12-02' });
  await saveClosingDays('2026-12-02');
  expect(await detail(id)).toMatchObject({ legalDue: null, staffDue: '2026-12-01' });
});

test('what is closed while proof is awaited is in time in the register; come back, it has the day of an open stop (law.md 2.10)', async () => {
  const { settings, core } = use();
  await saveClosingDays();
  const stopped = computeDeadlines(AT, [{ at: AT, event: 'identity_requested' }]);
  const events = aRequest()
    .awaitingApproval('refusal')
    .then({ type: 'redated', cause: 'identity_requested', due: daysToKeep(stopped) })
    .approved(AT).events;
  const { id, number } = await settings.store.transaction((tx) => storeRequest(tx, events));
  const run = (command: RequestCommand) =>
    settings.store.transaction(async (tx) => {
      const request = await tx.requests.lock(id);
      if (request === undefined) throw new Error('unknown');
      return runCommand(tx, request, command, new Date('2026-12-08T10:00:00Z'));
    });
  const by = 'system';
  expect(await run({ type: 'confirm_sent', by, letterId: 'letter-1' })).toMatchObject({ ok: true });
  const line = (await core.register.list(100)).find((row) => row.number === number);
  expect(line).toMatchObject({ status: 'refused', closedDay: '2026-12-08', onTime: true });
  const closed = await detail(id);
  expect(closed).toMatchObject({ staffDue: '2027-01-07', legalDue: null, redated: null });
  expect(closed.history.slice(-2).map(({ type }) => type)).toEqual(['redated', 'sent']);

  expect(await run({ type: 'report_bounce', by, version: closed.version })).toMatchObject({ ok: true });
  expect(await detail(id)).toMatchObject({ staffDue: '2026-12-02', legalDue: null });
  expect((await core.register.verify()).broken).toBeNull();
});

test('complaints that were open before they had a term of their own get it once, and staff are reminded by it (R23)', async () => {
  const { settings, sql } = use();
  await saveClosingDays();
  const complaint = await receivedOf('complaint', '2026-11-02');
  const access = await receivedOf('access', '2026-11-02');
  await sql.query(`UPDATE "PrivacyRequest" SET "remindStaffOn" = '2026-12-01' WHERE "right" = 'complaint'`);
  expect((await detail(complaint)).staffDue).toBe('2026-12-02');
  expect(await redateComplaints(settings)).toBe(1);
  expect(await detail(complaint)).toMatchObject({
    staffDue: '2026-11-16',
    customerDue: '2026-12-02',
    legalDue: '2026-12-02',
    redated: null,
  });
  expect((await detail(access)).staffDue).toBe('2026-12-02');
  const { rows } = await sql.query('SELECT "remindStaffOn" FROM "PrivacyRequest" WHERE "id" = $1', [
    complaint,
  ]);
  expect(rows).toEqual([{ remindStaffOn: '2026-11-02' }]);
  expect(await redateComplaints(settings)).toBe(0);
});
