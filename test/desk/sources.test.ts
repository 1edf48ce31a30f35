import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWNER } from './memory-desk.ts';
import { NASTY } from './sample-requests.ts';
import { type Desk, hiddenFields, startDesk } from './start-desk.ts';

const PATH = '/balie/bronnen/jouwweb';
const CSV = `E-mailadres;Order-datum;Wat ${NASTY.replaceAll(';', ',')}\nfatima@example.nl;1-2-2026;${NASTY}\n`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

async function uploaded() {
  const staff = desk.visitor(OWNER);
  const sent = await staff.upload(await staff.get(PATH), PATH, new File([CSV], `<b>${NASTY}</b>.csv`));
  expect(sent.location).toBe(`${PATH}?gedaan=bestand`);
  const [file] = desk.memory.files;
  return { staff, page: await staff.get(sent.location), action: `${PATH}/${file?.id}` };
}

test('the page asks for a fresh export and says in the demo that its file is invented', async () => {
  const page = await desk.visitor(OWNER).get(PATH);
  expect(page.words).toContain('Zet hier een verse export neer');
  expect(page.words).toContain('Er is nog geen export.');
  expect(page.words).toContain('het bestand in deze lijst is verzonnen');
});

test('an unknown layout is asked once: each column with examples, a known heading already chosen', async () => {
  const { page } = await uploaded();
  expect(page.words).toContain('Wat betekenen deze kolommen?');
  expect(page.words).toContain('Bijvoorbeeld: fatima@example.nl');
  expect(page.html).toContain('<option value="email" selected>');
  expect(page.html).toContain('<option value="orderDate" selected>');
  expect(page.html).toContain('<option value="other" selected>');
});

test('no field is suggested for two columns', async () => {
  const staff = desk.visitor(OWNER);
  const csv = 'E-mail;Mail;Adres;Straat\na@example.nl;b@example.nl;x;y\n';
  await staff.upload(await staff.get(PATH), PATH, new File([csv], 'export.csv'));
  const { html } = await staff.get(PATH);
  const chosen = [...html.matchAll(/<option value="(\w+)" selected>/g)].map(([, field]) => field);
  expect(chosen).toEqual(['email', 'other', 'street', 'other']);
});

test('headings, values and names of files are text, never markup', async () => {
  const { page } = await uploaded();
  expect(page.html).not.toContain('<script>alert');
  expect(page.html).not.toContain('<img');
});

test('confirmed columns make the file ready', async () => {
  const { staff, page, action } = await uploaded();
  const body = new URLSearchParams(hiddenFields(page, action));
  for (const column of ['email', 'orderDate', 'item']) body.append('column', column);
  const confirmed = await staff.post(action, body);
  expect(confirmed.location).toBe(`${PATH}?gedaan=kolommen`);
  expect((await staff.get(PATH)).words).toContain('Wordt doorzocht');
});

test('columns without an address are refused and the choices stay', async () => {
  const { staff, page, action } = await uploaded();
  const body = new URLSearchParams(hiddenFields(page, action));
  for (const column of ['name', 'orderDate', 'no such field']) body.append('column', column);
  const refused = await staff.post(action, body);
  expect(refused.status).toBe(409);
  expect(refused.words).toContain('Wijs één kolom aan als e-mailadres.');
  expect(refused.html).toContain('<option value="name" selected>');
  expect(refused.html).toContain('<option value="ignore" selected>');
});

test.each([
  ['nothing', '', 'Dit bestand is leeg.'],
  ['a text that is no table', 'hallo', 'Dit bestand is geen tabel.'],
])('%s is refused in words', async (_what, content, words) => {
  const staff = desk.visitor(OWNER);
  const page = await staff.upload(await staff.get(PATH), PATH, new File([content], 'export.csv'));
  expect(page.status).toBe(409);
  expect(page.words).toContain(words);
});

test('a form without any file is refused in words', async () => {
  const staff = desk.visitor(OWNER);
  const page = await staff.submit(await staff.get(PATH), PATH);
  expect(page.words).toContain('Dit bestand is leeg.');
});
