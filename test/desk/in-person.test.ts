import { beforeEach, describe, expect, test } from 'vitest';
import type { AskedInPerson } from '../../src/core/application/core-api.ts';
import { HOUR } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { workOff } from '../support/work-off.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { MONDAY, useDesk } from './use-desk.ts';

const use = useDesk();
let staff: DeskVisitor;
beforeEach(async () => {
  use().clock.moveTo(MONDAY.toISOString());
  staff = await use().visitor(use().owner);
});

const TYPED = {
  channel: 'phone',
  right: 'access',
  day: '2026-11-20',
  time: '16:30',
  words: 'Mevrouw belde: zij wil weten wat wij van haar bewaren.',
  language: 'nl',
  name: 'Els Bos',
  email: 'els.bos@example.nl',
  postal: '',
  proof: '',
};

async function sends(fields: Partial<typeof TYPED> = {}) {
  return staff.submit(await staff.get('/balie/nieuw'), '/balie/nieuw', { ...TYPED, ...fields });
}

async function opens(fields: Partial<typeof TYPED> = {}) {
  const done = await sends(fields);
  const [, id = ''] = /^\/balie\/verzoek\/([\w-]+)/.exec(done.location) ?? [];
  const detail = await use().core.desk.card(id);
  if (detail === undefined) throw new Error(`nothing was opened: ${done.words}`);
  return { detail, location: done.location };
}

const mailsTo = async (address: string) =>
  (await use().core.desk.caughtMail(100)).filter(({ to }) => to === address);

describe('a request that staff take down', () => {
  test('counts from the moment it was asked, in the name of who heard it, on its channel', async () => {
    expect((await staff.get('/balie')).html).toContain('href="/balie/nieuw"');
    const { detail, location } = await opens();
    expect(location).toContain('?gedaan=opgenomen');
    expect(detail).toMatchObject({
      right: 'access',
      channel: 'phone',
      level: 0,
      words: TYPED.words,
      contact: { name: 'Els Bos', email: 'els.bos@example.nl', postal: '' },
      name: null,
      receivedAt: new Date('2026-11-20T15:30:00Z'),
      customerDue: '2026-12-20',
    });
    expect(detail.history[0]).toMatchObject({ type: 'opened', by: use().owner.name });
    const card = await staff.get(location);
    expect(card.words).toContain('Els Bos els.bos@example.nl');
    expect((await use().core.desk.requests('open')).some(({ id }) => id === detail.id)).toBe(true);
  });

  test('is confirmed by mail with number and date, without a name', async () => {
    const { detail } = await opens({ email: 'Ontvangst@Example.nl' });
    await workOff(use());
    const [receipt] = await mailsTo('ontvangst@example.nl');
    expect(receipt?.subject).not.toMatch(/privacy|gegevens|verzoek/i);
    expect(receipt?.text).toContain('aan de telefoon om uw gegevens te laten zien');
    expect(receipt?.text).toContain('Wij kregen uw vraag op vrijdag 20 november 2026');
    expect(receipt?.text).toContain(`Uw nummer is ${detail.number}.`);
    expect(receipt?.text).toContain('uiterlijk op zondag 20 december 2026 antwoord');
    expect(receipt?.text).toContain('/privacy#balie');
    expect(receipt?.text).not.toContain('Bos');
  });

  test('is confirmed on paper where there is no e-mail', async () => {
    const { detail, location } = await opens({
      email: '',
      postal: 'Kade 1\n1234 AB Dorp',
      channel: 'counter',
    });
    expect(location).toBe(`/balie/verzoek/${detail.id}/ontvangst?gedaan=opgenomen`);
    const paper = await staff.get(location);
    expect(paper.words).toContain('Els Bos Kade 1 1234 AB Dorp');
    expect(paper.words).toContain(`in de winkel om uw gegevens te laten zien`);
    expect(paper.words).toContain(`Uw nummer is ${detail.number}.`);
  });

  test('that is proven on the spot is searched at once, and takes in what the same person asked in a chat (R12)', async () => {
    const email = 'noor.berg@example.nl';
    const chat = await coreCustomer(use()).proves('Noor Berg', email);
    const postal = 'Kade 1, 1234 AB Dorp';
    const { detail } = await opens({ name: 'Noor Berg', email, postal, proof: 'call_back' });
    expect(detail).toMatchObject({ level: 3, name: 'Noor Berg', proof: { method: 'call_back' } });
    await workOff(use());
    const found = await cardOf(use(), detail.number);
    expect(found.status).toBe('awaiting_approval');
    // the copy holds what this desk has of the person, the post address too
    expect(JSON.stringify(found.sources)).toContain(postal);
    expect(await cardOf(use(), chat)).toMatchObject({
      joinedTo: { number: detail.number },
      customerDue: '2026-12-20',
    });
  });

  test('with words of anger is lifted, and a BSN in them is stored nowhere (R14, R23)', async () => {
    const { detail } = await opens({
      words: 'Belachelijk! Mijn BSN is 123456789. Wis alles.',
      right: 'erasure',
    });
    expect(detail.raised).toBe(true);
    expect(detail.words).not.toContain('123456789');
  });
});

