import { expect, test } from 'vitest';
import { hiddenFields } from './desk-visitor.ts';
import { NASTY, useDesk } from './use-desk.ts';

const PATH = '/balie/bronnen/jouwweb';

const use = useDesk();
const owner = () => use().visitor(use().owner);
const newest = async () => (await use().core.sources.exports('jouwweb'))[0];

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
let layouts = 0;

/** A table of a layout that nobody has seen, with words in it that try to be markup. */
function newTable(): string {
  layouts += 1;
  const heading = quoted(`Wat ${layouts} ${NASTY}`);
  return `E-mailadres;Order-datum;${heading}\nfatima@example.nl;1-2-2026;${quoted(NASTY)}\n`;
}

async function uploaded(content = newTable()) {
  const staff = await owner();
  const sent = await staff.upload(await staff.get(PATH), PATH, new File([content], `<b>${NASTY}</b>.csv`));
  expect(sent.location).toBe(`${PATH}?gedaan=bestand`);
  const action = `${PATH}/${(await newest())?.id}`;
  const page = await staff.get(sent.location);
  const form = page.html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const chosen = [...form.matchAll(/<option value="(\w+)" selected>/g)].map(([, field]) => field);
  return { staff, page, action, chosen };
}

test('the page asks for a fresh export and says in the demo that its file is invented', async () => {
  const page = await (await owner()).get(PATH);
  expect(page.words).toContain('Zet hier een verse export neer');
  expect(page.words).toContain('Er is nog geen export.');
  expect(page.words).toContain('het bestand in deze lijst is verzonnen');
});

test('an unknown layout is asked once: each column with examples, a known heading already chosen', async () => {
  const { page, chosen } = await uploaded();
  expect(page.words).toContain('Wat betekenen deze kolommen?');
  expect(page.words).toContain('Bijvoorbeeld: fatima@example.nl');
  expect(chosen).toEqual(['email', 'orderDate', 'other']);
});

test('no field is suggested for two columns', async () => {
  const { chosen } = await uploaded('E-mail;Mail;Adres;Straat\na@example.nl;b@example.nl;x;y\n');
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
  expect(await newest()).toMatchObject({ status: 'ready', period: ['2026-02-01', '2026-02-01'] });
  const ready = await staff.get(PATH);
  expect(ready.words).toContain('Wordt doorzocht');
  expect(ready.html).not.toContain(`action="${action}"`);
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
  expect(await newest()).toMatchObject({ status: 'profile_needed' });
});

test.each([
  ['nothing', '', 'Dit bestand is leeg.'],
  ['a text that is no table', 'hallo', 'Dit bestand is geen tabel.'],
  ['a table with a broken quote', 'E-mail;Wat\na@example.nl;1 "x" 2\n', 'Dit bestand is geen tabel.'],
])('%s is refused in words', async (_what, content, words) => {
  const staff = await owner();
  const page = await staff.upload(await staff.get(PATH), PATH, new File([content], 'export.csv'));
  expect(page.status).toBe(409);
  expect(page.words).toContain(words);
});

test('a form without any file is refused in words', async () => {
  const staff = await owner();
  const page = await staff.submit(await staff.get(PATH), PATH);
  expect(page.words).toContain('Dit bestand is leeg.');
});
