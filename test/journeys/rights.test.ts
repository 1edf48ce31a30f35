import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskActor, requestIn, staffActor } from '../support/desk-staff.ts';
import { codeIn, type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { numberIn, webCustomer } from '../support/web-customer.ts';

let desk: DeskUnderTest;
let owner: DeskActor;

beforeAll(async () => {
  desk = await startTestDesk();
  owner = await staffActor(desk.core());
});

afterAll(() => desk?.stop());

async function registered(): Promise<number> {
  return (await desk.core().register.list(1_000)).length;
}

test('two wishes in one message are two requests with one receipt, and each gets a code of its own', async () => {
  const customer = webCustomer(desk.url);
  const { said } = await customer.says(
    'Ik wil weten wat jullie van mij bewaren. En verbeter mijn adres, dat is Dorpsstraat 5.',
  );
  const numbers = [...said.matchAll(/Het nummer is (PB-\w{4}-\w{4})/g)].map(([, number = '']) => number);
  expect(numbers).toHaveLength(2);
  const details = await Promise.all(
    numbers.map((number) => desk.core().register.byNumber(number, { via: 'cli', name: 'test' })),
  );
  expect(details.map((detail) => detail?.right)).toEqual(['access', 'rectification']);
  expect(details[0]?.customerDue).toBe(details[1]?.customerDue);
  expect(details[0]?.words).toBe(details[1]?.words);

  await customer.says('een kopie');
  await customer.givesIdentity('Sanne de Vries', 'sanne@example.nl');
  const first = codeIn((await desk.mails('sanne@example.nl', 1))[0]);
  expect((await customer.says(first)).said).toMatch(/klopt.*code van zes cijfers/s);
  const [second] = await desk.mails('sanne@example.nl', 2);
  expect(second?.text).toMatch(/verbeteren/);
  await customer.says(codeIn(second));
  for (const number of numbers) await requestIn(desk.core(), number, 'awaiting_approval');
});

test('a question about the policy is answered at once and opens nothing', async () => {
  const before = await registered();
  for (const [question, answer] of [
    ['Hoe lang bewaren jullie gegevens?', /twee jaar/],
    ['Delen jullie gegevens met anderen?', /PostNL|Mollie/],
    ['Gebruiken jullie cookies?', /cookies/i],
  ] as const) {
    const { said } = await webCustomer(desk.url).says(question);
    expect(said, question).toMatch(answer);
    expect(said, question).not.toMatch(/PB-|code/);
  }
  expect(await registered()).toBe(before);
});

test('who writes English is answered in English, by mail and in the letter too', async () => {
  const customer = webCustomer(desk.url);
  const asked = await customer.says('What personal data do you keep about me? I would like a copy please.');
  const number = numberIn(asked.said);
  expect(asked.said).toMatch(/Your request|request/);
  expect(asked.said).not.toMatch(/Uw verzoek|gegevens/);
  const copy = asked.choices.find(({ id }) => id.startsWith('copy.'));
  if (copy !== undefined) await customer.taps(copy.id);
  await customer.givesIdentity('Wouter Dijkstra', 'wouter@example.com');
  const [mail] = await desk.mails('wouter@example.com', 1);
  expect(mail?.text).toMatch(/code is valid for 30 minutes|valid/);
  expect(mail?.text).not.toMatch(/minuten geldig/);
  await customer.says(codeIn(mail));
  const request = await requestIn(desk.core(), number, 'awaiting_approval');
  expect(request.language).toBe('en');
  const preview = await desk.core().decisions.preview(request.id, owner);
  expect(preview).toMatchObject({ value: { letter: { language: 'en' } } });
});

test('who only wants the explanation is asked once more, and the request closes as answered in general', async () => {
  const customer = webCustomer(desk.url);
  const number = numberIn((await customer.says('wat bewaren jullie van mij')).said);
  await customer.chooses('Alleen uitleg');
  expect((await customer.chooses('Ja, alleen uitleg')).said).toContain('gesloten met de uitleg');
  await requestIn(desk.core(), number, 'answered_generally');
});

test('objecting to advertising asks for no proof first: staff have work at once (R13)', async () => {
  const customer = webCustomer(desk.url);
  const { said } = await customer.says('Ik wil geen reclame meer van jullie ontvangen, stop daarmee.');
  const number = numberIn(said);
  const work = (await desk.core().desk.tasks('open')).filter((task) => task.number === number);
  expect(work).toMatchObject([{ kind: 'act_now' }]);
});

test('a BSN is taken out before anything is stored, and the customer is told', async () => {
  const customer = webCustomer(desk.url);
  const { said } = await customer.says('Mijn BSN is 123456789, wat bewaren jullie van mij?');
  expect(said).toMatch(/burgerservicenummer.*bewaren het niet/);
  expect(await customer.transcript()).not.toContain('123456789');
  const detail = await desk.core().register.byNumber(numberIn(said), { via: 'cli', name: 'test' });
  expect(detail?.words).toContain('[BSN verwijderd]');
});
