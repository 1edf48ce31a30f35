import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { afterRestore } from '../../../src/core/application/after-restore.ts';
import { giveUpMail } from '../../../src/core/application/deliver-mail.ts';
import { isWholePolicyLog } from '../../../src/core/application/log-policy.ts';
import { followPolicy } from '../../../src/core/application/policy-versions.ts';
import { sendPolicyMails } from '../../../src/core/application/send-policy-mails.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import { writePolicyFile } from '../../../src/platform/policy-file.ts';
import { storeCase } from '../../support/closed-case.ts';
import { invite, type Member } from '../../support/desk-session.ts';
import { dropOrders } from '../../support/desk-work.ts';
import { useCli } from '../../support/use-cli.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'policy-mailing-'));
const TEXT = '# Bewaren\n\nWij bewaren uw gegevens één jaar. Facturen bewaren wij 7 jaar.';
const use = useCore({ from: new Date('2026-11-23T09:00:00Z'), variables: { DATA_DIR: FOLDER } });
const cli = useCli(use);
let owner: Member;
let deputy: Member;
/** The version that waits at first. */
let version = 0;

beforeAll(async () => {
  owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
  deputy = await invite(use(), 'sam@example.nl', 'Sam de Wit');
  const { settings } = use();
  await writePolicyFile(FOLDER, importPolicy(TEXT));
  await followPolicy(settings);
  version = await proposes(TEXT.replace('één jaar', 'twee jaar'));
});
afterAll(() => rm(FOLDER, { recursive: true }));

async function proposes(text: string): Promise<number> {
  await writePolicyFile(FOLDER, importPolicy(text));
  await followPolicy(use().settings);
  const { versions } = await use().core.publishing.overview();
  return versions.find(({ status }) => status === 'proposed')?.number ?? 0;
}
const hashOf = async (number: number) =>
  (await use().core.publishing.overview()).versions.find((one) => one.number === number)?.hash ?? '';
const today = () => amsterdamDay(use().clock.now());
async function perHour(policyMailsPerHour: number): Promise<void> {
  const { desk } = use().core;
  const saved = await desk.saveProfile({ ...(await desk.profile()), policyMailsPerHour }, owner);
  expect(saved.ok).toBe(true);
}
/** A later version, approved and with its list made by the owner, who read the test mail. */
async function listed(text: string, addresses: readonly string[]): Promise<number> {
  const { publishing } = use().core;
  const number = await proposes(text);
  await publishing.preview(number, owner);
  expect(await publishing.approve(number, await hashOf(number), today(), owner)).toMatchObject({ ok: true });
  await orders(...addresses);
  expect(await publishing.listPeople(number, owner)).toMatchObject({ ok: true });
  expect(await publishing.mailTest(number, owner)).toMatchObject({ ok: true });
  return number;
}
const orders = (...addresses: readonly string[]) =>
  dropOrders(
    use(),
    owner,
    addresses.map((email, index) => ({
      email,
      name: 'Iemand',
      orderNumber: `W-${index}`,
      orderDate: '2026-11-20',
    })),
  );
/** Somebody whose objection is being looked at: the use has stopped at once (F28). */
async function objects(email: string): Promise<void> {
  const { settings, sql, clock } = use();
  const given = { right: 'objection', end: 'open', proven: true, closedAt: clock.now(), email } as const;
  const { id } = await settings.store.transaction((tx) => storeCase(tx, given));
  await sql.query('UPDATE "PrivacyRequest" SET "emailHash" = $2 WHERE "id" = $1', [
    id,
    settings.secrets.hash('address', email),
  ]);
}
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) =>
  result.ok ? 'done' : result.refusal?.code;
/** Whom the demo's mail server took a mail about this version for. */
async function mailed(number: number): Promise<readonly string[]> {
  const mails = await use().core.desk.caughtMail(200);
  return mails
    .filter(({ text }) => text.includes(`versie ${number}`) && !text.includes('PROEFMAIL'))
    .map(({ to }) => to)
    .toSorted();
}
const standing = async (number: number) => (await use().core.publishing.preview(number, owner))?.notice;
const people = Array.from({ length: 7 }, (_, index) => `klant${index}@example.nl`);

