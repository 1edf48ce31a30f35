import { expect, test } from 'vitest';
import { HOUR } from '../../src/core/kernel/clock.ts';
import { coreCustomer } from '../support/core-customer.ts';
import { answeredRequest } from '../support/desk-work.ts';
import { workOff } from '../support/work-off.ts';
import { NASTY, useDesk } from './use-desk.ts';

/** Friday at ten in Amsterdam. */
const use = useDesk(new Date('2026-11-20T09:00:00Z'));

test('a reported breach shows first by when the authority has to know, the hours left and the facts to find', async () => {
  const { core, clock, owner } = use();
  await coreCustomer(use()).says('er is een datalek, ik zie gegevens van een andere klant in mijn account');
  const [request] = await core.desk.requests('open');
  expect(request?.right).toBe('breach_report');
  clock.advance(35 * HOUR);
  const staff = await use().visitor(owner);
  const page = await staff.get(`/balie/verzoek/${request?.id}`);
  expect(page.words).toContain('Nog 37 uur om te melden');
  expect(page.words).toMatch(/vóór 23 november 2026 om 10:0\d\. Ook het weekend telt mee\./);
  expect(page.words).toContain('Zoek nu uit: wat er gebeurde en wanneer');
  const [task] = await core.desk.tasks('open');
  const work = await staff.get(`/balie/taken/${task?.id}`);
  expect(work.words).toContain('Datalek gemeld');
  expect(work.words).toMatch(/Melden bij de AP, uiterlijk 23 november 2026 om 10:0\d/);
  expect(work.words).toContain('Zoek nu uit');
  clock.advance(38 * HOUR);
  const later = await use().visitor(owner);
  expect((await later.get(`/balie/verzoek/${request?.id}`)).words).toContain(
    'De tijd om te melden is voorbij. Meld alsnog',
  );
});

const WHAT = 'Een pakbon ging met een verkeerd pakket mee.';

/** Staff record a breach of an hour ago; answers the address of its page. */
async function recorded(fields: Readonly<Record<string, string>> = {}): Promise<string> {
  const { clock, owner } = use();
  const staff = await use().visitor(owner);
  const page = await staff.get('/balie/datalek');
  const [day = '', time = ''] = amsterdamMoment(new Date(clock.now().getTime() - HOUR));
  const sent = await staff.submit(page, '/balie/datalek', { day, time, what: WHAT, ...fields });
  expect(sent.status).toBe(303);
  return sent.location.replace(/\?.*/, '');
}

function amsterdamMoment(at: Date): readonly string[] {
  return at.toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' }).slice(0, 16).split(' ');
}

async function decides(path: string, fields: Readonly<Record<string, string>>) {
  const staff = await use().visitor(use().owner);
  const sent = await staff.submit(await staff.get(path), path, fields);
  return sent.status === 303 ? staff.get(sent.location) : sent;
}

test('staff record a breach, see its clock there and on «Vandaag», and find it from the register', async () => {
  const path = await recorded({ people: '2', nature: 'confidentiality' });
  const staff = await use().visitor(use().owner);
  const page = await staff.get(path);
  expect(page.words).toContain('Nog 71 uur om te melden');
  expect(page.words).toContain(`Wat is er gebeurd: ${WHAT}`);
  expect(page.words).toContain('Aantal mensen: 2');
  const today = await staff.get('/balie');
  expect(today.words).toContain('Nog 71 uur om te melden');
  expect((await staff.get('/balie/register')).html).toContain('href="/balie/datalekken"');
  const list = await staff.get('/balie/datalekken');
  expect(list.html).toContain(`href="${path}"`);
  expect(list.words).toContain('Vastgelegd door een medewerker Nog 71 uur om te melden');
});

test('the task of a recorded breach leads to its page and ends by a decision there only', async () => {
  const path = await recorded();
  const task = (await use().core.desk.tasks('open')).find(({ params }) =>
    path.endsWith(String(params.breach)),
  );
  const staff = await use().visitor(use().owner);
  const page = await staff.get(`/balie/taken/${task?.id}`);
  expect(page.html).toContain(`href="${path}"`);
  expect(page.html).not.toContain('/klaar');
  await decides(path, { action: 'no_risk', 'reason-authority': 'Ongeopend teruggekomen.' });
  expect((await staff.get(`/balie/taken/${task?.id}`)).words).toContain('Afgerond op');
});

test('a breach that tells nothing, or of a moment to come, is asked again with what was typed', async () => {
  const staff = await use().visitor(use().owner);
  const page = await staff.get('/balie/datalek');
  const empty = await staff.submit(page, '/balie/datalek', { day: '2026-11-20', time: '10:00' });
  expect(empty.status).toBe(409);
  expect(empty.words).toContain('Schrijf op wat er is gebeurd');
  const ahead = await staff.submit(page, '/balie/datalek', { day: '2027-11-20', time: '10:00', what: WHAT });
  expect(ahead.words).toContain('Vul een dag en tijd in die voorbij zijn');
  expect(ahead.html).toContain(WHAT);
  const garbled = await staff.submit(page, '/balie/datalek', { day: 'gisteren', time: '', what: WHAT });
  expect(garbled.words).toContain('Vul een dag en tijd in die voorbij zijn');
});

