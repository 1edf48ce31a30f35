import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordSearches } from '../../src/core/application/record-searches.ts';
import { takeFiles } from '../../src/core/application/take-files.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { dropOrders, manualTask, searchByHand, searchingRequest } from '../support/desk-work.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
/** Each request is of somebody else: two of one person would be one. */
let people = 0;
let asker: { readonly name: string; readonly email: string };
const BY_HAND = ['jouwweb_rest', 'mijndomein', 'mollie', 'postnl', 'e-boekhouden', 'other_places'];

let number: string;
let card: string;
let MANUAL: string;
let staff: DeskVisitor;

beforeAll(async () => {
  const { core, owner } = use();
  const profile = await core.desk.profile();
  await core.desk.saveProfile({ ...profile, otherPlaces: ['Telefoon', 'Kassa'] }, owner);
});
beforeEach(async () => {
  staff = await use().visitor(use().owner);
});

async function newRequest(): Promise<void> {
  people += 1;
  asker = { name: 'Fatima el Amrani', email: `fatima-${people}@example.nl` };
  const { detail } = await searchingRequest(use(), asker);
  number = detail.number;
  card = `/balie/verzoek/${detail.id}`;
  MANUAL = `/balie/taken/${await manualTask(use(), number)}`;
}

const coverage = async (source: string) =>
  (await cardOf(use(), number)).sources.find((view) => view.source === source)?.coverage;
const rowsOf = async (source: string) =>
  (await cardOf(use(), number)).sources
    .find((view) => view.source === source)
    ?.records.map(({ category, fields }) => [category, fields[0]?.value]);

const none = (...sources: readonly string[]) =>
  Object.fromEntries(sources.map((source) => [`${source}.answer`, 'none']));

