import { beforeAll, expect, test } from 'vitest';
import { addTask } from '../../../src/core/application/add-task.ts';
import { fillStores } from '../../../src/core/application/record-erasure.ts';
import { tellCustomers } from '../../../src/core/application/tell-customers.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { asId, newId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { invite } from '../../support/desk-session.ts';
import { answeredRequest } from '../../support/desk-work.ts';
import { codeIn } from '../../support/running-desk.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

// in the daytime, so that reminders go out on the day itself
const use = useCore({ from: new Date('2026-11-03T12:00:00+01:00') });
const LINK = /\/verzoek\/([\w-]{16,})/g;
let by: Awaited<ReturnType<typeof invite>>;

beforeAll(async () => {
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
});

async function answered(email: string, name = 'Sanne de Vries') {
  const { path, detail } = await answeredRequest(use(), by, { name, email });
  return { id: asId<RequestId>(detail.id), token: path.replace('/verzoek/', '') };
}

async function mailsTo(email: string) {
  await workOff(use());
  return (await use().core.desk.caughtMail(200)).filter(({ to }) => to === email);
}

/** The links that went to this mailbox, the newest first. */
async function linksTo(email: string): Promise<readonly string[]> {
  const mails = await mailsTo(email);
  return mails.flatMap(({ text }) => [...text.matchAll(LINK)].flatMap(([, token = '']) => token));
}

async function opens(token: string, email: string): Promise<string> {
  const { core } = use();
  await core.answers.sendCode(token, undefined);
  const mail = (await mailsTo(email)).find(({ text }) => /\b\d{6}\b/.test(text));
  const entered = await core.answers.enter(token, codeIn(mail), undefined);
  if (!entered.ok) throw new Error(entered.refusal.code);
  return entered.value.session;
}

async function daily(days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    use().clock.advance(DAY);
    // whatever time the clock has come to: nobody is reminded at night
    await tellCustomers(use().settings, new Date(`${amsterdamDay(use().clock.now())}T12:00:00+01:00`));
  }
}

test('a copy that nobody opens is reminded of after 3, 10 and 21 days with a new link, and then staff call', async () => {
  const email = 'unopened@example.nl';
  const { id } = await answered(email);
  const counts: number[] = [];
  for (const days of [2, 1, 6, 1, 10, 1, 6]) {
    await daily(days);
    counts.push((await linksTo(email)).length);
  }
  expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4]);
  const open = async () =>
    (await use().core.desk.tasks('open')).filter(({ requestId }) => requestId === id).map(({ kind }) => kind);
  expect(await open()).toEqual([]);
  await daily(1);
  expect(await open()).toEqual(['delivery_failed']);
  expect(await linksTo(email)).toHaveLength(4);
  const [newest = ''] = await linksTo(email);
  const session = await opens(newest, email);
  expect(await use().core.answers.view(newest, session)).toMatchObject({ ok: true });
});

test('once it is opened no reminder follows', async () => {
  const email = 'opened@example.nl';
  const { token } = await answered(email);
  await opens(token, email);
  await daily(30);
  expect(await linksTo(email)).toHaveLength(1);
});

test('a run that was missed for weeks mails one link and not three', async () => {
  const email = 'late@example.nl';
  await answered(email);
  use().clock.advance(22 * DAY);
  await tellCustomers(use().settings, use().clock.now());
  expect(await linksTo(email)).toHaveLength(2);
});

test('a new link goes to where the first one went and ends no later; at most three a day', async () => {
  const email = 'again@example.nl';
  const { id, token } = await answered(email);
  const { core, clock } = use();
  await opens(token, email);
  clock.advance(29 * DAY);
  for (let time = 0; time < 5; time += 1) await core.answers.renew(token);
  const links = await linksTo(email);
  expect(links).toHaveLength(4);
  expect(await core.delivery.renewLink(id, by)).toMatchObject({ refusal: { code: 'answer.link_limit' } });
  const [newest = ''] = links;
  await opens(newest, email);
  clock.advance(DAY + HOUR);
  expect(await core.answers.known(newest)).toBe(false);
  await core.answers.renew(newest);
  expect(await linksTo(email)).toHaveLength(4);
  expect(await core.delivery.renewLink(id, by)).toMatchObject({ refusal: { code: 'answer.link_none' } });
});

test('a link ends a week after its copy was downloaded, and another one can be had', async () => {
  const email = 'taken@example.nl';
  const { token } = await answered(email);
  const { core, clock } = use();
  const taken = await core.answers.download(token, await opens(token, email));
  if (!taken.ok) throw new Error(taken.refusal.code);
  for await (const _part of taken.value.content);
  clock.advance(7 * DAY - HOUR);
  expect(await core.answers.known(token)).toBe(true);
  clock.advance(2 * HOUR);
  expect(await core.answers.known(token)).toBe(false);
  await core.answers.renew(token);
  const [newest = ''] = await linksTo(email);
  expect(newest).not.toBe(token);
  const view = await core.answers.view(newest, await opens(newest, email));
  expect(view.ok && view.value.results.length).toBeGreaterThan(0);
});

