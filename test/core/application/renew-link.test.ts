import { beforeAll, expect, test } from 'vitest';
import { tellCustomers } from '../../../src/core/application/tell-customers.ts';
import { DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { asId, type RequestId } from '../../../src/core/kernel/ids.ts';
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

async function answered(email: string) {
  const { path, detail } = await answeredRequest(use(), by, { name: 'Sanne de Vries', email });
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
    await tellCustomers(use().settings, use().clock.now());
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

test('an erasure takes the opened copies of earlier requests along at once, and leaves one that nobody saw yet', async () => {
  const email = 'erased@example.nl';
  const seen = await answered(email);
  const unseen = await answered(email);
  const other = await answered('somebody-else@example.nl');
  const { core, settings, clock, sql } = use();
  await opens(seen.token, email);
  await opens(other.token, 'somebody-else@example.nl');
  await settings.store.transaction((tx) =>
    tx.erasures.forgetCopies(settings.secrets.hashes('address', email), null, clock.now()),
  );
  const { rows } = await sql.query<{ id: string; hasRecords: boolean }>(
    'SELECT "id", "hasRecords" FROM "PrivacyRequest" WHERE "id" = ANY ($1)',
    [[seen.id, unseen.id, other.id]],
  );
  const kept = rows.filter(({ hasRecords }) => hasRecords).map(({ id }) => id);
  expect(kept.toSorted()).toEqual([unseen.id, other.id].toSorted());
  const left = await sql.query('SELECT 1 FROM "SearchPiece" WHERE "requestId" = $1', [seen.id]);
  expect(left.rows).toEqual([]);
  expect([await core.answers.known(seen.token), await core.answers.known(unseen.token)]).toEqual([
    false,
    true,
  ]);
  expect(await core.answers.known(other.token)).toBe(true);
});
