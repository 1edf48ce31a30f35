import { expect, test } from 'vitest';
import { tellCustomers } from '../../src/core/application/tell-customers.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { readyRequest } from '../support/desk-work.ts';
import { workOff } from '../support/work-off.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-11-02T09:00:00Z'));

test('a doubt is typed, read and approved at the desk; what was typed is there again when it was refused', async () => {
  const staff = await use().visitor(use().owner);
  const { detail } = await readyRequest(use(), use().owner, {
    name: 'Sanne de Vries',
    email: 'sanne@example.nl',
  });
  const path = `/balie/verzoek/${detail.id}`;
  const card = await staff.get(path);
  expect(card.words).toContain('Vraag om bewijs wie dit is');
  const reason = 'U schreef met een andere naam dan eerst.';
  const refused = await staff.submit(card, `${path}/twijfel`, { reason });
  expect(refused.status).toBe(409);
  expect(refused.words).toContain('Kies minstens één ding dat genoeg is.');
  expect(refused.html).toContain(reason);

  const { location } = await staff.submit(refused, `${path}/twijfel`, { reason, asks: 'order_facts' });
  const letter = await staff.get(location);
  expect(letter.words).toContain(`Dit is de reden: ${reason}`);
  expect(letter.words).toContain('sanne@example.nl');
  expect(letter.words).toContain('De brief gaat meteen weg.');
  const sent = await staff.submit(letter, `${path}/termijn`);
  expect((await staff.get(sent.location)).words).toContain(
    'De brief gaat nu weg en telt zodra hij is verstuurd.',
  );
  await workOff(use());
  const stopped = await staff.get(path);
  expect(stopped.words).toContain('De termijn staat stil sinds maandag 2 november 2026');
  expect(stopped.words).toContain('Zolang gaat er niets weg waarvoor bewijs nodig is.');
  expect(stopped.words).not.toContain('Stel het antwoord uit');

  const early = await staff.submit(stopped, `${path}/bewijs-binnen`, { day: '2026-11-03' });
  expect(early.words).toContain('Die dag moet nog komen.');
  const arrived = await staff.submit(stopped, `${path}/bewijs-binnen`, { day: '2026-11-02' });
  expect((await staff.get(arrived.location)).words).toContain(
    'De termijn loopt weer, en de klant heeft bericht.',
  );
});

test('an extension is made and taken back, and made again; the card names the new date', async () => {
  const staff = await use().visitor(use().owner);
  const { detail } = await readyRequest(use(), use().owner, {
    name: 'Ton Smit',
    email: 'ton@example.nl',
  });
  const path = `/balie/verzoek/${detail.id}`;
  const typed = { reasons: 'systems', extensionFacts: 'De bestellingen staan in vijf systemen.' };
  const make = async () => {
    const { location } = await staff.submit(await staff.get(path), `${path}/uitstel`, typed);
    return staff.get(location);
  };
  const letter = await make();
  expect(letter.words).toContain('U krijgt uiterlijk 2 februari 2027 antwoord.');
  const dropped = await staff.submit(letter, `${path}/termijn-weg`);
  expect((await staff.get(dropped.location)).words).toContain('Er is niets verstuurd.');
  // The page of before is of another card by now.
  expect((await staff.submit(letter, `${path}/termijn`)).status).toBe(409);
  await staff.submit(await make(), `${path}/termijn`);
  await workOff(use());
  const card = await staff.get(path);
  expect(card.words).toContain('Nieuwe datum, aan de klant gezegd dinsdag 2 februari 2027');
  expect(card.words).not.toContain('Stel het antwoord uit');
});

test('who never answered can be closed with a letter that is filled in and still has to be approved', async () => {
  const { clock, core, settings } = use();
  const number = await coreCustomer(use()).asks('Kees Vos', 'kees@example.nl');
  const { id, version } = await cardOf(use(), number);
  const by = use().owner;
  const doubt = { reason: 'U schreef met een andere naam.', asks: ['code_to_mailbox'] };
  await core.notices.prepareDoubt(id, version, doubt, by);
  const preview = await core.notices.preview(id, by);
  if (preview.ok) await core.notices.approve(id, preview.value.version, preview.value.letterHash, by);
  for (const days of [14, 14]) {
    clock.advance(days * DAY);
    await tellCustomers(settings, clock.now());
  }
  const staff = await use().visitor(use().owner);
  expect((await staff.get('/balie')).words).toContain('Geen antwoord op de vraag om bewijs');
  const path = `/balie/verzoek/${id}`;
  const card = await staff.get(path);
  expect(card.words).toContain('Op maandag 2 november 2026 vroegen wij u om te laten zien wie u bent.');
  const facts = 'Op maandag 2 november 2026 vroegen wij wie u bent. Wij kregen geen antwoord.';
  const { location } = await staff.submit(card, `${path}/weigeren`, { facts, ground: 'not_identifiable' });
  const letter = await staff.get(location);
  expect(letter.words).toContain('AVG artikel 11 lid 2 en artikel 12 lid 2');
  expect(letter.words).toContain('rechtbank');
  expect(await cardOf(use(), number)).toMatchObject({ status: 'awaiting_approval' });
});

test('a fee is typed with its facts; the form says what is no ground, and the answer to it is recorded', async () => {
  const staff = await use().visitor(use().owner);
  const { detail } = await readyRequest(use(), use().owner, {
    name: 'Ben Otter',
    email: 'ben.otter@example.nl',
  });
  const path = `/balie/verzoek/${detail.id}`;
  const card = await staff.get(path);
  expect(card.words).toContain('dat zijn geen gronden');
  expect(card.words).toContain('De termijn staat niet stil');
  const typed = { feeGround: 'excessive', amount: '12,50', basis: 'Een half uur zoeken.' };
  const refused = await staff.submit(card, `${path}/vergoeding`, typed);
  expect(refused.status).toBe(409);
  expect(refused.words).toContain('Schrijf de feiten op, met data.');
  expect(refused.words).toContain('Een half uur zoeken.');
  const made = await staff.submit(refused, `${path}/vergoeding`, {
    ...typed,
    feeFacts: 'Op 1, 8 en 15 oktober kreeg u dezelfde gegevens.',
  });
  const letter = await staff.get(made.location);
  expect(letter.words).toContain('€ 12,50');
  await staff.submit(letter, `${path}/termijn`);
  await workOff(use());
  const waiting = await staff.get(path);
  expect(waiting.words).toContain('De klant weet van de vergoeding.');
  const saved = await staff.submit(waiting, `${path}/vergoeding-antwoord`, {
    as: 'paid',
    feeDay: '2026-11-02',
  });
  expect((await staff.get(saved.location)).words).toContain('De klant heeft de vergoeding betaald.');
});
