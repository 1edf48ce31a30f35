import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyWaits } from '../../../src/cli/policy-waits.ts';
import { isWholePolicyLog } from '../../../src/core/application/log-policy.ts';
import { followPolicy, keepToldPolicy } from '../../../src/core/application/policy-versions.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import { hashOfPolicy } from '../../../src/core/policy/policy-version.ts';
import { policyDocument } from '../../../src/core/text/policy-document.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { writePolicyFile } from '../../../src/platform/policy-file.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { invite, type Member } from '../../support/desk-session.ts';
import { type OpenSite, openSite } from '../../support/open-site.ts';
import { useCore } from '../../support/use-core.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'policy-versions-'));
const OWN =
  '# Bewaren\n\nWij bewaren uw gegevens één jaar. Facturen bewaren wij 7 jaar.\n\n# Cookies\n\nWij zetten geen cookies.';
const CHANGED = OWN.replace('één jaar', 'twee jaar');
const use = useCore({ from: new Date('2026-11-23T09:00:00Z'), variables: { DATA_DIR: FOLDER } });
let owner: Member;
let site: OpenSite;

beforeAll(async () => {
  owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
  site = await openSite(use());
});
afterAll(() => rm(FOLDER, { recursive: true }));

const numbers = async () =>
  (await use().core.policies.versions()).map(({ number, standing }) => `${number} ${standing}`);
const page = async (path: string) => (await site.ask(path)).text();
/** What the log of a new request names as the policy that was told. */
async function toldInLog(): Promise<string | undefined> {
  const sanne = coreCustomer(use());
  await sanne.says('Wat bewaren jullie van mij?');
  const { rows } = await use().sql.query(
    'SELECT "versions" FROM "RequestEvent" ORDER BY "at" DESC, "sequence" DESC LIMIT 1',
  );
  return /told-\S+/.exec(rows[0]?.versions)?.[0];
}

test('the first start keeps what is told as version 1, and a second start finds nothing new', async () => {
  await (await use().reopen()).close();
  expect(await numbers()).toEqual(['1 now']);
  const first = await use().core.policies.version(1);
  expect(first?.hash).toBe(hashOfPolicy(policyDocument(await use().core.desk.profile())));
  // Full text, by topic and fact.
  const rights = first?.told.nl.find(({ id }) => id === 'rights');
  expect(rights?.paragraphs.flatMap(({ facts }) => facts)).toContain('F28');
  expect(await toldInLog()).toBe(`told-1.${first?.hash.slice(0, 8)}`);
});

test('a changed profile that customers read is a version of its own; a note for staff is none', async () => {
  const { core } = use();
  const saved = await core.desk.saveProfile({ ...(await core.desk.profile()), deputy: owner.email }, owner);
  expect(saved.ok).toBe(true);
  expect(await numbers()).toEqual(['1 now']);
  await core.desk.saveProfile({ ...(await core.desk.profile()), contactPerson: 'Kees Vos' }, owner);
  expect(await numbers()).toEqual(['2 now', '1 earlier']);
  const changes = await core.policies.differences(1, 2);
  expect(changes?.nl.filter(({ kind }) => kind === 'changed').map(({ id }) => id)).toEqual([
    'contact',
    'rights',
  ]);
  expect(await page('/privacy/verschil/1/2')).toContain('toegevoegd: </span>Kees Vos');
});

test('an imported text is told without a restart, in answers, letters, on the page and in the log', async () => {
  const { core, settings } = use();
  await writePolicyFile(FOLDER, importPolicy(OWN));
  await followPolicy(settings);
  expect(await numbers()).toEqual(['3 now', '2 earlier', '1 earlier']);
  const shop = await core.desk.profile();
  expect(shop).toMatchObject({ policyVersion: 3, policyDate: '2023-10-26' });
  const { paragraphs } = renderMessage({ kind: 'policy_answer', topic: 'retention' }, 'nl', shop);
  expect(paragraphs.join(' ')).toContain('Wij bewaren uw gegevens één jaar.');
  expect(paragraphs.at(-1)).toContain('sinds 26 oktober 2023 (versie 3)');
  const shown = await page('/privacy');
  expect(shown).toContain('één jaar');
  expect(shown).not.toContain('JouwWeb');
  expect(shown).toContain('href="/privacy/versie/2"');
  expect(await page('/privacy/versie/1')).toContain('JouwWeb');
  const row = await core.policies.version(3);
  expect(await toldInLog()).toBe(`told-3.${row?.hash.slice(0, 8)}`);
});

