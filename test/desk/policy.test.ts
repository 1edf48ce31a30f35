import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { followPolicy } from '../../src/core/application/policy-versions.ts';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { importPolicy } from '../../src/core/policy/imported-policy.ts';
import { writePolicyFile } from '../../src/platform/policy-file.ts';
import { dropOrders } from '../support/desk-work.ts';
import { workOff } from '../support/work-off.ts';
import type { DeskVisitor, Page } from './desk-visitor.ts';
import { MONDAY, useDesk } from './use-desk.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'desk-policy-'));
const use = useDesk(MONDAY, { DATA_DIR: FOLDER });
const TEXT = '# Bewaren\n\nWij bewaren uw gegevens één jaar. Facturen bewaren wij 7 jaar.';
const VERSION = '/balie/beleid/3';
let noor: DeskVisitor;
let sam: DeskVisitor;

beforeAll(async () => {
  noor = await use().visitor(use().owner);
  sam = await use().visitor(use().deputy);
  for (const text of [TEXT, TEXT.replace('één jaar', 'twee <b>jaar</b>')]) {
    await writePolicyFile(FOLDER, importPolicy(text));
    await followPolicy(use().settings);
  }
});
afterAll(() => rm(FOLDER, { recursive: true }));

const at = (path: string) => noor.get(path);
async function step(path: string, fields: Record<string, string> = {}): Promise<Page> {
  return noor.submit(await at(VERSION), `${VERSION}/${path}`, fields);
}

test('the overview names what waits and how every version stands; the shop page leads to it', async () => {
  expect((await at('/balie/winkel')).html).toContain('href="/balie/beleid"');
  const { words, html } = await at('/balie/beleid');
  expect(words).toContain('Bekijk versie 3 en keur goed');
  expect(words).toMatch(/Versie 3 Wacht op goedkeuring .* Versie 2 Geldt nu .* Versie 1 Gold eerder/);
  expect(html).toContain(`href="${VERSION}"`);
  expect(words).not.toContain('buiten de balie om veranderd');
});

test('whoever is no owner reads what changes and finds no button to decide', async () => {
  const { words, html } = await sam.get(VERSION);
  expect(words).toContain('Klanten zien deze tekst nog niet.');
  expect(words).toContain('Alleen de eigenaar kan deze versie goedkeuren.');
  expect(html).not.toContain('/goedkeuren');
  const forged = await sam.submit(await sam.get('/balie/winkel'), '/balie/winkel');
  expect(forged.status).not.toBe(500);
  expect(html).toContain('toegevoegd: ');
  expect(html).not.toContain('<b>jaar');
});

test('a day before today is refused in words, and nothing was approved', async () => {
  const refused = await step('goedkeuren', { day: '2026-11-22' });
  expect(refused).toMatchObject({ status: 409 });
  expect(refused.words).toContain('Kies een dag vanaf vandaag.');
  expect((await use().core.desk.profile()).policyVersion).toBe(2);
});

test('the owner approves what was read, and customers read it', async () => {
  expect(await step('goedkeuren', { day: '2026-11-23' })).toMatchObject({
    status: 303,
    location: `${VERSION}?gedaan=genoteerd`,
  });
  const { words } = await at(VERSION);
  expect(words).toContain('Klanten lezen of lazen deze tekst. Beleid van maandag 23 november 2026.');
  expect(words).toMatch(/Noor Visser verschillen bekeken .*Noor Visser goedgekeurd/);
  expect(words).not.toContain('Neem deze versie terug');
  expect(await (await use().site.ask('/privacy')).text()).toContain('twee &lt;b&gt;jaar');
});

