import { expect, test } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import { dayInWords } from '../../src/core/text/texts.ts';
import { cardOf, coreCustomer, QUESTION } from '../support/core-customer.ts';
import { workOff } from '../support/work-off.ts';
import { hiddenFields, type Page } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const PATH = '/balie/winkel';
const STAFF = `${PATH}/medewerkers`;

const use = useDesk();
const owner = () => use().visitor(use().owner);
const deputy = () => use().visitor(use().deputy);
const profile = () => use().core.desk.profile();

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
  const staff = await owner();
  const before = await profile();
  const form = formOf(await staff.get(PATH));
  form.set('closingDays', '24-12-2026\n2026-01-02');
  form.set('otherPlaces', 'Telefoon\nKassa op de markt');
  form.set('otherPlacesConfirmed', 'yes');
  const saved = await staff.post(PATH, form);
  expect(saved.location).toBe(`${PATH}?gedaan=winkel`);
  expect(await profile()).toEqual({
    ...before,
    version: before.version + 1,
    closingDays: ['2026-01-02', '2026-12-24'],
    otherPlaces: ['Telefoon', 'Kassa op de markt'],
    otherPlacesConfirmed: true,
  });
  expect((await staff.get(PATH)).words).toContain(`Versie ${before.version + 1}`);
});

test('a recipient is added on the last lines and taken off by emptying its name', async () => {
  const staff = await owner();
  const form = formOf(await staff.get(PATH));
  const names = form.getAll('recipient.name');
  form.delete('recipient.name');
  for (const name of names.map((name, index) => (index === 0 ? '' : name || 'Post & Zo')))
    form.append('recipient.name', name);
  await staff.post(PATH, form);
  const { recipients } = await profile();
  expect(recipients.map(({ name }) => name)).toEqual([...names.slice(1, -1), 'Post & Zo']);
  expect(recipients.at(-1)?.id).toMatch(/^post-zo-\d+$/);
  // The policy names another one than is used now (R28).
  const { words } = await staff.get(PATH);
  expect(words).toContain('Post & Zo is in gebruik, maar is niet genoemd in het privacybeleid.');
  expect(words).toContain(
    `${names[0]} staat in het privacybeleid, maar niet bij de ontvangers van de winkel.`,
  );
  // The daily run makes it a task that says where and what to do, and the register keeps since when.
  await dailyRun(use().settings);
  const tasks = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'policy_drift');
  expect(tasks.map(({ params }) => params.name).sort()).toEqual([names[0], 'Post & Zo'].sort());
  const task = tasks.find(({ params }) => params.name === names[0]);
  const page = await staff.get(`/balie/taken/${task?.id}`);
  expect(page.words).toContain('Plaats in het beleid: onder ‘Webwinkelsoftware’ (F6).');
  expect(page.words).toContain('Haal de partij uit het beleid.');
  expect(page.html).toContain('href="/balie/winkel#praktijk"');
  const register = await staff.get('/balie/register');
  expect(register.words).toContain('Beleid en praktijk');
  expect(register.words).toContain('nog niet');
});

test.each([
  ['closingDays', '31-2-2027', 'bestaande dag'],
  ['email', 'geen adres', 'Vul een e-mailadres in'],
  ['ownAddresses', 'info@example.nl, tweede@example.nl', 'Op elke regel hoort één e-mailadres.'],
  ['policyUrl', 'javascript:alert(1)', 'begint'],
  ['name', ' ', 'Vul de naam in.'],
])('a wrong %s is told at the field, keeps what was typed and saves nothing', async (field, value, words) => {
  const before = await profile();
  const staff = await owner();
  const form = formOf(await staff.get(PATH));
  form.set(field, value);
  form.set('phone', '020 555 01 23');
  const page = await staff.post(PATH, form);
  expect(page.status).toBe(422);
  expect(page.words).toContain(words);
  expect(page.html).toContain(`aria-describedby="${field}-hint ${field}-error"`);
  expect(page.html).toContain('value="020 555 01 23"');
  expect(await profile()).toEqual(before);
});