test('only the owner approves, who opened this very text, for today or later (R19)', async () => {
  const { publishing } = use().core;
  const hash = await hashOf(version);
  const approve = (day: string, by: Member, of = hash) => publishing.approve(version, of, day, by);
  expect(code(await approve(today(), deputy))).toBe('policy.owner_only');
  expect(code(await publishing.approve(version, hash, today(), { via: 'cli', name: 'cli' }))).toBe(
    'policy.owner_only',
  );
  expect(code(await approve(today(), owner))).toBe('policy.not_previewed');
  expect((await publishing.preview(version, deputy))?.mayDecide).toBe(false);
  expect(code(await approve(today(), owner))).toBe('policy.not_previewed');
  const preview = await publishing.preview(version, owner);
  expect(preview).toMatchObject({ mayDecide: true, status: 'proposed', from: version - 1 });
  expect(preview?.changes.nl.map(({ kind }) => kind)).toEqual(['changed']);
  expect(code(await approve(addDays(today(), -1), owner))).toBe('policy.day_wrong');
  expect(code(await approve('gisteren', owner))).toBe('policy.day_wrong');
  expect(code(await approve(today(), owner, 'another'))).toBe('policy.changed_meanwhile');
  expect(code(await publishing.approve(99, hash, today(), owner))).toBe('policy.unknown');
});

test('an approved version is told on its day, and can be taken back until then', async () => {
  const { publishing, desk } = use().core;
  const hash = await hashOf(version);
  const tomorrow = addDays(today(), 1);
  expect(code(await publishing.approve(version, hash, tomorrow, owner))).toBe('done');
  expect((await desk.profile()).policyVersion).toBe(version - 1);
  expect(code(await publishing.withdraw(version, owner))).toBe('done');
  use().clock.advance(DAY);
  await followPolicy(use().settings);
  expect((await desk.profile()).policyVersion).toBe(version - 1);
  // The same number again, with another text: what was seen of the one before does not count.
  expect(await proposes(TEXT.replace('één jaar', 'drie jaar'))).toBe(version);
  expect(code(await publishing.approve(version, await hashOf(version), today(), owner))).toBe(
    'policy.not_previewed',
  );
  await publishing.preview(version, owner);
  expect(code(await publishing.approve(version, await hashOf(version), today(), owner))).toBe('done');
  expect(await desk.profile()).toMatchObject({ policyVersion: version, policyDate: today() });
  expect(code(await publishing.withdraw(version, owner))).toBe('policy.wrong_state');
});

test('the mail is off until the shop says how many may leave in an hour, and needs a fresh export', async () => {
  const { publishing } = use().core;
  expect(code(await publishing.listPeople(version, owner))).toBe('policy_notice.off');
  expect(code(await publishing.mailTest(version, owner))).toBe('policy_notice.off');
  await perHour(120);
  expect(code(await publishing.listPeople(version, owner))).toBe('policy_notice.export_needed');
  await orders(...people);
  use().clock.advance(8 * DAY);
  expect(code(await publishing.listPeople(version, owner))).toBe('policy_notice.export_needed');
  expect(code(await publishing.send(version, '7', owner))).toBe('policy_notice.not_listed');
});

test('on the list stands who has an order, once; not the erased, who objects, the shop itself or what is no address', async () => {
  const { core, settings } = use();
  await objects('bas@example.nl');
  const addressHashes = settings.secrets.hashes('address', 'gewist@example.nl');
  const erasedAt = use().clock.now();
  const until = addDays(today(), 30);
  await settings.store.transaction((tx) =>
    tx.erasures.addBlock({ id: newId(), addressHashes, at: erasedAt, until, othersRecords: [] }),
  );
  await settings.store.transaction((tx) =>
    tx.erasures.addMailStops(settings.secrets.hashes('mail stop', people[0] ?? '')),
  );
  await orders(
    ...people,
    'KLANT1@example.nl',
    'bas@example.nl',
    'gewist@example.nl',
    'info@iksmelt.com',
    'geen adres',
  );
  expect(await core.publishing.listPeople(version, owner)).toEqual({ ok: true, value: { people: 7 } });
  expect((await standing(version))?.leftOut).toEqual({ erased: 1, restricted: 1, unusable: 1 });
  // A list is made as often as somebody likes until it is begun.
  expect(await core.publishing.listPeople(version, owner)).toMatchObject({ ok: true });
  const { rows } = await use().sql.query(
    'SELECT "addressEnc"::text AS sealed, "personHash" FROM "PolicyNoticePerson"',
  );
  expect(rows).toHaveLength(7);
  for (const { sealed, personHash } of rows)
    expect(sealed + personHash).not.toContain(Buffer.from('klant').toString('hex'));
});

