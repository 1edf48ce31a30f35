import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer, QUESTION } from '../support/core-customer.ts';
import { readyRequest } from '../support/desk-work.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-10-30T10:15:00Z'));
const TRICK = '<script>alert(1)</script><img src=x onerror="alert(1)">';

/** A request that is ready to be decided, received on 30 October 2026 and looked at on 23 November. */
let ready: Awaited<ReturnType<typeof cardOf>>;
let card: string;

const visitor = () => use().visitor(use().owner);

beforeAll(async () => {
  const orders = [
    { orderNumber: '2026-100', orderDate: '2026-03-14', item: 'Gietpan 2 kg' },
    { orderNumber: '2026-101', orderDate: '2026-04-14', item: TRICK },
    { orderNumber: '2026-102', orderDate: '2026-05-14', item: 'Proefpakket' },
  ];
  const { detail } = await readyRequest(use(), use().owner, {
    name: 'Fatima el Amrani',
    email: 'fatima@example.nl',
    words: `${QUESTION} ${TRICK} Kenmerk: 2025-77.`,
    orders,
    byHand: {
      postnl: { answer: 'not_possible', reason: 'Portaal ligt eruit.' },
      mollie: { answer: 'found', rows: [{ category: 'payment', text: `Betaald: ${TRICK}` }] },
    },
  });
  ready = detail;
  card = `/balie/verzoek/${ready.id}`;
  use().clock.advance(24 * DAY - HOUR);
});

describe('the card', () => {
  test('tells who asks, in which words, how it was proven, what was found and what was not searched', async () => {
    const page = await (await visitor()).get(card);
    for (const words of [
      'Fatima el Amrani',
      'Kenmerk van de klant 2025-77',
      'fatima@example.nl',
      QUESTION,
      'Code naar het e-mailadres',
      'Bestellingen: 3 gegevens',
      'Niet doorzocht: Portaal ligt eruit.',
      // the last day of a hold is a day on which it holds
      'Moet bewaard blijven tot en met 31-12-2033.',
    ])
      expect(page.words).toContain(words);
    expect(page.html).toContain(`/balie/gesprek/${ready.conversationId}`);
    // the card that is rendered for a channel is no look
    const shown = await use().core.desk.card(ready.id);
    expect(shown?.history.at(-1)).toMatchObject({ type: 'looked_at', by: use().owner.name });
  });

  test('explains its date step by step and shows the legal date beside it', async () => {
    const page = await (await visitor()).get(card);
    expect(page.words).toContain('Waarom deze datums?');
    expect(page.words).toContain('Ontvangen op vrijdag 30 oktober 2026.');
    expect(page.words).toContain('Volgens de wet maandag 30 november 2026');
    expect(page.words).toContain('Antwoord uiterlijk vrijdag 27 november 2026');
  });

  test('shows times as Amsterdam has them', async () => {
    expect((await (await visitor()).get(card)).words).toContain('30 oktober 2026 om 11:15');
  });

  test('shows what customers, staff and systems wrote as text, never as markup', async () => {
    const page = await (await visitor()).get(card);
    expect(page.words.split(TRICK).length).toBeGreaterThanOrEqual(4);
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).not.toContain('<img');
  });

  test('of an unproven request offers a question and no answer to approve', async () => {
    const number = await coreCustomer(use()).asks('Iemand', 'iemand@example.nl');
    const { id } = await cardOf(use(), number);
    const page = await (await visitor()).get(`/balie/verzoek/${id}`);
    expect(page.words).toContain('Wacht op de klant');
    expect(page.html).not.toContain('/antwoord"');
    expect(page.html).toContain('/vragen"');
    const answer = await (await visitor()).get(`/balie/verzoek/${id}/antwoord`);
    expect(answer.html).not.toContain('value="approve"');
  });

  test('of a request for somebody else says so at its top, and of one for oneself it does not', async () => {
    const son = coreCustomer(use());
    await son.says('Mijn moeder wil weten wat jullie van haar bewaren. Ik vraag dat voor haar.');
    const { id } = await cardOf(use(), await son.number());
    const page = await (await visitor()).get(`/balie/verzoek/${id}`);
    expect(page.words).toContain('Vraagt voor iemand anders');
    expect((await (await visitor()).get(card)).words).not.toContain('Vraagt voor iemand anders');
  });

  test('of a request from the counter asks nothing in writing: it says to call', async () => {
    const counter = coreCustomer(use(), 'counter');
    await counter.says(QUESTION);
    const { id } = await cardOf(use(), await counter.number());
    const page = await (await visitor()).get(`/balie/verzoek/${id}`);
    expect(page.words).toContain('bel de klant');
    expect(page.html).not.toContain('/vragen"');
  });
});

test.each([
  ['e-boekhouden', 'none', 'e-Boekhouden, doorzocht'],
  ['mollie', 'at first', 'Mollie, wacht op een medewerker'],
  ['postnl', 'not_possible', 'PostNL, kon niet'],
])(
  'what came of %s (%s) is told as what it is, on the card and in the register',
  async (_id, _how, words) => {
    const staff = await visitor();
    for (const path of [card, `/balie/register/${ready.number}`])
      expect((await staff.get(path)).words, path).toMatch(
        new RegExp(`Uitkomst van een bron.{0,200}${words}|${words}`),
      );
  },
);

describe('the register of one request', () => {
  test('tells its facts in words, dates one by one, and nothing in JSON', async () => {
    const { words } = await (await visitor()).get(`/balie/register/${ready.number}`);
    expect(words).toContain('Recht: Inzage; Kanaal: Webchat;');
    expect(words).toContain('Ontvangen: 30 oktober 2026 om 11:15; Dag van ontvangst: 30-10-2026;');
    expect(words).toContain('Aan de klant gezegd: 29-11-2026; Voor u: 27-11-2026;');
    expect(words).toContain('Met voorrang: Nee; Voor iemand anders: Nee');
    expect(words).toContain('JouwWeb (bestellingen)');
    expect(words).toContain('Bewijs: E-mailadres bewezen');
    expect(words).not.toMatch(/[{}[\]]|thirdParty|customerDue/);
  });
});

describe('work among staff', () => {
  test('a note and whose work it is are typed on the card, by name, and what was refused stands there still', async () => {
    const staff = await visitor();
    const page = await staff.get(card);
    const noted = await staff.submit(page, `${card}/notitie`, { note: `Terugbellen ${TRICK}` });
    expect(noted.location).toBe(`${card}?gedaan=genoteerd`);
    const assigned = await staff.submit(page, `${card}/toewijzen`, { assignee: use().deputy.staffId });
    expect(assigned.location).toBe(`${card}?gedaan=toegewezen`);
    const after = await staff.get(card);
    expect(after.words).toContain(`${use().deputy.name} doet dit.`);
    expect(after.words).toContain('Terugbellen');
    expect(after.html).not.toContain(TRICK);
    expect((await staff.get('/balie')).words).toContain(`${use().deputy.name} doet dit`);
    const long = 'x'.repeat(4_001);
    const refused = await staff.submit(page, `${card}/notitie`, { note: long });
    expect([refused.status, refused.html.includes(long)]).toEqual([409, true]);
    expect((await staff.get(`/balie/register/${ready.number}`)).words).toContain('Toegewezen');
  });
});
