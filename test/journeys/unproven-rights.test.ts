import { afterAll, beforeAll, expect, test } from 'vitest';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { decideOutcome, versionOf } from '../support/decide-outcome.ts';
import { approve, type DeskActor, requestIn, staffActor } from '../support/desk-staff.ts';
import { codeIn, type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { numberIn, webCustomer } from '../support/web-customer.ts';

let desk: DeskUnderTest;
let owner: DeskActor;

beforeAll(async () => {
  desk = await startTestDesk();
  owner = await staffActor(desk.core());
});

afterAll(() => desk?.stop());

const today = () => amsterdamDay(new Date());

/** Somebody who says this in the chat and proves nothing; the request as staff find it. */
async function asks(words: string, status = 'received') {
  const customer = webCustomer(desk.url);
  const number = numberIn((await customer.says(words)).said);
  return { customer, number, request: await requestIn(desk.core(), number, status) };
}

/** Approves what is drafted, and waits until the request has ended. */
async function approved(id: string, number: string, ends: string) {
  expect(await approve(desk.core(), id, owner)).toMatchObject({ ok: true });
  return requestIn(desk.core(), number, ends);
}

test('advertising stops without proof: the letter goes to the address concerned, without a page or records', async () => {
  const { customer, number, request } = await asks(
    'Ik wil geen reclame meer van jullie ontvangen, stop daarmee.',
  );
  expect(request).toMatchObject({ right: 'objection', against: 'marketing', level: 0 });
  await customer.says('jan@example.org');
  const form = await desk.core().outcomes.form(request.id, undefined, owner);
  expect(form).toMatchObject({
    value: { result: 'marketing_stopped', results: ['marketing_stopped'], sendTo: 'jan@example.org' },
  });
  await decideOutcome(
    desk.core(),
    request.id,
    {
      right: 'objection',
      result: 'marketing_stopped',
      channels: [{ channel: 'email', on: today() }],
      mayStillCome: true,
      recipients: [],
    },
    owner,
  );
  await approved(request.id, number, 'answered');
  const [mail] = await desk.mails('jan@example.org', 1);
  expect(mail?.text).toContain('Daar zijn we mee gestopt.');
  expect(mail?.text).toContain('Berichten over een bestelling blijft u wel krijgen.');
  expect(mail?.text).toContain('Beste klant,');
  expect(mail?.text).not.toMatch(/\/verzoek\//);
  expect(await customer.transcript()).toContain('gemaild naar j…@example.org');
  // AVG 21(3), R33: as the letter says, the address stays on the list that a mailing is checked against.
  const { mayMail } = desk.core().erasures;
  expect(await mayMail('Jan@Example.org')).toEqual({ ok: true, value: false });
  expect(await mayMail('piet@example.org')).toEqual({ ok: true, value: true });
});

test('a withdrawal of consent without any address is answered in the conversation itself', async () => {
  const { customer, number, request } = await asks(
    'Ik trek mijn toestemming in voor het gebruik van mijn foto op jullie website.',
  );
  expect(request.right).toBe('withdraw_consent');
  await decideOutcome(
    desk.core(),
    request.id,
    {
      right: 'withdraw_consent',
      result: 'stopped',
      consents: ['photos'],
      otherConsent: '',
      stoppedOn: today(),
      rest: 'erased',
      restWhy: '',
      recipients: [],
    },
    owner,
  );
  await approved(request.id, number, 'answered');
  const said = await customer.transcript();
  expect(said).toContain('We zijn gestopt met wat u eerder toestond');
  expect(said).toContain('uw foto of verhaal laten zien');
  expect(said).toContain('autoriteitpersoonsgegevens.nl');
  expect((await customer.says('hoe staat het met mijn verzoek')).said).toMatch(/beantwoord/);
});

test('whether somebody gave consent is told to the address concerned only (R12)', async () => {
  const { number, request } = await asks('Ik trek mijn toestemming voor de nieuwsbrief in.');
  const form = await desk.core().outcomes.form(request.id, 'not_held', owner);
  if (!form.ok) throw new Error(form.refusal.code);
  const typed = { result: 'not_held', fields: { consents: ['newsletter'] }, child: false };
  const save = (sendTo: string) =>
    desk.core().outcomes.save(request.id, form.value.version, { ...typed, sendTo }, owner);
  expect(await save('')).toMatchObject({ value: { problems: [{ code: 'outcome.address_missing' }] } });
  expect(await save('geen adres')).toMatchObject({
    value: { problems: [{ code: 'outcome.address_invalid' }] },
  });
  expect(await save('Els@Example.org')).toMatchObject({ value: { problems: [] } });
  await approved(request.id, number, 'answered');
  const [mail] = await desk.mails('els@example.org', 1);
  expect(mail?.text).toContain("Zo'n toestemming vonden we niet.");
});

test('a complaint is answered with the way to the AP, and without a court (R23)', async () => {
  const { customer, number, request } = await asks(
    'Ik wil een klacht indienen over hoe jullie met mijn privacy omgaan.',
  );
  expect(request.right).toBe('complaint');
  await decideOutcome(
    desk.core(),
    request.id,
    {
      right: 'complaint',
      result: 'answered',
      answer: 'U heeft gelijk. We schreven u twee keer, en dat hoort niet.',
      follow: 'nothing',
    },
    owner,
  );
  await approved(request.id, number, 'answered');
  const said = await customer.transcript();
  expect(said).toContain('We schreven u twee keer, en dat hoort niet.');
  expect(said).toContain('autoriteitpersoonsgegevens.nl');
  expect(said).not.toContain('zes weken');
});

test('who reports a breach is thanked, and told what was found and done', async () => {
  const { customer, number, request } = await asks(
    'Ik wil een datalek melden: ik kreeg de factuur van iemand anders in mijn mail.',
  );
  expect(request.right).toBe('breach_report');
  await decideOutcome(
    desk.core(),
    request.id,
    {
      right: 'breach_report',
      result: 'looked_into',
      found: 'breach',
      done: 'We hebben de ontvangers gevraagd om de mail te wissen.',
    },
    owner,
  );
  await approved(request.id, number, 'answered');
  const said = await customer.transcript();
  expect(said).toContain('Dank u dat u dit meldde.');
  expect(said).toContain('We hebben de ontvangers gevraagd om de mail te wissen.');
});

test('who never shows who they are is told so in the conversation, without a word on whether data exist', async () => {
  const { customer, number, request } = await asks('wat bewaren jullie van mij');
  const refusal = { ground: 'not_identifiable', article: '', facts: 'Er kwam geen code terug.' } as const;
  expect(
    await desk.core().decisions.prepareRefusal(request.id, request.version, refusal, owner),
  ).toMatchObject({ ok: true });
  await approved(request.id, number, 'refused');
  const said = await customer.transcript();
  expect(said).toContain('We konden niet vaststellen dat u de persoon bent om wie het gaat.');
  expect(said).toContain('Dit zegt niet of we gegevens van u hebben.');
  expect(said).toContain('Een nieuw verzoek aan ons mag altijd.');
});

test('a ground that would tell that there are data cannot leave before proof', async () => {
  const { request } = await asks(
    'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.',
    'awaiting_identity',
  );
  const refusal = {
    ground: 'exception_17_3',
    article: '17(3)(b)',
    facts: 'De wet vraagt ons dit te bewaren.',
  } as const;
  const { id } = request;
  const version = await versionOf(desk.core(), id);
  expect(await desk.core().decisions.prepareRefusal(id, version, refusal, owner)).toMatchObject({ ok: true });
  expect(await approve(desk.core(), id, owner)).toMatchObject({
    refusal: { code: 'decision.identity_missing' },
  });
});

test('another objection is named by staff, asks for proof then, and what was decided stays', async () => {
  const { customer, number, request } = await asks(
    'Ik maak bezwaar tegen het gebruik van mijn gegevens voor jullie klantprofielen vanwege mijn situatie.',
  );
  const { id } = request;
  const { outcomes } = desk.core();
  await outcomes.nameObjection(id, await versionOf(desk.core(), id), 'situation', owner);
  expect(await outcomes.askProof(id, await versionOf(desk.core(), id), owner)).toMatchObject({ ok: true });
  expect(await customer.transcript()).toContain('Wat zijn uw naam en uw e-mailadres?');
  await decideOutcome(
    desk.core(),
    id,
    {
      right: 'objection',
      result: 'upheld',
      use: 'klantprofielen',
      stoppedOn: today(),
      rest: 'nothing_left',
      restWhy: '',
      recipients: [],
    },
    owner,
  );
  await customer.givesIdentity('Ruud Smit', 'ruudsmit@example.org');
  await customer.says(codeIn((await desk.mails('ruudsmit@example.org', 1))[0]));
  const proven = await eventually(async () => {
    const now = await desk.core().register.byNumber(number, { via: 'cli', name: 'test' });
    return now?.status === 'awaiting_approval' && now.level === 1 ? now : undefined;
  });
  expect(proven.approval).toMatchObject({ phase: 'pending', blockedBy: 'sources_open' });
  const preview = await desk.core().decisions.preview(id, owner);
  expect(preview).toMatchObject({ value: { letter: { title: 'We geven u gelijk en zijn gestopt' } } });
});
