import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWholePolicyLog } from '../../../src/core/application/log-policy.ts';
import { followPolicy } from '../../../src/core/application/policy-versions.ts';
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