test('a second import waits for its approval: customers are told nothing of it, and its address is not there', async () => {
  const { core, settings } = use();
  await writePolicyFile(FOLDER, importPolicy(CHANGED));
  await followPolicy(settings);
  await followPolicy(settings);
  expect(await numbers()).toEqual(['3 now', '2 earlier', '1 earlier']);
  expect((await core.desk.profile()).ownPolicy?.sections[0]?.sentences[0]).toContain('één jaar');
  expect((await site.ask('/privacy/versie/4')).status).toBe(404);
  expect((await site.ask('/privacy/verschil/3/4')).status).toBe(404);
  const { rows } = await use().sql.query(`SELECT "type", "version" FROM "PolicyStep" ORDER BY "sequence"`);
  expect(rows.at(-1)).toEqual({ type: 'proposed', version: 4 });
});

test('two versions are compared at an address of their own; what is no number is not there', async () => {
  expect((await site.ask('/privacy/verschil?van=1&naar=3')).headers.get('location')).toBe(
    '/privacy/verschil/1/3',
  );
  expect((await site.ask('/privacy/verschil?van=1&naar=x')).status).toBe(404);
  expect((await site.ask('/privacy/verschil/1/99')).status).toBe(404);
  const back = await page('/privacy/verschil/3/1?taal=en');
  expect(back).toContain('What changed: from version 3 to version 1');
  expect(back).toContain('<del><span class="unseen">removed: </span>Wij zetten geen cookies.</del>');
});

test('a told version is neither changed nor removed, and the log of them is whole', async () => {
  const { sql, settings } = use();
  await expect(sql.query(`UPDATE "PolicyVersion" SET "hash" = 'x' WHERE "number" = 1`)).rejects.toThrow(
    'customers were told it',
  );
  await expect(sql.query(`DELETE FROM "PolicyVersion" WHERE "number" = 1`)).rejects.toThrow(
    'customers were told it',
  );
  await expect(sql.query(`DELETE FROM "PolicyStep"`)).rejects.toThrow('append-only');
  const steps = await settings.store.transaction((tx) => tx.policies.steps());
  expect(isWholePolicyLog(steps)).toBe(true);
  expect(isWholePolicyLog(steps.toSpliced(1, 1))).toBe(false);
});

const OWN_AGAIN = 'Wij bewaren uw gegevens één jaar.';
/** What somebody approved by then; the desk itself does it with a name (publish). */
async function approved(number: number, day: string): Promise<void> {
  await use().sql.query(
    `UPDATE "PolicyVersion" SET "status" = 'approved', "policyDate" = $2 WHERE "number" = $1`,
    [number, day],
  );
}
const ownSentence = async () => (await use().core.desk.profile()).ownPolicy?.sections[0]?.sentences[0];

test('an approved version begins on its day in Amsterdam, whatever UTC says, and not before', async () => {
  const { clock, settings, core } = use();
  await approved(4, '2026-12-01');
  await followPolicy(settings);
  expect(await numbers()).toEqual(['4 coming', '3 now', '2 earlier', '1 earlier']);
  expect(await page('/privacy')).toContain('geldt vanaf 1 december 2026');
  expect(await page('/privacy/versie/4')).toContain('twee jaar');
  clock.moveTo('2026-11-30T22:58:00Z');
  await followPolicy(settings);
  expect(await ownSentence()).toBe(OWN_AGAIN);
  clock.moveTo('2026-11-30T23:00:01Z');
  await followPolicy(settings);
  expect(await numbers()).toEqual(['4 now', '3 earlier', '2 earlier', '1 earlier']);
  expect(await ownSentence()).toBe('Wij bewaren uw gegevens twee jaar.');
  expect(await core.desk.profile()).toMatchObject({ policyVersion: 4, policyDate: '2026-12-01' });
  expect(await toldInLog()).toMatch(/^told-4\./);
});

test('a process that runs beside tells the new version from its next transaction on', async () => {
  const beside = await use().reopen();
  try {
    expect((await beside.core.desk.profile()).policyVersion).toBe(4);
    const { ownPolicy: _before, ...shop } = await use().core.desk.profile();
    const { settings, clock } = use();
    await settings.store.transaction((tx) => keepToldPolicy(tx, settings, shop, 'system', clock.now()));
    expect((await beside.core.desk.profile()).policyVersion).toBe(5);
    expect((await beside.core.desk.profile()).ownPolicy).toBeUndefined();
  } finally {
    await beside.close();
  }
});

