import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SourceView } from '../../src/core/application/core-api.ts';
import { OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

const MANUAL = `/balie/taken/${IDS.manual}`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

describe('searching by hand', () => {
  test('is one page for all systems: keys to copy, where to look, one form', async () => {
    const page = await desk.visitor(OWNER).get(MANUAL);
    expect(page.words).toContain('E-mailadres fatima@example.nl');
    expect(page.words).toContain('Naam Fatima el Amrani');
    expect(page.words).toContain('e-Boekhouden Zoek in: Relaties > Zoeken');
    expect(page.words).toContain('Mollie Zoek in:');
    expect(page.html.match(/action="\/balie\/taken/g)).toHaveLength(1);
  });

  test('everywhere is recorded in one submit, rows by category', async () => {
    const staff = desk.visitor(OWNER);
    const done = await staff.submit(await staff.get(MANUAL), MANUAL, {
      'e-boekhouden.answer': 'found',
      'e-boekhouden.category.0': 'invoice',
      'e-boekhouden.rows.0': 'Factuur 2026-17\r\n\r\n  Factuur 2026-18 ',
      'e-boekhouden.category.1': 'note',
      'e-boekhouden.rows.1': '',
      'mollie.answer': 'none',
    });
    expect(done.location).toBe(`/balie/verzoek/${IDS.searching}?gedaan=gezocht`);
    const rows = ['Factuur 2026-17', 'Factuur 2026-18'].map((text) => ({ category: 'invoice', text }));
    expect(desk.memory.recorded).toEqual([
      { source: 'e-boekhouden', answer: 'found', rows, reason: '' },
      { source: 'mollie', answer: 'none', rows: [], reason: '' },
    ]);
  });

  test('of some systems leaves the others open', async () => {
    const staff = desk.visitor(OWNER);
    const partly = await staff.submit(await staff.get(MANUAL), MANUAL, { 'mollie.answer': 'none' });
    expect(partly.location).toBe(`${MANUAL}?gedaan=deels`);
    const page = await staff.get(partly.location);
    expect(page.words).toContain('De systemen hieronder staan nog open.');
    expect(page.html).toContain('name="e-boekhouden.answer"');
    expect(page.html).not.toContain('name="mollie.answer"');
  });

  test.each([
    [{ 'mollie.answer': 'found' }, 'Plak hier wat u vond.'],
    [{ 'mollie.answer': 'not_possible', 'mollie.reason': ' ' }, 'Schrijf waarom.'],
    [{ 'mollie.answer': 'none', 'mollie.rows.0': 'toch iets' }, 'maar er staan regels'],
    [{ 'mollie.rows.0': 'toch iets' }, 'Kies ook een uitkomst.'],
    [{}, 'U koos nog geen uitkomst.'],
  ])('with %j keeps everything on the form and records nothing', async (fields, words) => {
    const staff = desk.visitor(OWNER);
    const typed = { ...fields, 'e-boekhouden.reason': '' };
    const page = await staff.submit(await staff.get(MANUAL), MANUAL, typed);
    expect(page.status).toBe(409);
    expect(page.words).toContain(words);
    for (const value of Object.values(fields))
      if (value.includes('iets')) expect(page.words).toContain(value);
    expect(desk.memory.recorded).toEqual([]);
  });

  test('sent again after it was done does no harm', async () => {
    const staff = desk.visitor(OWNER);
    const form = await staff.get(MANUAL);
    const fields = { 'e-boekhouden.answer': 'none', 'mollie.answer': 'none' };
    await staff.submit(form, MANUAL, fields);
    const again = await staff.submit(form, MANUAL, fields);
    expect(again.words).toContain('Afgerond op');
    expect(desk.memory.recorded).toHaveLength(2);
  });
});

test('a system that waits for an export stands apart and may be searched by hand as well', async () => {
  const staff = desk.visitor(OWNER);
  const page = await staff.get(MANUAL);
  expect(page.words).toContain('Nog 1 systeem dat niet vanzelf lukte');
  await staff.submit(page, MANUAL, { 'jouwweb.answer': 'not_possible', 'jouwweb.reason': 'Geen toegang' });
  expect(desk.memory.recorded).toEqual([
    { source: 'jouwweb', answer: 'not_possible', rows: [], reason: 'Geen toegang' },
  ]);
});

test('further places are the ones that the owner listed', async () => {
  const places: readonly SourceView[] = [
    {
      source: 'other_places',
      name: 'other_places',
      coverage: { status: 'pending_manual' },
      counts: [],
      records: [],
      reopenable: false,
      changeable: false,
    },
  ];
  const one = desk.memory.cases.get(IDS.searching);
  if (one !== undefined) one.detail = { ...one.detail, sources: places };
  const by = { via: 'desk', staffId: OWNER.id, name: OWNER.name } as const;
  await desk.memory.core.desk.saveProfile(
    { ...desk.memory.profile(), otherPlaces: ['Telefoon', 'Kassa'] },
    by,
  );
  const page = await desk.visitor(OWNER).get(MANUAL);
  expect(page.words).toContain('Andere plekken van de winkel Zoek in: Telefoon, Kassa');
});

test('what was typed wrong is filled in again, beginning with the rows so far', async () => {
  const one = desk.memory.cases.get(IDS.searching);
  if (one === undefined) throw new Error('no such request');
  const [row, other] = one.detail.sources;
  if (row === undefined || other === undefined) throw new Error('no sources');
  const record = (index: number, category: 'invoice' | 'note', value: string) => ({
    ref: `${row.source}:manual:${index}`,
    category,
    fields: [{ name: 'text', value }],
    matchedBy: ['email'] as const,
    thirdParty: false,
    hold: null,
    provenance: { place: 'manual', fetchedAt: '2026-11-22T10:00:00Z' },
  });
  const records = [record(1, 'invoice', 'Factuur 2026-17'), record(2, 'note', 'Belde op 3 mei')];
  const coverage = { status: 'complete', scanned: 2, found: 2, provesAbsence: false } as const;
  one.detail = { ...one.detail, sources: [{ ...row, coverage, records, reopenable: true }, other] };
  const card = `/balie/verzoek/${IDS.searching}`;
  const staff = desk.visitor(OWNER);
  const page = await staff.get(card);
  expect(page.html.match(/Opnieuw invullen/g)).toHaveLength(1);
  const reopened = await staff.submit(page, `${card}/opnieuw`, { source: row.source });
  expect(reopened.location).toBe(`${MANUAL}?gedaan=opnieuw`);
  const form = await staff.get(reopened.location);
  expect(form.html).toMatch(new RegExp(`name="${row.source}.answer" value="found" checked`));
  expect(form.html).toMatch(/<option value="invoice" selected>/);
  expect(form.html).toContain('Factuur 2026-17</textarea>');
  expect(form.html).toContain('Belde op 3 mei</textarea>');
});

test('a row is left out of the copy with a reason from the closed list, and put back', async () => {
  const one = desk.memory.cases.get(IDS.ready);
  const orders = one?.detail.sources.find(({ source }) => source === 'jouwweb');
  if (one === undefined || orders === undefined) throw new Error('no orders');
  const changed = { ...orders, changeable: true };
  one.detail = {
    ...one.detail,
    sources: one.detail.sources.map((view) => (view === orders ? changed : view)),
  };
  const card = `/balie/verzoek/${IDS.ready}`;
  const staff = desk.visitor(OWNER);
  const page = await staff.get(card);
  expect(page.html.match(/Een regel weglaten uit de kopie/g)).toHaveLength(1);
  const row = { source: 'jouwweb', ref: 'order-0' };
  const done = await staff.submit(page, `${card}/weglaten`, { ...row, reason: 'other_person' });
  expect(done.location).toBe(`${card}?gedaan=kopie`);
  expect((await staff.get(done.location)).words).toContain('Niet in de kopie: Gaat over iemand anders.');
  await staff.submit(page, `${card}/weglaten`, { ...row, reason: '' });
  expect((await staff.get(card)).words).not.toContain('Niet in de kopie');
  const unknown = await staff.submit(page, `${card}/weglaten`, {
    ...row,
    source: 'postnl',
    reason: 'uavg_41',
  });
  expect(unknown.words).toContain('Dit gegeven is er niet');
});

describe('other tasks', () => {
  test('a customer who wants a person: the page leads to the conversation and closes by name', async () => {
    const staff = desk.visitor(OWNER);
    const path = `/balie/taken/${IDS.human}`;
    const page = await staff.get(path);
    expect(page.html).toContain(`/balie/gesprek/${IDS.strangers}`);
    expect(page.words).toContain('De klant vroeg erom');
    expect((await staff.submit(page, `${path}/klaar`)).location).toBe('/balie?gedaan=taak');
    const again = await staff.submit(page, `${path}/klaar`);
    expect(again.status).toBe(409);
    expect(again.words).toContain('al afgerond');
  });

  test('a fresh export leads to the page of exports and cannot be ticked off by hand', async () => {
    const page = await desk.visitor(OWNER).get(`/balie/taken/${IDS.fresh}`);
    expect(page.html).toContain('/balie/bronnen/jouwweb');
    expect(page.html).not.toContain('/klaar');
  });
});
