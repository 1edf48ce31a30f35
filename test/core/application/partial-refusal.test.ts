import { beforeAll, describe, expect, test } from 'vitest';
import type { TypedAddressee } from '../../../src/core/application/core-api.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { approveLetter, doesAllSteps } from '../../support/decided-letter.ts';
import { type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { readyRequest } from '../../support/desk-work.ts';
import { day } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { erasurePlan, rectified } from '../fulfilment/outcome/sample-outcomes.ts';

/** A Monday, ten o'clock in Amsterdam. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const REMEDIES = ['Autoriteit Persoonsgegevens', 'rechtbank', 'binnen zes weken'];
let owner: DeskActor;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

async function ready(name: string, words: string) {
  const { detail } = await readyRequest(use(), owner, {
    name,
    email: `${name.toLowerCase().replaceAll(' ', '.')}@example.nl`,
    words,
    orders: [{ orderNumber: `${name.length}01`, orderDate: '2026-09-01', item: 'Theepot' }],
    byHand: {
      mijndomein: { answer: 'found', rows: [{ category: 'message', text: `Een klacht van ${name}` }] },
    },
  });
  return detail;
}

async function letterOf(id: string) {
  const preview = await use().core.decisions.preview(id, owner);
  if (!preview.ok) throw new Error(preview.refusal.code);
  return { text: letterText(preview.value.letter), ...preview.value };
}

const group = (reason: 'rights_of_others' | 'not_portable' | null, facts: string) =>
  ({ source: 'mijndomein', category: 'message', reason, facts }) as const;

describe('one kind of data is given and another refused, each with ground and facts', () => {
  const FACTS = 'In deze berichten staat wat een buurman over zichzelf vertelde.';

  test('access (AVG 15(4)): the refused kind leaves the copy, the rest is in it', async () => {
    const { id } = await ready('Anna Bos', 'Welke gegevens hebben jullie van mij?');
    const { sources } = use().core;
    const refuse = (facts: string, reason: Parameters<typeof group>[0] = 'rights_of_others') =>
      sources.refuseGroup(id, group(reason, facts), owner);
    expect(await refuse(' ')).toMatchObject({ refusal: { code: 'refusal_ground.facts_missing' } });
    expect(await refuse(FACTS, 'not_portable')).toMatchObject({
      refusal: { code: 'source.reason_not_for_right' },
    });
    const none = { ...group('rights_of_others', FACTS), category: 'payment' };
    expect(await sources.refuseGroup(id, none, owner)).toMatchObject({
      refusal: { code: 'source.record_unknown' },
    });
    expect(await refuse(FACTS)).toEqual({ ok: true, value: null });
    const { text, counts } = await letterOf(id);
    for (const said of [FACTS, 'de rechten van een ander schaden', 'AVG artikel 15 lid 4', ...REMEDIES])
      expect(text).toContain(said);
    expect(counts?.map(({ category }) => category)).toContain('order');
    expect(counts?.map(({ category }) => category)).not.toContain('message');

    expect(await refuse('', null)).toEqual({ ok: true, value: null });
    const back = await letterOf(id);
    expect(back.text).not.toContain(FACTS);
    expect(back.counts?.map(({ category }) => category)).toContain('message');
  });

  test('portability (AVG 20(4), F27): only what would harm another stays out, with the reason; all the rest was promised', async () => {
    const { id } = await ready('Bram Vos', 'Ik wil mijn gegevens meenemen naar een andere winkel');
    const given = {
      leftOut: [],
      to: 'customer',
      receiver: '',
      confirmedOn: null,
      sending: null,
      receiverEmail: '',
    } as const;
    await decideOutcome(use().core, id, { right: 'portability', result: 'given', ...given }, owner);
    const said = 'In deze berichten staat ook wat een buurman vertelde.';
    const refuse = (reason: 'not_portable' | 'rights_of_others') =>
      use().core.sources.refuseGroup(id, group(reason, said), owner);
    expect(await refuse('not_portable')).toMatchObject({
      refusal: { code: 'source.reason_not_for_right' },
    });
    expect(await refuse('rights_of_others')).toEqual({ ok: true, value: null });
    const { text, counts } = await letterOf(id);
    for (const words of [said, 'AVG artikel 20 lid 4', ...REMEDIES]) expect(text).toContain(words);
    expect(counts?.map(({ category }) => category)).not.toContain('message');
  });

  test('erasure (AVG 17(3)): what stays has its ground, its end and, other than for tax, its facts', async () => {
    const { id } = await ready('Carla Mus', 'Verwijder al mijn gegevens');
    await decideOutcome(use().core, id, erasurePlan(), owner);
    const { text } = await letterOf(id);
    for (const said of [
      'U stuurde op 2 november iets terug.',
      'AWR artikel 52',
      'lid 3 onder e',
      ...REMEDIES,
    ])
      expect(text).toContain(said);
    const form = await use().core.outcomes.form(id, 'planned', owner);
    if (!form.ok) throw new Error(form.refusal.code);
    const { version, typed } = form.value;
    const claim = Object.keys(typed)
      .find((path) => typed[path]?.[0] === 'claim')
      ?.replace('ground', 'facts');
    const fields = { ...typed, [claim ?? '']: [] };
    const saved = await use().core.outcomes.save(
      id,
      version,
      { result: 'planned', fields, sendTo: '', child: false },
      owner,
    );
    expect(saved).toMatchObject({ value: { problems: [{ field: claim, code: 'outcome.missing' }] } });
  });

  test('rectification (AVG 16): what is disputed and not changed has its reason', async () => {
    const { id } = await ready('Dirk Ham', 'Mijn adres klopt niet, pas het aan');
    await decideOutcome(use().core, id, rectified(), owner);
    const { text } = await letterOf(id);
    for (const said of ['een deel niet', ...REMEDIES]) expect(text).toContain(said);
  });
});

describe('what another decides about (AVG 4(7), 12(4))', () => {
  const OTHER: TypedAddressee = {
    scope: 'all',
    what: '',
    name: 'Marktplein BV, privacy@marktplein.example',
    held: '',
    facts: 'U bestelde bij een verkoper op dat plein, niet bij ons.',
    forwardedOn: '',
  };
  const name = async (id: string, change: Partial<TypedAddressee>) =>
    use().core.decisions.nameResponsible(id, await versionOf(use().core, id), { ...OTHER, ...change }, owner);

  test('a request that is wholly of another is answered and closed, also when nobody proved anything', async () => {
    const customer = coreCustomer(use());
    await customer.says('Verwijder al mijn gegevens bij Marktplein');
    const number = await customer.number();
    const { id } = await cardOf(use(), number);
    expect(await name(id, { name: ' ' })).toMatchObject({ refusal: { code: 'addressee.name_missing' } });
    expect(await name(id, { held: 'Een bestelling.' })).toMatchObject({
      refusal: { code: 'addressee.held_unproven' },
    });
    expect(await name(id, { facts: '' })).toMatchObject({
      refusal: { code: 'refusal_ground.facts_missing' },
    });
    expect(await name(id, {})).toEqual({ ok: true, value: null });
    const { text } = await letterOf(id);
    for (const said of [
      OTHER.name,
      OTHER.facts,
      'Vraag het daar opnieuw',
      'vraag ons dan om inzage',
      ...REMEDIES,
    ])
      expect(text).toContain(said);
    await approveLetter(use(), id, owner);
    expect(await cardOf(use(), number)).toMatchObject({ status: 'refused' });
    expect(JSON.stringify(await customer.told('letter'))).toContain(OTHER.name);
  });

  test('who is proven hears what the shop itself holds, and that a processor passed it on (AVG 28(3)(e))', async () => {
    const { id } = await ready('Eva Kip', 'Welke gegevens hebben jullie van mij?');
    expect(await name(id, {})).toMatchObject({ refusal: { code: 'addressee.held_missing' } });
    const held = 'Alleen deze vraag van u.';
    expect(await name(id, { held, forwardedOn: '2026-12-24' })).toMatchObject({
      refusal: { code: 'addressee.day_invalid' },
    });
    expect(await name(id, { held, forwardedOn: '2026-11-02' })).toEqual({ ok: true, value: null });
    const { text, letterKind } = await letterOf(id);
    expect(letterKind).toBe('refusal');
    for (const said of [held, 'alleen in hun opdracht', '2 november 2026']) expect(text).toContain(said);
  });

  test('a part is pointed to its controller, the rest is answered, and it can be taken back', async () => {
    const { id } = await ready('Fien Pol', 'Welke gegevens hebben jullie van mij?');
    expect(await name(id, { scope: 'part' })).toMatchObject({ refusal: { code: 'addressee.part_missing' } });
    const part = { scope: 'part', what: 'Uw betaalgegevens bij de betaaldienst.' } as const;
    expect(await name(id, part)).toEqual({ ok: true, value: null });
    const { text, letterKind } = await letterOf(id);
    expect(letterKind).toBe('access_answer');
    for (const said of [part.what, OTHER.name, ...REMEDIES]) expect(text).toContain(said);
    expect(await name(id, { scope: 'none' })).toEqual({ ok: true, value: null });
    expect((await letterOf(id)).text).not.toContain(part.what);
  });

  test('advertising of another is refused with the way to its sender; a complaint has no such refusal', async () => {
    const customer = coreCustomer(use());
    await customer.says('Ik maak bezwaar tegen reclame van Marktplein');
    const { id } = await cardOf(use(), await customer.number());
    expect(await name(id, {})).toEqual({ ok: true, value: null });
    const other = coreCustomer(use());
    await other.says('Ik heb een klacht over hoe jullie met mijn gegevens omgaan');
    const complaint = await cardOf(use(), await other.number());
    expect(await name(complaint.id, {})).toMatchObject({
      refusal: { code: 'refusal_ground.not_for_right' },
    });
  });
});

test('who relies on a withdrawn consent is told from the page of recipients, and the letter waits for it (C-129/21)', async () => {
  const customer = coreCustomer(use());
  await customer.says('Ik trek mijn toestemming voor de nieuwsbrief in.');
  const number = await customer.number();
  const { id } = await cardOf(use(), number);
  await decideOutcome(
    use().core,
    id,
    {
      ...{ right: 'withdraw_consent', result: 'stopped', consents: ['newsletter'], otherConsent: '' },
      ...{ stoppedOn: day('2026-11-02'), rest: 'nothing_left', restWhy: '' },
      recipients: [{ name: 'mollie', told: 'tell', on: null, why: '' }],
    },
    owner,
  );
  await approveLetter(use(), id, owner);
  expect((await cardOf(use(), number)).approval.phase).toBe('carrying_out');
  await doesAllSteps(use(), number, owner);
  expect((await cardOf(use(), number)).status).toBe('answered');
  expect(JSON.stringify(await customer.told('letter'))).toContain('Mollie');
});