describe('nothing is opened', () => {
  const requests = async () => (await use().core.register.list(500)).length;

  test.each([
    [{ day: '2026-11-24' }, 'Dit tijdstip kan niet.'],
    [{ day: '2018-05-24' }, 'Dit tijdstip kan niet.'],
    [{ day: 'gisteren' }, 'Dit tijdstip kan niet.'],
    [{ time: '25:00' }, 'Dit tijdstip kan niet.'],
    [{ words: '' }, 'Schrijf op wat de klant vroeg'],
    [{ email: '' }, 'Vul een e-mailadres of een postadres in.'],
    [{ email: '', postal: 'Kade 1', proof: 'call_back' }, 'Dit e-mailadres klopt niet.'],
    [{ email: 'geen adres' }, 'Dit e-mailadres klopt niet.'],
  ])('of %o, and what was typed stands there still', async (fields, words) => {
    const before = await requests();
    const again = await sends(fields);
    expect(again.status).toBe(409);
    expect(again.words).toContain(words);
    expect(again.html).toContain('Els Bos');
    expect(await requests()).toBe(before);
  });

  test('by somebody who left, or by a program', async () => {
    const asked: AskedInPerson = {
      ...TYPED,
      channel: 'counter',
      right: 'access',
      language: 'nl',
      proof: null,
      receivedAt: new Date(MONDAY.getTime() - HOUR),
    };
    const refused = { ok: false, refusal: { code: 'decision.not_allowed' } };
    expect(await use().core.inPerson.open(asked, { via: 'cli', name: 'cli' })).toMatchObject(refused);
  });
});

test('what a caller takes back is recorded on the page of the request, when proven by how staff knew who it was (R3)', async () => {
  const { detail, location } = await opens({ proof: 'call_back', email: 'els.terug@example.nl' });
  expect(detail.level).toBe(3);
  const form = `/balie/verzoek/${detail.id}/intrekken`;
  const card = await staff.get(location);
  expect(card.words).toContain('De klant trok het verzoek in');
  expect(card.words).toContain('Hoe wist u dat het de klant zelf was?');
  for (const knownBy of ['', 'masked_id']) {
    const refused = await staff.submit(card, form, { knownBy });
    expect(refused.words).toContain('Leg vast hoe u wist dat het de klant zelf was.');
  }
  const done = await staff.submit(card, form, { knownBy: 'order_facts' });
  expect(done.location).toBe(`/balie/verzoek/${detail.id}?gedaan=ingetrokken`);
  const closed = await staff.get(done.location);
  expect(closed.words).toContain('De zoektocht stopt en er gaat geen antwoord weg.');
  expect(closed.words).toContain('Ingetrokken door de klant: Twee gegevens van een bestelling');
  expect(closed.html).not.toContain(form);
  await workOff(use());
  const mails = await mailsTo('els.terug@example.nl');
  expect(mails.filter(({ text }) => text.includes('zoals u aan een medewerker vroeg'))).toHaveLength(1);

  const unproven = await opens();
  const open = await staff.get(unproven.location);
  expect(open.words).not.toContain('Hoe wist u dat het de klant zelf was?');
  const path = `/balie/verzoek/${unproven.detail.id}/intrekken`;
  expect((await staff.submit(open, path)).location).toContain('?gedaan=ingetrokken');
});