describe('searching by hand', () => {
  beforeAll(newRequest);

  test('is one page for all systems: keys to copy, where to look, one form', async () => {
    const page = await staff.get(MANUAL);
    expect(page.words).toContain(`E-mailadres ${asker.email}`);
    expect(page.words).toContain('Naam Fatima el Amrani');
    expect(page.words).toContain('e-Boekhouden Zoek in: e-Boekhouden.nl: relaties, facturen, mutaties');
    expect(page.words).toContain('Mollie Zoek in: Mollie Dashboard');
    expect(page.words).toContain('Andere plekken van de winkel Zoek in: Telefoon, Kassa');
    expect(page.html.match(/action="\/balie\/taken/g)).toHaveLength(1);
  });

  test.each([
    [{ 'mollie.answer': 'found' }, 'Plak hier wat u vond.'],
    [{ 'mollie.answer': 'not_possible', 'mollie.reason': ' ' }, 'Schrijf waarom.'],
    [{ 'mollie.answer': 'none', 'mollie.rows.0': 'toch iets' }, 'maar er staan regels'],
    [{ 'mollie.rows.0': 'toch iets' }, 'Kies ook een uitkomst.'],
    [{}, 'U koos nog geen uitkomst.'],
  ])('with %j keeps everything on the form and records nothing', async (fields, words) => {
    const typed = { ...fields, 'e-boekhouden.reason': '' };
    const page = await staff.submit(await staff.get(MANUAL), MANUAL, typed);
    expect(page.status).toBe(409);
    expect(page.words).toContain(words);
    for (const value of Object.values(fields))
      if (value.includes('iets')) expect(page.words).toContain(value);
    expect(await coverage('mollie')).toEqual({ status: 'pending_manual' });
  });

  const PNG = new File([Buffer.from('89504e470d0a1a0a', 'hex')], 'scherm Fatima.png');
  const ticked = { 'mollie.answer': 'none', 'mollie.done': 'mollie_customers' };

  test('says per screen where to look, and a ticked line without its evidence is refused kindly', async () => {
    const page = await staff.get(MANUAL);
    expect(page.words).toContain('Nieuwsbrief: zoek het e-mailadres in de lijst met ontvangers.');
    expect(page.words).toContain('Schermafdruk van de uitkomst');
    const refused = await staff.submit(page, MANUAL, ticked);
    expect(refused.status).toBe(409);
    expect(refused.words).toContain('U vinkte iets aan waar nog bewijs bij hoort.');
    expect(refused.html).toContain('name="mollie.done" value="mollie_customers" checked');
    const words = {
      'other_places.answer': 'none',
      'other_places.done': 'other_places',
      'other_places.note.other_places': ' ',
    };
    expect((await staff.submit(page, MANUAL, words)).status).toBe(409);
    const program = new File([Buffer.from([0x4d, 0x5a, 0, 0])], 'x.png');
    const odd = await staff.upload(page, MANUAL, program, ticked, 'mollie.file.mollie_customers');
    expect([odd.status, odd.words.includes('Dit bestand kan geen bewijs zijn.')]).toEqual([409, true]);
    expect(await coverage('mollie')).toEqual({ status: 'pending_manual' });
  });

  test('with its evidence it is recorded: staff find the file again, the log of the case says what was looked at', async () => {
    const page = await staff.get(MANUAL);
    const done = await staff.upload(page, MANUAL, PNG, ticked, 'mollie.file.mollie_customers');
    expect(done.location).toBe(`${MANUAL}?gedaan=deels`);
    const shown = await staff.get(MANUAL);
    const [link = ''] = /\/balie\/taken\/[\w-]+\/bewijs\/[\w-]+/.exec(shown.html) ?? [];
    const file = await staff.get(link);
    expect([file.status, file.html.includes('PNG')]).toEqual([200, true]);
    expect(shown.html).not.toContain('scherm Fatima');
    expect((await staff.get(card)).words).toContain(
      'Mollie, gedaan: Klanten: zoek op e-mailadres en naam, met machtigingen en abonnementen.',
    );
    const { sources } = await cardOf(use(), number);
    const mollie = sources.find(({ source }) => source === 'mollie');
    expect(mollie?.records).toEqual([]);
    if (mollie?.reopenable !== true) throw new Error('what was typed can be corrected');
    await use().core.sources.reopenManual((await cardOf(use(), number)).id, 'mollie', use().owner);
  });

  test('of some systems leaves the others open', async () => {
    const partly = await staff.submit(await staff.get(MANUAL), MANUAL, none('mollie'));
    expect(partly.location).toBe(`${MANUAL}?gedaan=deels`);
    const page = await staff.get(partly.location);
    expect(page.words).toContain('De systemen hieronder staan nog open.');
    expect(page.html).toContain('name="e-boekhouden.answer"');
    expect(page.html).not.toContain('name="mollie.answer"');
  });

  test('a system that waits for an export stands apart and may be searched by hand as well', async () => {
    const page = await staff.get(MANUAL);
    expect(page.words).toContain('Nog 1 systeem dat niet vanzelf lukte');
    const fields = { 'jouwweb.answer': 'not_possible', 'jouwweb.reason': 'Geen toegang' };
    await staff.submit(page, MANUAL, fields);
    expect(await coverage('jouwweb')).toEqual({ status: 'not_possible', reason: 'Geen toegang' });
  });

  test('everywhere is recorded in one submit, rows by category; sent again it does no harm', async () => {
    const form = await staff.get(MANUAL);
    const fields = {
      ...none(...BY_HAND),
      'e-boekhouden.answer': 'found',
      'e-boekhouden.category.0': 'invoice',
      'e-boekhouden.rows.0': 'Factuur 2026-17\r\n\r\n  Factuur 2026-18 ',
      'e-boekhouden.category.1': 'note',
      'e-boekhouden.rows.1': '',
    };
    const done = await staff.submit(form, MANUAL, fields);
    expect(done.location).toBe(`${card}?gedaan=gezocht`);
    const rows = [
      ['invoice', 'Factuur 2026-17'],
      ['invoice', 'Factuur 2026-18'],
    ];
    expect(await rowsOf('e-boekhouden')).toEqual(rows);
    const again = await staff.submit(form, MANUAL, { ...fields, 'e-boekhouden.rows.0': 'iets anders' });
    expect(again.words).toContain('Afgerond op');
    expect(await rowsOf('e-boekhouden')).toEqual(rows);
  });
});

describe('what was typed wrong', () => {
  beforeAll(async () => {
    await newRequest();
    const row = (category: string, text: string) => ({ category, text });
    await searchByHand(use(), number, use().owner, {
      'e-boekhouden': {
        answer: 'found',
        rows: [row('invoice', 'Factuur 2026-17'), row('note', `Belde op 3 mei, ${asker.email}`)],
      },
    });
  });

  test('is filled in again, beginning with the rows so far', async () => {
    const page = await staff.get(card);
    const source = 'e-boekhouden';
    const reopened = await staff.submit(page, `${card}/opnieuw`, { source });
    expect(reopened.location).toMatch(/^\/balie\/taken\/[\w-]+\?gedaan=opnieuw$/);
    const form = await staff.get(reopened.location);
    expect(form.html).toMatch(new RegExp(`name="${source}.answer" value="found" checked`));
    expect(form.html).toMatch(/<option value="invoice" selected>/);
    expect(form.html).toContain('Factuur 2026-17</textarea>');
    expect(form.html).toContain(`Belde op 3 mei, ${asker.email}</textarea>`);
    expect((await cardOf(use(), number)).approval).toMatchObject({ blockedBy: 'sources_open' });
  });
});

test('a row is left out of the copy with a reason from the closed list, and put back', async () => {
  await newRequest();
  await dropOrders(use(), use().owner, [{ ...asker, orderNumber: '2026-101', orderDate: '2026-03-14' }]);
  const ref = (await cardOf(use(), number)).sources.find(({ source }) => source === 'jouwweb')?.records[0]
    ?.ref;
  const page = await staff.get(card);
  const row = { source: 'jouwweb', ref: ref ?? '' };
  const done = await staff.submit(page, `${card}/weglaten`, { ...row, reason: 'other_person' });
  expect(done.location).toBe(`${card}?gedaan=kopie`);
  expect((await staff.get(done.location)).words).toContain('Niet in de kopie: Gaat over iemand anders.');
  await staff.submit(page, `${card}/weglaten`, { ...row, reason: 'omdat het kan' });
  expect((await staff.get(card)).words).not.toContain('Niet in de kopie');
  const elsewhere = { ...row, source: 'postnl', reason: 'uavg_41' };
  const unknown = await staff.submit(page, `${card}/weglaten`, elsewhere);
  expect(unknown.words).toContain('Dit gegeven is er niet');
});

test('staff say whose found records and values are, several at once, and what is not chosen is told', async () => {
  await newRequest();
  const { settings } = use();
  const { id } = await cardOf(use(), number);
  const record = { category: 'payment', matchedBy: ['name'], thirdParty: false, hold: null } as const;
  const rest = { fields: [], provenance: { place: 'mollie', fetchedAt: '2026-11-02T10:00:00Z' } };
  const records = ['a', 'b'].map((ref) => ({ ...record, ...rest, ref, confidence: 'possible' as const }));
  const coverage = { status: 'complete', scanned: 9, found: 2, provesAbsence: true } as const;
  const met = [{ kind: 'name' as const, value: 'F. el Amrani' }];
  const walk = { round: 1, adding: false, searchedTo: 0, met, files: [] };
  await settings.store.transaction((tx) =>
    recordSearches(tx, settings, asId(id), [{ source: 'mollie', coverage, records, walk }], 'system'),
  );
  const page = await staff.get(card);
  expect(page.words).toContain('Van wie is dit? 2 gegevens bij Mollie');
  const nothing = await staff.submit(page, `${card}/van-wie`, { source: 'mollie', answer: 'ja' });
  expect(nothing.words).toContain('Vink eerst aan');
  const one = await staff.submit(page, `${card}/van-wie`, { source: 'mollie', ref: 'a', answer: 'nee' });
  expect(one.location).toBe(`${card}?gedaan=vanwie`);
  const detail = await cardOf(use(), number);
  expect(detail.sources.find(({ source }) => source === 'mollie')?.undecided).toBe(1);
  const [key] = detail.openKeys;
  const also = `${card}/ook-zoeken`;
  expect((await staff.submit(page, also, {})).words).toContain('Vink eerst aan');
  const yes = await staff.submit(page, also, { [`sleutel.${key?.id}`]: 'ja' });
  expect(yes.location).toBe(`${card}?gedaan=zoektook`);
  const again = await staff.submit(page, also, { [`sleutel.${key?.id}`]: 'nee' });
  expect(again.words).toContain('Deze vraag is al beantwoord');
  expect(
    (await use().core.sources.manualSearch(MANUAL.split('/').at(-1) ?? '', use().owner))?.keys,
  ).toContainEqual(expect.objectContaining({ kind: 'name', value: 'F. el Amrani' }));
});

test('a found mail is read as text before it leaves: nothing in it runs, it is only saved, and the look is logged', async () => {
  await newRequest();
  const { settings, core, owner } = use();
  const { id } = await cardOf(use(), number);
  const mail = 'From: Fatima\r\n\r\n<script>alert(1)</script><img src="https://tracker.example/x.png">';
  const file = { recordRef: 'mijndomein:1', name: 'een.eml', mediaType: 'message/rfc822' };
  const found = {
    ...({ ref: 'mijndomein:1', category: 'message', thirdParty: true, hold: null } as const),
    matchedBy: ['email'],
    fields: [
      { name: 'text', value: '<b>Mijn moeder Ria</b> is ziek' },
      { name: 'phone', value: '0611111111' },
      { name: 'phone', value: '0622222222' },
    ],
    provenance: { place: 'inbox', fetchedAt: '2026-11-02T10:00:00Z' },
  } as const;
  const coverage = { status: 'complete', scanned: 1, found: 1, provesAbsence: true } as const;
  const files = await takeFiles(settings, asId(id), 'mijndomein');
  await files.take({ ...file, bytes: new TextEncoder().encode(mail) });
  const walk = { round: 1, adding: false, searchedTo: 0, met: [], files: files.taken().ids };
  await settings.store.transaction((tx) =>
    recordSearches(
      tx,
      settings,
      asId(id),
      [{ source: 'mijndomein', coverage, records: [found], walk }],
      'system',
    ),
  );
  const address = `${card}/gegeven?bron=mijndomein&ref=mijndomein%3A1`;
  expect((await staff.get(card)).html).toContain(address.replace('&', '&amp;'));
  const page = await staff.get(address);
  expect(page.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page.html).not.toMatch(/<script>alert|<b>Mijn|<img/);
  const download = await staff.get(/href="([^"]*\/bestand\/[^"]*)"/.exec(page.html)?.[1] ?? '');
  expect(download.html).toBe(mail);
  expect(Object.fromEntries(download.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="een.eml"',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'cache-control': 'no-store',
  });
  const part = { source: 'mijndomein', ref: 'mijndomein:1', reason: 'rights_of_others', action: 'part' };
  const form = `${card}/gegeven`;
  expect((await staff.submit(page, form, part)).words).toContain('U haalde niets weg');
  const without = { ...part, 'veld.0': '[weggelaten]', 'veld.1': '', 'veld.2': '0622222222' };
  expect((await staff.submit(page, form, without)).status).toBe(303);
  const typed = [...(await staff.get(address)).html.matchAll(/<textarea[^>]*>([^<]*)</g)];
  expect(typed.map(([, value]) => value?.trim())).toEqual(['[weggelaten]', '', '0622222222']);
  expect((await staff.get(card)).words).toContain('Een deel staat niet in de kopie');
  expect((await staff.submit(page, form, { ...part, action: 'back' })).status).toBe(303);
  expect((await staff.get(card)).words).not.toContain('Een deel staat niet in de kopie');
  expect((await staff.get(`${card}/gegeven?bron=mijndomein&ref=x`)).status).toBe(404);
  const looks = (await core.desk.card(id))?.history.filter(({ params }) => params.what === 'record');
  expect(looks).toMatchObject([{ type: 'looked_at', by: owner.name }]);
});

describe('other tasks', () => {
  const taskOf = async (wanted: string) =>
    (await use().core.desk.tasks('open')).find(({ kind }) => kind === wanted);

  test('a customer who wants a person: the page leads to the conversation and closes by name', async () => {
    const customer = coreCustomer(use());
    await customer.says('ik wil een mens spreken');
    const task = await taskOf('human_wanted');
    const path = `/balie/taken/${task?.id}`;
    const page = await staff.get(path);
    expect(page.html).toContain(`/balie/gesprek/${task?.conversationId}`);
    expect(page.words).toContain('De klant vroeg erom');
    expect((await staff.submit(page, `${path}/klaar`)).location).toBe('/balie?gedaan=taak');
    const again = await staff.submit(page, `${path}/klaar`);
    expect(again.status).toBe(409);
    expect(again.words).toContain('al afgerond');
  });

  test('a mail in the mailbox of the shop is told by time and mask, and taken over with one button', async () => {
    const { core, clock } = use();
    const mail = { name: 'm', number: '1:1', sender: 'jan@example.com', why: 'doubt' } as const;
    await core.mailboxes.leave('box', { ...mail, arrivedAt: clock.now() });
    const path = `/balie/taken/${(await taskOf('mailbox_mail'))?.id}`;
    const page = await staff.get(path);
    expect(page.words).toContain('Afzender j…@example.com');
    expect(page.html).not.toMatch(/jan@example|>box |1:1/);
    expect((await staff.submit(page, `${path}/overnemen`)).location).toBe(path);
    const [confirmed, ...others] = await core.mailboxes.confirmed('box');
    expect([confirmed?.number, others]).toEqual(['1:1', []]);
    expect(await core.mailboxes.confirmed('another')).toEqual([]);
    expect((await staff.get(path)).html).not.toContain('/overnemen');

    await core.mailboxes.copied(confirmed?.taskId ?? '', 'gone');
    expect((await staff.get(path)).words).toContain('De mail staat niet meer in de mailbox');
    expect(await core.mailboxes.confirmed('box')).toEqual([]);
  });

  test('a fresh export leads to the page of exports and cannot be ticked off by hand', async () => {
    await newRequest();
    const page = await staff.get(`/balie/taken/${(await taskOf('fresh_export'))?.id}`);
    expect(page.html).toContain('/balie/bronnen/jouwweb');
    expect(page.html).not.toContain('/klaar');
  });
});
