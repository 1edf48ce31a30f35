import { beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../src/core/kernel/clock.ts';
import { cardOf } from '../support/core-customer.ts';
import { approveAndWait, readyRequest } from '../support/desk-work.ts';
import { workOff } from '../support/work-off.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-10-30T10:15:00Z'));
let number: string;
let staff: DeskVisitor;

beforeAll(async () => {
  const asker = { name: 'Fatima el Amrani', email: 'fatima@example.nl' };
  const { detail } = await readyRequest(use(), use().owner, asker);
  number = detail.number;
  use().clock.advance(3 * DAY);
  await approveAndWait(use(), use().owner, detail.id);
  await workOff(use());
});
beforeEach(async () => {
  staff = await use().visitor(use().owner);
});

test('the register lists every request without a name', async () => {
  const page = await staff.get('/balie/register');
  expect(page.words).toContain(`${number} Inzage Beantwoord Webchat 30-10-2026 29-11-2026 02-11-2026 Ja`);
  expect(page.words).not.toContain('Fatima');
});

test('a number opens the whole history: when, what, who and the details', async () => {
  const page = await staff.get(`/balie/register/${number}`);
  expect(page.words).toContain('1 30 oktober 2026 om 11:15 Verzoek geopend de klant Recht: Inzage');
  expect(page.words).toContain('Zoeken begonnen het programma');
  expect(page.words).toContain('Noor Visser');
});

test('checking the log says that it is whole, or where it is not', async () => {
  const page = await staff.get('/balie/register');
  const { id, history } = await cardOf(use(), number);
  const whole = await staff.submit(page, '/balie/register/controle');
  expect(whole.words).toContain(`Het logboek klopt: ${history.length} regels, niets gewijzigd.`);
  // somebody with all rights in the database puts another name to a decision
  const { sql } = use();
  await sql.query('ALTER TABLE "RequestEvent" DISABLE TRIGGER USER');
  const decidedBy = (actor: string) =>
    sql.query(`UPDATE "RequestEvent" SET "actor" = $2 WHERE "requestId" = $1 AND "type" = 'approved'`, [
      id,
      actor,
    ]);
  await decidedBy('customer');
  const broken = await staff.submit(page, '/balie/register/controle');
  const line = history.find(({ type }) => type === 'approved')?.sequence;
  expect(broken.words).toContain(
    `Verzoek ${number}: regel ${line} is gewijzigd, verwijderd, ingevoegd of verplaatst.`,
  );
  await decidedBy(`staff:${use().owner.staffId}`);
  await sql.query('ALTER TABLE "RequestEvent" ENABLE TRIGGER USER');
});

test('an owner downloads the register; who did, and who read an uploaded file, stands on the page', async () => {
  const page = await staff.get('/balie/register');
  const file = await staff.submit(page, '/balie/register/download', { periode: '2026', soort: 'csv' });
  expect(file.status).toBe(200);
  expect(file.headers.get('content-disposition')).toContain('register_2026-01-01_2026-12-31.csv');
  expect(file.html).toContain(`${number};access;answered;2026-10-30`);
  const refused = await staff.submit(page, '/balie/register/download', { periode: 'straks' });
  expect(refused.words).toContain('Deze periode bestaat niet.');
  await staff.get('/balie/bronnen/jouwweb');
  const after = await staff.get('/balie/register');
  expect(after.words).toContain('Register gedownload (CSV), 2026-01-01 – 2026-12-31');
  const other = await use().visitor(use().deputy);
  const seen = await other.get('/balie/register');
  expect(seen.words).not.toContain('Soort bestand');
  const csrf = /name="csrf" value="([^"]+)"/.exec(seen.html)?.[1] ?? '';
  const form = await other.post('/balie/register/download', { csrf, soort: 'csv' });
  expect(form.words).toContain('Alleen een eigenaar kan het register downloaden.');
});

test('the figures stand beside each chart as a table, also of what is open', async () => {
  const page = await staff.get('/balie/register/cijfers?per=quarter&periode=2026');
  expect(page.status).toBe(200);
  expect(page.words).toContain('4e kwartaal 2026 1 1 0 0 0');
  expect(page.words).toContain('4e kwartaal 2026 Inzage 1 1 0 0 0 0 0 0 3 3 100');
  expect([...page.html.matchAll(/<svg class="chart"/g)]).toHaveLength(4);
  expect([...page.html.matchAll(/<table>/g)]).toHaveLength(5);
  expect(page.html).not.toContain('style=');
  const none = await staff.get('/balie/register/cijfers?periode=2020');
  expect(none.words).toContain('In deze periode is niets ontvangen.');
  const wrong = await staff.get('/balie/register/cijfers?periode=straks');
  expect(wrong.status).toBe(400);
  expect(wrong.words).toContain('Deze periode bestaat niet.');
});

test('the dossier of a request holds all that an inspector asks, and making it is in the log', async () => {
  const page = await staff.get(`/balie/register/${number}`);
  const action = `/balie/register/${number}/dossier`;
  const made = await staff.submit(page, action);
  expect(made.status).toBe(200);
  expect(made.headers.get('content-disposition')).toBe(`attachment; filename="dossier_${number}.html"`);
  for (const said of [
    `Dossier van verzoek ${number}`,
    'Woorden van de klant',
    'fatima@example.nl',
    'Versie van de getoonde uitleg 1',
    'Regels, lezer, teksten en beleid bij opening deadline-',
    'Ontvangen op vrijdag 30 oktober 2026.',
    'Waar is gezocht',
    'Doorzocht:',
    'Vingerafdruk (SHA-256)',
    'Antwoord. Aangenomen door de mailserver',
    'Wie gegevens van deze klant heeft',
    'E-mailadres bewezen',
  ])
    expect(made.words).toContain(said);
  expect(made.words).toMatch(
    /Goedgekeurd door Noor Visser op 2 november 2026 om \S+, na inzage van deze brief op 2 november 2026 om \S+ \(kaartversie \d+\)\./,
  );
  expect(made.words).toMatch(/Het logboek klopt: \d+ regels, niets gewijzigd/);
  expect(made.html).not.toContain('style=');
  await staff.submit(page, action);
  const { history } = await cardOf(use(), number);
  const taken = history.filter(({ type, params }) => type === 'looked_at' && params.what === 'dossier');
  expect(taken.map(({ by }) => by)).toEqual(['Noor Visser', 'Noor Visser']);
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
  expect((await staff.post('/balie/register/PB-2222-2222/dossier', { csrf })).status).toBe(404);
});