test('nothing leaves before a test mail to oneself and the number typed over, of a list of today', async () => {
  const { publishing, desk } = use().core;
  expect(code(await publishing.send(version, '7', owner))).toBe('policy_notice.test_first');
  expect(code(await publishing.mailTest(version, owner))).toBe('done');
  await workOff(use());
  const [test] = await desk.caughtMail(1);
  expect(test).toMatchObject({ to: owner.email });
  expect(test?.subject).not.toMatch(/versie|wis|bezwaar/i);
  expect(test?.text).toContain('PROEFMAIL');
  expect(test?.text).toContain(
    'Eerst stond er: "Wij bewaren uw gegevens één jaar." Nu staat er: "Wij bewaren uw gegevens drie jaar."',
  );
  expect(test?.text).toContain(`/privacy/verschil/${version - 1}/${version}`);
  expect(test?.text).toContain('U kunt bezwaar maken');
  for (const typed of ['', '6', '07', 'zeven', '7.0'])
    expect(code(await publishing.send(version, typed, owner)), typed).toBe('policy_notice.count_differs');
  expect(code(await publishing.send(version, '7', deputy))).toBe('policy.owner_only');
  use().clock.advance(DAY + HOUR);
  expect(code(await publishing.send(version, '7', owner))).toBe('policy_notice.list_too_old');
  expect(code(await publishing.listPeople(version, owner))).toBe('done');
  expect(await mailed(version)).toEqual([]);
  expect(code(await publishing.send(version, ' 7 ', owner))).toBe('done');
  expect(code(await publishing.send(version, '7', owner))).toBe('policy_notice.begun');
  expect(code(await publishing.listPeople(version, owner))).toBe('policy_notice.begun');
});

test('so many leave in an hour; a job that comes twice or too early sends nobody anything', async () => {
  await workOff(use());
  expect(await mailed(version)).toHaveLength(2);
  await Promise.all([1, 2, 3].map(() => sendPolicyMails(use().settings, version)));
  await workOff(use());
  expect(await mailed(version)).toHaveLength(2);
  use().clock.advance(MINUTE);
  await Promise.all([1, 2, 3].map(() => sendPolicyMails(use().settings, version)));
  await workOff(use());
  expect(await mailed(version)).toHaveLength(4);
  expect((await standing(version))?.counts).toMatchObject({ sent: 4, waiting: 3, queued: 0 });
});

test('a stop ends it at once, also for what waits for the mail server; the rest goes on later, nobody twice', async () => {
  const { publishing } = use().core;
  use().clock.advance(MINUTE);
  await sendPolicyMails(use().settings, version);
  expect((await standing(version))?.counts).toMatchObject({ queued: 2, waiting: 1 });
  expect(code(await publishing.stop(version, deputy))).toBe('policy.owner_only');
  expect(code(await publishing.stop(version, owner))).toBe('done');
  use().clock.advance(HOUR);
  await workOff(use());
  expect(await mailed(version)).toHaveLength(4);
  expect(await standing(version)).toMatchObject({
    status: 'stopped',
    counts: { queued: 0, waiting: 3, sent: 4 },
  });
  expect(code(await publishing.stop(version, owner))).toBe('policy.wrong_state');
  expect(code(await publishing.resume(version, owner))).toBe('done');
  await workOff(use());
  use().clock.advance(HOUR);
  await workOff(use());
  expect(await mailed(version)).toEqual(people);
  expect(await standing(version)).toMatchObject({
    status: 'done',
    nextAt: null,
    counts: { sent: 7, waiting: 0 },
  });
});

test('afterwards no address is kept, and the log says what was done without naming anybody', async () => {
  const { rows } = await use().sql.query(
    'SELECT count(*)::int AS n FROM "PolicyNoticePerson" WHERE "addressEnc" IS NOT NULL',
  );
  expect(rows[0].n).toBe(0);
  const mails = await use().sql.query(
    `SELECT count(*)::int AS n FROM "OutboundMail" WHERE "kind" = 'policy_notice' AND "contentEnc" IS NOT NULL`,
  );
  expect(mails.rows[0].n).toBe(0);
  const steps = await use().settings.store.transaction((tx) => tx.policies.steps());
  expect(isWholePolicyLog(steps)).toBe(true);
  expect(steps.slice(-4).map(({ event }) => event)).toEqual([
    { type: 'confirmed', people: 7, perHour: 120 },
    { type: 'stopped' },
    { type: 'resumed' },
    { type: 'ended', sent: 7, failed: 0, leftOut: 0 },
  ]);
  expect(JSON.stringify(steps)).not.toContain('@');
});

