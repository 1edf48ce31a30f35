import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEPUTY, OWNER } from './memory-desk.ts';
import { type Desk, hiddenFields, type Page, startDesk } from './start-desk.ts';

const PATH = '/balie/winkel';
const STAFF = `${PATH}/medewerkers`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

/** The form as a browser sends it, one value per field of the page in its order. */
function formOf(page: Page): URLSearchParams {
  const form = page.html.split('<form').find((part) => part.includes(`action="${PATH}"`)) ?? '';
  const inside = form.split('</form>')[0] ?? '';
  const body = new URLSearchParams();
  const fields =
    /<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"|<textarea[^>]*name="([^"]+)"[^>]*>\n([^<]*)|<select[^>]*name="([^"]+)"[\s\S]*?<option value="([^"]*)" selected/g;
  for (const [tag, input, value, area, text, select, option] of inside.matchAll(fields)) {
    if (tag.includes('type="checkbox"') && !tag.includes('checked')) continue;
    body.append(input ?? area ?? select ?? '', value ?? text ?? option ?? '');
  }
  return body;
}

test('saving makes a new version and loses nothing of the old one', async () => {
  const staff = desk.visitor(OWNER);
  const before = desk.memory.profile();
  const form = formOf(await staff.get(PATH));
  form.set('closingDays', '24-12-2026\n2026-01-02');
  form.set('otherPlaces', 'Telefoon\nKassa op de markt');
  form.set('otherPlacesConfirmed', 'yes');
  const saved = await staff.post(PATH, form);
  expect(saved.location).toBe(`${PATH}?gedaan=winkel`);
  expect(desk.memory.profile()).toEqual({
    ...before,
    version: 2,
    closingDays: ['2026-01-02', '2026-12-24'],
    otherPlaces: ['Telefoon', 'Kassa op de markt'],
    otherPlacesConfirmed: true,
  });
  expect((await staff.get(PATH)).words).toContain('Versie 2');
});

test('a recipient is added on the last lines and taken off by emptying its name', async () => {
  const staff = desk.visitor(OWNER);
  const form = formOf(await staff.get(PATH));
  const names = form.getAll('recipient.name');
  form.delete('recipient.name');
  for (const name of names.map((name, index) => (index === 0 ? '' : name || 'Post & Zo')))
    form.append('recipient.name', name);
  await staff.post(PATH, form);
  const { recipients } = desk.memory.profile();
  expect(recipients.map(({ name }) => name)).toEqual([...names.slice(1, -1), 'Post & Zo']);
  expect(recipients.at(-1)?.id).toMatch(/^post-zo-\d+$/);
});

test.each([
  ['closingDays', '31-2-2027', 'bestaande dag'],
  ['email', 'geen adres', 'Vul een e-mailadres in'],
  ['ownAddresses', 'info@example.nl, tweede@example.nl', 'Op elke regel hoort één e-mailadres.'],
  ['policyUrl', 'javascript:alert(1)', 'begint'],
  ['name', ' ', 'Vul de naam in.'],
])('a wrong %s is told at the field, keeps what was typed and saves nothing', async (field, value, words) => {
  const staff = desk.visitor(OWNER);
  const form = formOf(await staff.get(PATH));
  form.set(field, value);
  form.set('phone', '020 555 01 23');
  const page = await staff.post(PATH, form);
  expect(page.status).toBe(422);
  expect(page.words).toContain(words);
  expect(page.html).toContain(`aria-describedby="${field}-hint ${field}-error"`);
  expect(page.html).toContain('value="020 555 01 23"');
  expect(desk.memory.profile().version).toBe(1);
});

test('two people saving at once: the second keeps the typed text beside what is saved', async () => {
  const [noor, sam] = [desk.visitor(OWNER), desk.visitor(DEPUTY)];
  const mine = formOf(await noor.get(PATH));
  const other = formOf(await sam.get(PATH));
  other.set('phone', '020 111 11 11');
  await sam.post(PATH, other);
  mine.set('phone', '020 222 22 22');
  const page = await noor.post(PATH, mine);
  expect(page.status).toBe(409);
  expect(page.words).toContain('Iemand anders heeft intussen bewaard.');
  expect(page.html).toContain('value="020 222 22 22"');
  expect(page.words).toContain('Nu bewaard: 020 111 11 11');
  expect((await noor.post(PATH, formOf(page))).status).toBe(303);
  expect(desk.memory.profile().phone).toBe('020 222 22 22');
});

test('the owner invites staff, nobody else does', async () => {
  const owner = desk.visitor(OWNER);
  const page = await owner.get(PATH);
  const invited = await owner.submit(page, STAFF, { email: 'nieuw@example.nl' });
  expect(invited.location).toBe(`${PATH}?gedaan=uitgenodigd`);
  expect((await owner.get(PATH)).words).toContain('nieuw@example.nl');

  const deputy = desk.visitor(DEPUTY);
  const theirs = await deputy.get(PATH);
  expect(theirs.html).not.toContain(`action="${STAFF}"`);
  const [, token = ''] = hiddenFields(theirs, PATH)[0] ?? [];
  const refused = await deputy.post(STAFF, { csrf: token, email: 'vriend@example.nl' });
  expect(refused.status).toBe(403);
  expect(refused.words).toContain('Alleen de eigenaar');
  expect(desk.memory.staff).toHaveLength(3);
});

test('a wrong address for an invitation is told and stays to be corrected', async () => {
  const owner = desk.visitor(OWNER);
  const page = await owner.submit(await owner.get(PATH), STAFF, { email: 'nieuw' });
  expect(page.status).toBe(409);
  expect(page.words).toContain('geen goed e-mailadres');
  expect(page.html).toContain('value="nieuw"');
});

test('the owner sets the names of staff; others only their own', async () => {
  const owner = desk.visitor(OWNER);
  const renamed = await owner.submit(await owner.get(PATH), `${STAFF}/${DEPUTY.id}`, { name: 'Sam Smit' });
  expect(renamed.location).toBe(`${PATH}?gedaan=genoemd`);
  const deputy = desk.visitor(DEPUTY);
  const page = await deputy.get(PATH);
  expect(page.html).toContain('value="Sam Smit"');
  expect(page.html).not.toContain(`${STAFF}/${OWNER.id}`);
  const { csrf = '' } = Object.fromEntries(hiddenFields(page, `${STAFF}/${DEPUTY.id}`));
  const forged = await deputy.post(`${STAFF}/${OWNER.id}`, { csrf, name: 'Iemand anders' });
  expect(forged.status).toBe(409);
  expect(forged.words).toContain('Deze medewerker is er niet');
  const own = await deputy.submit(page, `${STAFF}/${DEPUTY.id}`, { name: 'Sam' });
  expect(own.location).toBe(`${PATH}?gedaan=genoemd`);
  expect(desk.memory.staff.map(({ name }) => name)).toEqual([OWNER.name, 'Sam']);
});

test('new closing days that move the date of open requests are told with their number', async () => {
  const staff = desk.visitor(OWNER);
  const due = (await desk.memory.core.desk.requests('open'))[0]?.staffDue ?? '';
  const form = formOf(await staff.get(PATH));
  form.set('closingDays', due);
  const saved = await staff.post(PATH, form);
  expect(saved.location).toMatch(/^\/balie\/winkel\?gedaan=winkel&verzet=[1-9]$/);
  expect((await staff.get(saved.location ?? '')).words).toMatch(
    /bij \d open verzoek(en)? uw datum veranderd/,
  );
  expect((await staff.get(`${PATH}?verzet=3`)).words).not.toContain('uw datum veranderd');
  expect((await staff.get(`${PATH}?gedaan=winkel&verzet=<b>`)).words).not.toContain('uw datum veranderd');
});