test('to notify is decided first; its number and moment follow, and the clock is off every page', async () => {
  const path = await recorded();
  const before = await use().visitor(use().owner);
  expect((await before.get(path)).html).not.toContain('name="reference"');
  const page = await decides(path, { action: 'notify' });
  expect(page.words).toContain('We melden dit');
  expect(page.html).toContain('name="reference"');
  const [day = '', time = ''] = amsterdamMoment(use().clock.now());
  const told = { action: 'told', day, time, reference: 'AP-2026-77' };
  const missing = await decides(path, { ...told, reference: ' ' });
  expect(missing.words).toContain('Vul het nummer in');
  const done = await decides(path, told);
  expect(done.words).toContain('nummer AP-2026-77.');
  expect(done.words).not.toContain('uur om te melden');
  const staff = await use().visitor(use().owner);
  expect((await staff.get('/balie/datalekken')).words).toContain('nummer AP-2026-77.');
});

test('no risk is a decision with a reason, and so is what the people are told (AVG 34)', async () => {
  const path = await recorded();
  const refused = await decides(path, { action: 'no_risk' });
  expect(refused.words).toContain('Schrijf de reden op.');
  const people = await decides(path, { action: 'tell_not', 'reason-people': 'De lijst was versleuteld.' });
  expect(people.words).toContain('We lichten de mensen niet in. De lijst was versleuteld.');
  const page = await decides(path, { action: 'no_risk', 'reason-authority': 'De lijst was versleuteld.' });
  expect(page.words).toContain('Niet gemeld: De lijst was versleuteld.');
});

test('an addition stands below the earlier words, and both drafts hold what is known', async () => {
  const path = await recorded();
  await decides(path, { action: 'facts', records: 'veel', measures: 'De pakbon is teruggehaald.' });
  const page = await decides(path, {
    action: 'facts',
    records: '12',
    data: 'Namen en adressen van klanten.',
  });
  expect(page.words).toContain('Wat er is gedaan: De pakbon is teruggehaald.');
  expect(page.words).toContain('Aantal gegevens: 12');
  expect(page.words).not.toContain('Aantal gegevens: veel');
  expect(page.words).toContain('Wat hebben we gedaan? De pakbon is teruggehaald.');
  expect(page.words).toContain('Which data does it concern? Namen en adressen van klanten.');
  expect(page.words).toContain('Aantal mensen Nog niet bekend, volgt later.');
  expect(page.words).toContain('Noor Visser');
});

test('an unknown breach is a page that does not exist, and an unknown action changes nothing', async () => {
  const staff = await use().visitor(use().owner);
  const gone = await staff.get('/balie/datalekken/00000000-0000-4000-8000-000000000000');
  expect(gone.status).toBe(404);
  const path = await recorded();
  const sent = await staff.submit(await staff.get(path), path, { action: 'weg ermee' });
  expect(sent.status).toBe(200);
  expect(sent.words).toContain('Nog 71 uur om te melden');
});

test('words that would be markup are words on every page of a breach', async () => {
  const path = await recorded({ what: NASTY });
  const staff = await use().visitor(use().owner);
  for (const at of [path, '/balie/datalekken'])
    expect((await staff.get(at)).html).not.toContain("<script>alert('xss')");
});

test('the letter to a person concerned is made there, read, approved, and stands there as sent (AVG 34)', async () => {
  const { owner } = use();
  const { detail } = await answeredRequest(use(), owner, { name: 'Lena Smit', email: 'lena@example.nl' });
  const path = await recorded({ consequences: 'Vreemden weten waar u woont.', measures: 'Teruggehaald.' });
  const staff = await use().visitor(owner);
  expect((await staff.get(path)).html).not.toContain('/brief"');
  await decides(path, { action: 'tell', 'reason-people': 'Adressen.' });
  const page = await staff.get(`${path}?verzoek=${detail.number}`);
  expect(page.html).toContain(`value="${detail.number}"`);
  const unknown = await staff.submit(page, `${path}/brief`, { number: 'PB-0', way: 'mail' });
  expect(unknown.status).toBe(409);
  const made = await staff.submit(page, `${path}/brief`, { number: detail.number, way: 'mail' });
  const preview = await staff.get(made.location);
  expect(preview.words).toContain('Er is iets misgegaan met uw gegevens');
  expect(preview.words).toContain('lena@example.nl');
  expect((await staff.get(path)).words).toContain('De brief staat klaar om te lezen.');
  const waiting = await staff.get(`/balie/verzoek/${detail.id}`);
  expect(waiting.words).toContain('Er staat een brief over een datalek klaar.');
  const sent = await staff.submit(preview, `/balie/verzoek/${detail.id}/termijn`, {});
  expect(sent.status).toBe(303);
  await workOff(use());
  expect((await staff.get(path)).words).toContain('Verstuurd: de mailserver nam de brief aan.');
  const after = await staff.get(`/balie/verzoek/${detail.id}`);
  expect(after.html).toContain('/brief-terug');
});