test('who is erased or objects after the list was made gets none; a mail that fails is told, and the others go on', async () => {
  const { settings } = use();
  const number = await listed(`${TEXT}\n\n# Cookies\n\nWij zetten er geen.`, people.slice(0, 5));
  expect(code(await use().core.publishing.send(number, '5', owner))).toBe('done');
  const now = use().clock.now();
  const erase = async (address: string) => {
    const entry = { id: newId(), addressHashes: settings.secrets.hashes('address', address), at: now };
    await settings.store.transaction((tx) =>
      tx.erasures.addBlock({ ...entry, until: addDays(today(), 30), othersRecords: [] }),
    );
  };
  await erase('klant0@example.nl');
  await sendPolicyMails(settings, number);
  // Handed on and not left yet: it does not leave either.
  const handed = await use().sql.query(
    `SELECT "mailId" FROM "PolicyNoticePerson" WHERE "version" = $1 AND "status" = 'queued'`,
    [number],
  );
  expect(handed.rows.length).toBeGreaterThan(0);
  await giveUpMail(settings, handed.rows[0].mailId, 'address_refused');
  await erase('klant3@example.nl');
  for (let step = 0; step < 5; step += 1) {
    use().clock.advance(MINUTE);
    await workOff(use());
  }
  const stands = await standing(number);
  expect(stands).toMatchObject({ status: 'done', counts: { waiting: 0, queued: 0, failed: 1 } });
  const work = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'policy_mail_failed');
  expect(work.map(({ params }) => params.version)).toEqual([number]);
  const to = await mailed(number);
  expect(to).not.toContain('klant0@example.nl');
  expect(to).not.toContain('klant3@example.nl');
  expect(to.length + (stands?.counts.left_out ?? 0) + 1).toBe(5);
  // What a mail server took and sent back counts as much as what it refused.
  const left = await use().sql.query(
    `SELECT "mailId" FROM "PolicyNoticePerson" WHERE "version" = $1 AND "status" = 'sent'`,
    [number],
  );
  await use().core.receive({
    channel: 'email',
    conversationKey: '',
    externalId: 'came back',
    receivedAt: use().clock.now(),
    kind: 'report',
    outcome: 'failed',
    mailId: left.rows[0].mailId,
  });
  expect(await standing(number)).toMatchObject({ status: 'done', counts: { failed: 2 } });
});

test('a crash in the middle of a step leaves it as if it had not begun', async () => {
  const { settings } = use();
  const number = await listed(`${TEXT}\n\n# Slot\n\nDank u wel.`, people);
  expect(code(await use().core.publishing.send(number, '5', owner))).toBe('done');
  const crashing: typeof settings = {
    ...settings,
    store: {
      ...settings.store,
      transaction: (work) =>
        settings.store.transaction(async (tx) => {
          await work(tx);
          throw new Error('cut off');
        }),
    },
  };
  await expect(sendPolicyMails(crashing, number)).rejects.toThrow('cut off');
  expect((await standing(number))?.counts).toMatchObject({ waiting: 5, queued: 0 });
  await sendPolicyMails(settings, number);
  await workOff(use());
  expect((await standing(number))?.counts).toMatchObject({ waiting: 3, sent: 2 });
  // A backup that is put back does not know who got one since.
  await afterRestore(settings);
  expect((await standing(number))?.status).toBe('stopped');
  use().clock.advance(HOUR);
  await workOff(use());
  expect(await mailed(number)).toHaveLength(2);
});

test('the command shows what a changed text would change and where it is approved; it decides nothing', async () => {
  expect(await cli('policy publish')).toMatchObject({ code: 1, out: '' });
  expect((await cli('policy publish')).explained).toContain('policy import FILE');
  expect(await cli('policy publish', ['now'])).toMatchObject({ code: 2 });
  const number = await proposes(`${TEXT.replace('7 jaar', 'acht jaar')}\n\n# Slot\n\nDank u wel.`);
  const shown = await cli('policy publish');
  expect(shown.code).toBe(0);
  expect(shown.out).toContain('  - Facturen bewaren wij 7 jaar.');
  expect(shown.out).toContain('  + Facturen bewaren wij acht jaar.');
  expect(shown.out).not.toContain('Dank u wel.');
  expect(shown.out).toContain(`/balie/beleid/${number}`);
  const json: unknown = JSON.parse((await cli('policy publish', [], '', true)).out);
  expect(json).toMatchObject({ number, status: 'proposed', hash: await hashOf(number) });
  // Looking from the command line is no preview that anybody opened.
  expect(code(await use().core.publishing.approve(number, await hashOf(number), today(), owner))).toBe(
    'policy.not_previewed',
  );
});