test('mailing is off at first; the shop page takes a whole number of mails in an hour', async () => {
  expect((await at(VERSION)).words).toContain('Mailen staat uit.');
  const shop = await at('/balie/winkel');
  const wrong = await noor.submit(shop, '/balie/winkel', {
    ...(await fieldsOf(shop)),
    policyMailsPerHour: '1,5',
  });
  expect(wrong).toMatchObject({ status: 422 });
  expect(wrong.words).toContain('Vul een heel getal in van 0 tot en met 1000.');
  const { desk } = use().core;
  for (const policyMailsPerHour of [-1, 0.5, 1001])
    expect(
      await desk.saveProfile({ ...(await desk.profile()), policyMailsPerHour }, use().owner),
    ).toMatchObject({
      refusal: { code: 'profile.invalid' },
    });
  const saved = await desk.saveProfile({ ...(await desk.profile()), policyMailsPerHour: 60 }, use().owner);
  expect(saved.ok).toBe(true);
  expect((await at('/balie/winkel')).html).toMatch(/name="policyMailsPerHour" type="text" value="60"/);
});

/** What the form of the shop would send as it stands. */
async function fieldsOf({ html }: Page): Promise<Record<string, string>> {
  const { policyMailsPerHour: _typed, ...profile } = await use().core.desk.profile();
  expect(html).toContain('name="policyMailsPerHour"');
  const { name, website, address, phone, email, contactPerson, policyUrl, policyDate, deputy } = profile;
  const ownAddresses = profile.ownAddresses.join('\n');
  return { name, website, address, phone, email, contactPerson, policyUrl, policyDate, deputy, ownAddresses };
}

test('list, test mail and the number typed over stand on one page; the progress is told, and a stop ends it', async () => {
  await dropOrders(
    use(),
    use().owner,
    ['een@example.nl', 'twee@example.nl', 'drie@example.nl'].map((email, index) => ({
      email,
      name: 'Iemand',
      orderNumber: `W-${index}`,
      orderDate: '2026-11-20',
    })),
  );
  expect(await step('lijst')).toMatchObject({ status: 303 });
  const listed = await at(VERSION);
  expect(listed.words).toContain('Op de lijst staan 3 mensen.');
  expect(listed.words).toContain('Niet op de lijst: 0 gewist');
  expect(listed.words).not.toContain('@example.nl');
  expect((await step('versturen', { count: '3' })).words).toContain('Stuur eerst een proefmail aan uzelf');
  expect(await step('proef')).toMatchObject({ status: 303 });
  const wrong = await step('versturen', { count: '4' });
  expect(wrong.words).toContain('Dat is niet het aantal mensen op de lijst.');
  expect(await step('versturen', { count: '3' })).toMatchObject({ status: 303 });
  await workOff(use());
  const sending = await at(VERSION);
  expect(sending.words).toContain('Verstuurd: 1 van 3. Wacht nog: 2.');
  expect(sending.html).toMatch(/<p role="status">/);
  expect(await step('stoppen')).toMatchObject({ status: 303 });
  use().clock.advance(5 * MINUTE);
  await workOff(use());
  expect((await at(VERSION)).words).toContain('Gestopt. Er gaat niets meer weg. Verstuurd: 1 van 3.');
  expect((await sam.get(VERSION)).html).not.toContain('/verder');
  expect(await step('verder')).toMatchObject({ status: 303 });
  for (let minute = 0; minute < 3; minute += 1) {
    await workOff(use());
    use().clock.advance(MINUTE);
  }
  const done = await at(VERSION);
  expect(done.words).toContain('Klaar. De adressen van deze lijst zijn gewist. Verstuurd: 3 van 3.');
  expect(done.words).toMatch(/versturen bevestigd .*versturen gestopt .*verder gegaan .*versturen klaar/);
});

test('a version that is not there is not found; a log that was changed is told', async () => {
  expect(await at('/balie/beleid/99')).toMatchObject({ status: 404 });
  expect(await at('/balie/beleid/0')).toMatchObject({ status: 404 });
  await use().sql.query(`ALTER TABLE "PolicyStep" DISABLE TRIGGER USER`);
  await use().sql.query(`UPDATE "PolicyStep" SET "actor" = 'system' WHERE "type" = 'approved'`);
  expect((await at('/balie/beleid')).words).toContain('buiten de balie om veranderd');
});