test('the text of before is a change like any other: it waits, under the next number', async () => {
  const { settings } = use();
  await writePolicyFile(FOLDER, importPolicy(OWN));
  await followPolicy(settings);
  const { rows } = await use().sql.query(
    `SELECT "number", "status" FROM "PolicyVersion" ORDER BY "number" DESC LIMIT 1`,
  );
  expect(rows).toEqual([{ number: 6, status: 'proposed' }]);
  expect((await numbers())[0]).toBe('5 now');
});

test('a newer proposal stands in the place of the one before, and keeps its number', async () => {
  const { settings, sql } = use();
  await writePolicyFile(FOLDER, importPolicy(`${OWN}\n\n# Slot\n\nDank u wel.`));
  await followPolicy(settings);
  const { rows } = await sql.query(
    `SELECT "number", "hash" FROM "PolicyVersion" WHERE "status" = 'proposed'`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].number).toBe(6);
  const log = await sql.query(`SELECT "data" FROM "PolicyStep" ORDER BY "sequence" DESC LIMIT 1`);
  expect(log.rows[0].data).toEqual({ type: 'proposed', hash: rows[0].hash });
  const waits = (await policyWaits(use())).map(({ says, state }) => [state, says('nl')]);
  expect(waits).toEqual([['warning', 'Versie 6 van het privacybeleid wacht op uw goedkeuring.']]);
});

test('processes that look at once make one version of one text', async () => {
  const { settings, sql } = use();
  await writePolicyFile(FOLDER, importPolicy(`${OWN}\n\n# Slot\n\nTot ziens.`));
  const beside = await use().reopen();
  try {
    await Promise.all([settings, beside.settings, settings, beside.settings].map(followPolicy));
  } finally {
    await beside.close();
  }
  const { rows } = await sql.query(
    `SELECT count(*)::int AS n FROM "PolicyVersion" WHERE "status" = 'proposed'`,
  );
  expect(rows[0].n).toBe(1);
  const steps = await settings.store.transaction((tx) => tx.policies.steps());
  expect(isWholePolicyLog(steps)).toBe(true);
});

test('a file that is broken is told by its name and changes nothing that customers are told', async () => {
  await writeFile(join(FOLDER, 'locales', 'nl', 'policy.json'), '{"sections": 3}');
  await expect(followPolicy(use().settings)).rejects.toThrow('policy.json');
  expect((await numbers())[0]).toBe('5 now');
  expect((await site.ask('/privacy')).status).toBe(200);
});

test.each([
  '/privacy/versie/0',
  '/privacy/versie/01',
  '/privacy/versie/99999999',
  '/privacy/versie/x',
  '/privacy/verschil/1',
])('%s is not there, and says so in calm words', async (path) => {
  const answer = await site.ask(path);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('<h1>');
});

test('no page of a version stays behind in a browser or a proxy, and none needs a script', async () => {
  for (const path of ['/privacy', '/privacy/versie/1', '/privacy/verschil/1/5']) {
    const answer = await site.ask(path);
    expect(answer.headers.get('cache-control'), path).toBe('no-store');
    expect((await answer.text()).match(/<script(?! type="module" src=)/), path).toBeNull();
  }
});

test('who verifies the register hears of a policy that was changed outside the desk, in its log or in its text', async () => {
  const { core, sql } = use();
  const policyFaults = async () =>
    (await core.register.verify()).faults.filter(({ fault }) => fault === 'policy').length;
  expect(await policyFaults()).toBe(0);
  await sql.query('ALTER TABLE "PolicyStep" DISABLE TRIGGER USER');
  await sql.query(`UPDATE "PolicyStep" SET "actor" = 'x' || "actor" WHERE "sequence" = 1`);
  expect(await policyFaults()).toBe(1);
  await sql.query(`UPDATE "PolicyStep" SET "actor" = substr("actor", 2) WHERE "sequence" = 1`);
  expect(await policyFaults()).toBe(0);
  await sql.query('ALTER TABLE "PolicyVersion" DISABLE TRIGGER USER');
  await sql.query(`UPDATE "PolicyVersion" SET "told" = replace("told"::text, 'cookies', 'koekjes')::jsonb`);
  expect(await policyFaults()).toBe(1);
});