test('a link that staff stopped is never mailed again, and a made-up one does nothing', async () => {
  const email = 'wrong@example.nl';
  const { id, token } = await answered(email);
  const { core } = use();
  await core.delivery.wentWrong(id, by);
  await core.answers.renew(token);
  await core.answers.renew('a-token-that-nobody-made');
  expect(await linksTo(email)).toHaveLength(1);
});

/** How much of what was found for a request stands in each table. */
async function recordsOf(id: string): Promise<readonly number[]> {
  const { rows } = await use().sql.query<{ counts: number[] }>(
    `SELECT ARRAY[
      (SELECT count(*) FROM "SourceSearch" WHERE "requestId" = $1 AND "recordsEnc" IS NOT NULL),
      (SELECT count(*) FROM "SearchKey" WHERE "requestId" = $1 AND "valueEnc" IS NOT NULL),
      (SELECT count(*) FROM "PrivacyRequest" WHERE "id" = $1 AND "hasRecords")]::int[] AS "counts"`,
    [id],
  );
  return rows[0]?.counts ?? [];
}

test('an erasure takes the opened copies of that person along at once, not of who shares the mailbox', async () => {
  const email = 'erased@example.nl';
  const seen = await answered(email);
  const unseen = await answered(email);
  const busy = await answered(email);
  const asker = await answered(email);
  const other = await answered(email, 'Petra Bakker');
  const { core, settings, clock } = use();
  for (const { token } of [seen, busy, other]) {
    await opens(token, email);
    clock.advance(DAY);
  }
  await settings.store.transaction((tx) =>
    addTask(tx, { kind: 'delivery_failed', about: busy.id, requestId: busy.id }, clock.now()),
  );
  const before = await recordsOf(other.id);
  expect(before[0]).toBeGreaterThan(0);
  await settings.store.transaction((tx) =>
    fillStores(tx, {
      id: newId(),
      at: clock.now(),
      requestId: asker.id,
      addressHashes: settings.secrets.hashes('address', email),
      until: addDays(amsterdamDay(clock.now()), 30),
      holds: [],
      othersRecords: [],
      mailStop: null,
    }),
  );
  expect(await recordsOf(seen.id)).toEqual([0, 0, 0]);
  for (const { id } of [unseen, busy, other]) expect(await recordsOf(id)).toEqual(before);
  const known = await Promise.all([seen, unseen, busy, other].map(({ token }) => core.answers.known(token)));
  expect(known).toEqual([false, true, true, true]);
  await core.answers.renew(seen.token);
  const links = (await linksTo(email)).length;
  await daily(12);
  expect(await linksTo(email)).toHaveLength(links);
});

test('all links to one answer end together, whichever was opened first', async () => {
  const email = 'together@example.nl';
  const { token } = await answered(email);
  const { core, clock } = use();
  clock.advance(3 * DAY);
  await tellCustomers(use().settings, clock.now());
  const [newest = ''] = await linksTo(email);
  await opens(newest, email);
  clock.advance(29 * DAY);
  const view = await core.answers.view(token, await opens(token, email));
  expect(view.ok && view.value.expiresDay).toBe(amsterdamDay(clock.now()));
  clock.advance(DAY + HOUR);
  expect([await core.answers.known(newest), await core.answers.known(token)]).toEqual([false, false]);
});

test('of records that are gone no empty copy is made, and no link mailed', async () => {
  const email = 'purged@example.nl';
  const { id, token } = await answered(email);
  const { core, settings, clock } = use();
  const session = await opens(token, email);
  const before = await core.answers.view(token, session);
  expect(before).toMatchObject({ value: { downloadable: true } });
  await use().sql.query('UPDATE "PrivacyRequest" SET "hasRecords" = false WHERE "id" = $1', [id]);
  expect(await core.answers.view(token, session)).toMatchObject({
    value: { downloadable: false, results: [] },
  });
  expect(await core.answers.download(token, session)).toMatchObject({ ok: false });
  const request = await settings.store.transaction((tx) => tx.requests.lock(id));
  expect(request).toBeDefined();
  expect(await core.delivery.renewLink(id, by)).toMatchObject({ refusal: { code: 'answer.link_none' } });
  clock.advance(DAY);
});

test('after a restore, which stops every link, the reminder mails one that works', async () => {
  const email = 'restored@example.nl';
  const { id, token } = await answered(email);
  const { core, settings, clock } = use();
  await settings.store.transaction((tx) => tx.answers.revokeAllLinks(clock.now()));
  await daily(3);
  const [newest = ''] = await linksTo(email);
  expect(newest).not.toBe(token);
  expect([await core.answers.known(token), await core.answers.known(newest)]).toEqual([false, true]);
  const card = await core.desk.card(id);
  expect(card?.history.map(({ type }) => type)).toContain('link_mailed');
});