test('two people saving at once: the second keeps the typed text beside what is saved', async () => {
  const [noor, sam] = [await owner(), await deputy()];
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
  expect((await profile()).phone).toBe('020 222 22 22');
});

test('the owner invites staff, nobody else does', async () => {
  const noor = await owner();
  const page = await noor.get(PATH);
  const invited = await noor.submit(page, STAFF, { email: 'nieuw@example.nl' });
  expect(invited.location).toBe(`${PATH}?gedaan=uitgenodigd`);
  expect((await noor.get(PATH)).words).toContain('nieuw@example.nl');

  const sam = await deputy();
  const theirs = await sam.get(PATH);
  expect(theirs.html).not.toContain(`action="${STAFF}"`);
  const [, token = ''] = hiddenFields(theirs, PATH)[0] ?? [];
  const refused = await sam.post(STAFF, { csrf: token, email: 'vriend@example.nl' });
  expect(refused.status).toBe(403);
  expect(refused.words).toContain('Alleen de eigenaar');
  const emails = (await use().core.desk.staff()).map(({ email }) => email);
  expect(emails).toContain('nieuw@example.nl');
  expect(emails).not.toContain('vriend@example.nl');
});

test('a wrong address for an invitation is told and stays to be corrected', async () => {
  const noor = await owner();
  const page = await noor.submit(await noor.get(PATH), STAFF, { email: 'nieuw' });
  expect(page.status).toBe(409);
  expect(page.words).toContain('geen goed e-mailadres');
  expect(page.html).toContain('value="nieuw"');
});

test('the owner sets the names of staff; others only their own', async () => {
  const [noor, sam] = [await owner(), await deputy()];
  const [ownName, theirName] = [use().owner.staffId, use().deputy.staffId].map((id) => `${STAFF}/${id}`);
  if (ownName === undefined || theirName === undefined) throw new Error('nobody works here');
  const renamed = await noor.submit(await noor.get(PATH), theirName, { name: 'Sam Smit' });
  expect(renamed.location).toBe(`${PATH}?gedaan=genoemd`);
  const page = await sam.get(PATH);
  expect(page.html).toContain('value="Sam Smit"');
  expect(page.html).not.toContain(ownName);
  const { csrf = '' } = Object.fromEntries(hiddenFields(page, theirName));
  const forged = await sam.post(ownName, { csrf, name: 'Iemand anders' });
  expect(forged.status).toBe(409);
  expect(forged.words).toContain('Deze medewerker is er niet');
  const own = await sam.submit(page, theirName, { name: 'Sam' });
  expect(own.location).toBe(`${PATH}?gedaan=genoemd`);
  const names = (await use().core.desk.staff()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([use().owner.name, 'Sam']));
  expect(names).not.toContain('Iemand anders');
});

test('new closing days that move the date of open requests are told with their number', async () => {
  const customer = coreCustomer(use());
  await customer.says(QUESTION);
  const before = await cardOf(use(), await customer.number());
  const staff = await owner();
  const form = formOf(await staff.get(PATH));
  form.set('closingDays', before.staffDue);
  const saved = await staff.post(PATH, form);
  expect(saved.location).toBe(`${PATH}?gedaan=winkel&verzet=1`);
  expect((await staff.get(saved.location)).words).toMatch(/bij 1 open verzoek uw datum veranderd/);
  await workOff(use());
  const card = await staff.get(`/balie/verzoek/${before.id}`);
  expect(card.words).toContain(`Hij was ${dayInWords('nl', before.staffDue)}.`);
  expect((await cardOf(use(), before.number)).staffDue < before.staffDue).toBe(true);
  expect((await staff.get(`${PATH}?verzet=3`)).words).not.toContain('uw datum veranderd');
  expect((await staff.get(`${PATH}?gedaan=winkel&verzet=<b>`)).words).not.toContain('uw datum veranderd');
});
