import { describe, expect, it } from 'vitest';
import type { LetterBlock, RenderedLetter } from '../../../src/core/fulfilment/letter.ts';
import { CATEGORIES } from '../../../src/core/fulfilment/processor.ts';
import { ACCESS_QUESTIONS, type AccessQuestion } from '../../../src/core/kernel/access-questions.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { LANGUAGES } from './read-text.ts';
import { type AccessModel, anAccessAnswer, aRecord, nothingFound } from './sample-letters.ts';

function block(letter: RenderedLetter, id: string): LetterBlock {
  const found = letter.blocks.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no block: ${id}`);
  return found;
}

function words(model: AccessModel, id?: string): string {
  const letter = renderLetter(model);
  return letterText(id === undefined ? letter : { ...letter, blocks: [block(letter, id)] });
}

/** AVG 15(1)(a)-(h), 15(3) and 12(4): the block in which each element stands (docs/letters.md). */
const ELEMENTS: readonly (readonly [string, string])[] = [
  ['whether data are processed', 'answer'],
  ['(a) purposes with their ground', 'purpose.table'],
  ['(b) categories, per source with counts', 'found.table'],
  ['(c) recipients by name', 'recipients.table'],
  ['15(2) transfers', 'transfers.text'],
  ['(d) terms', 'kept.table'],
  ['(e) further rights', 'rights.list'],
  ['(f) complaint', 'remedies.authority'],
  ['(g) source', 'source.text'],
  ['(h) automated decisions', 'automated.text'],
  ['15(3) the copy', 'copy.text'],
  ['how each source was searched', 'searched.table'],
  ['court', 'remedies.court'],
];

/** In which block each question that somebody may ask by itself is answered. */
const ANSWERS: Readonly<Record<AccessQuestion, string>> = {
  processed: 'answer',
  purposes: 'purpose.table',
  categories: 'found.table',
  recipients: 'recipients.table',
  terms: 'kept.table',
  further_rights: 'rights.list',
  authority: 'remedies.authority',
  source: 'source.text',
  automated: 'automated.text',
  transfers: 'transfers.text',
  copy: 'copy.text',
};

it.each(ACCESS_QUESTIONS)('the access letter answers the question after %s', (question) => {
  expect(words(anAccessAnswer(), ANSWERS[question])).not.toBe('');
});

describe.each(LANGUAGES)('questions asked one by one, in %s', (language) => {
  const asked = renderLetter(anAccessAnswer({ language, questions: ACCESS_QUESTIONS }));
  const titles = asked.blocks.flatMap((one) => (one.kind === 'heading' ? [one.text] : []));
  const listed = block(asked, 'asked.list');
  const items = listed.kind === 'list' ? listed.items : [];

  it('are each named with a title that stands in this letter, or with its beginning', () => {
    expect(items).toHaveLength(ACCESS_QUESTIONS.length);
    for (const item of items.slice(1))
      expect(
        titles.some((title) => item.includes(`‘${title}’`)),
        item,
      ).toBe(true);
    expect(items[0]).toMatch(/begin/);
  });

  it('stand right behind the beginning, and nowhere when nothing was asked apart', () => {
    const ids = asked.blocks.map(({ id }) => id);
    expect(ids.indexOf('asked')).toBe(ids.indexOf('answer') + 1);
    expect(renderLetter(anAccessAnswer({ language })).blocks.map(({ id }) => id)).not.toContain('asked');
  });
});

describe.each(LANGUAGES)('the access letter in %s', (language) => {
  it.each(ELEMENTS)('holds %s', (_element, id) => {
    expect(block(renderLetter(anAccessAnswer({ language })), id).locked).toBe(true);
  });

  it('fills every placeholder, for every category there is', () => {
    const counts = CATEGORIES.map((category) => ({ source: 'jouwweb', category, count: 1 }));
    expect(words(anAccessAnswer({ language, counts }))).not.toMatch(/\{\{|undefined|letter:|terms:|NaN/);
  });

  it('never says "all" while the owner has not confirmed the other places (R31)', () => {
    expect(words(anAccessAnswer({ language }))).not.toMatch(
      /\b(alles|alle|overal|al uw)\b|\b(all|everything) (your|the|data|places)\b/i,
    );
  });
});

describe('the access letter', () => {
  it('names purpose, ground and term for the categories of this person only', () => {
    const purposes = words(anAccessAnswer(), 'purpose.table');
    expect(purposes).toContain('Bestellingen');
    expect(purposes).toContain('AVG artikel 6 lid 1 onder b');
    expect(purposes).toContain('onder c');
    expect(purposes).not.toContain('Nieuwsbrief');
  });

  it('gives the shorter term, and the last day of a legal hold for this person', () => {
    const kept = words(anAccessAnswer(), 'kept.table');
    expect(kept).toContain('Hooguit twee jaar na uw laatste contact of bestelling');
    expect(kept).toContain('tot en met 31 december 2033');
  });

  it('names invoices with their own term (AWR 52)', () => {
    const results = [
      {
        source: 'e-boekhouden',
        coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: false } as const,
        records: [aRecord('e:1', 'invoice', ['invoiceNumber'], null)],
      },
    ];
    const counts = [{ source: 'e-boekhouden', category: 'invoice' as const, count: 1 }];
    expect(words(anAccessAnswer({ results, counts }), 'kept.table')).toContain(
      'zevende jaar na het boekjaar',
    );
  });

  it('counts per source and names the fields, never their values', () => {
    const letter = anAccessAnswer();
    expect(block(renderLetter(letter), 'found.table')).toMatchObject({
      rows: [
        ['De privacybalie zelf', 'Verzoeken aan de privacybalie (Nummer, Ontvangen op)', '1'],
        ['De privacybalie zelf', 'Gesprekken met de privacybalie (Tijdstip, Tekst)', '1'],
        ['JouwWeb (bestellingen)', 'Bestellingen (Bestelnummer, Besteldatum, Bedrag)', '1'],
      ],
    });
    expect(words(letter)).not.toContain('value of');
  });

  it('says per source what was searched, over which period, and what was not', () => {
    expect(block(renderLetter(anAccessAnswer()), 'searched.table')).toMatchObject({
      rows: [
        ['De privacybalie zelf', 'Doorzocht.', '2'],
        ['JouwWeb (bestellingen)', 'Doorzocht, over 5 januari 2019 tot en met 20 november 2026.', '1'],
        ['MijnDomein', 'Deels doorzocht. Niet doorzocht: Archief.', '0'],
        ['PostNL', 'Kon niet worden doorzocht: Zoeken op naam kan niet.', ''],
      ],
    });
  });

  it('says "nothing found" only when every search proves it', () => {
    expect(words(nothingFound(true), 'answer')).toContain('niets over u gevonden');
    expect(words(nothingFound(false), 'answer')).not.toContain('niets over u gevonden');
    expect(words(nothingFound(false), 'answer')).toContain('Dat bewijst nog niet');
    expect(words(nothingFound(false))).not.toMatch(/niets (over u )?gevonden/i);
    expect(words(anAccessAnswer({ results: [], counts: [] }), 'answer')).not.toContain(
      'niets over u gevonden',
    );
  });

  it('says how much was left out of the copy, where and why, and never that there was nothing (AVG 15(4))', () => {
    const left = (reason: 'other_person' | 'rights_of_others') => ({
      ...nothingFound(true),
      withheld: [{ source: 'jouwweb', reason, count: 2 }],
    });
    expect(block(renderLetter(left('rights_of_others')), 'withheld.table')).toMatchObject({
      rows: [['JouwWeb (bestellingen)', '2', 'Met een kopie zouden we de rechten van een ander schaden.']],
    });
    expect(words(left('rights_of_others'), 'answer')).toContain('Ja, we verwerken gegevens van u');
    expect(words(left('other_person'), 'answer')).not.toContain('Ja, we verwerken');
    expect(words(left('other_person'), 'withheld.text')).toContain('AVG artikel 15 lid 4');
    expect(words(anAccessAnswer())).not.toContain('Wat niet in de kopie staat');
  });

  it('does not call earlier requests at this desk nothing', () => {
    for (const proven of [true, false])
      expect(words(nothingFound(proven), 'answer')).toContain('behalve uw verzoeken aan deze privacybalie');
  });

  it('says that these are all places only when the owner confirmed it and each was searched to the end', () => {
    const { shop } = anAccessAnswer();
    const confirmed = { ...shop, otherPlacesConfirmed: true };
    expect(words({ ...nothingFound(true), shop: confirmed }, 'searched.whole')).toContain(
      'op één na: wat onze website vanzelf',
    );
    expect(words({ ...anAccessAnswer(), shop: confirmed }, 'searched.whole')).toContain('We beweren niet');
  });

  it('names Mollie and PostNL as parties that decide for themselves, never as processors', () => {
    expect(words(anAccessAnswer(), 'recipients.controllers')).toContain('Mollie en PostNL beslissen zelf');
    expect(words(anAccessAnswer())).not.toMatch(/verwerker/i);
  });

  it('names nobody who gets data with an order only where nothing was found, unless that one could not be searched (R28)', () => {
    const none = words(nothingFound(false), 'recipients.table');
    for (const name of ['Mollie', 'PostNL', 'e-Boekhouden']) expect(none).not.toContain(name);
    expect(none).toContain('JouwWeb');
    expect(words(nothingFound(false))).not.toMatch(/beslis(t|sen) zelf/);
    const { results } = nothingFound(false);
    const searched = ['mollie', 'e-boekhouden'].map((source) => ({
      source,
      coverage: { status: 'complete', scanned: 3, found: 0, provesAbsence: false } as const,
      records: [],
    }));
    const unsearched = {
      source: 'postnl',
      coverage: { status: 'not_possible', reason: 'x' },
      records: [],
    } as const;
    const open = { ...nothingFound(false), results: [...results, ...searched, unsearched] };
    expect(words(open, 'recipients.controllers')).toContain('PostNL beslist zelf');
    expect(words(open, 'recipients.table')).toContain('PostNL');
  });

  it('names the country where it is known and admits where it is not', () => {
    const recipients = anAccessAnswer().recipients.map((recipient) => ({
      ...recipient,
      country: 'Nederland',
    }));
    expect(words(anAccessAnswer(), 'transfers.text')).toContain('niet vastgesteld in welk land');
    expect(words(anAccessAnswer({ recipients }), 'transfers.text')).not.toContain('niet vastgesteld');
    expect(words(anAccessAnswer({ recipients }), 'recipients.table')).toContain('Nederland');
  });

  it('says of a country outside Europe that no safeguards are established (AVG 15(2))', () => {
    const inCountry = (country: string) =>
      words(
        anAccessAnswer({ recipients: anAccessAnswer().recipients.map((one) => ({ ...one, country })) }),
        'transfers.text',
      );
    for (const country of ['Nederland', 'Ireland', 'Duitsland en Ierland', 'nederland, EU'])
      expect(inCountry(country)).toContain('liggen in de Europese Economische Ruimte');
    for (const country of ['Verenigde Staten', 'Nederland en India', 'wereldwijd']) {
      expect(inCountry(country)).toContain('Welke waarborgen daarvoor gelden (AVG artikel 46)');
      expect(inCountry(country)).not.toContain('Die landen liggen in');
    }
  });

  it('tells of the chat service that the person wrote through', () => {
    const [first] = anAccessAnswer().recipients;
    if (first === undefined) throw new Error('no recipient');
    const telegram = { ...first, id: 'telegram', name: 'Telegram', task: 'chat' as const };
    const letter = anAccessAnswer({ recipients: [telegram] });
    expect(words(letter, 'transfers.text')).toContain('via Telegram');
    expect(words(letter, 'transfers.text')).toContain('buiten de Europese Unie');
  });

  it('tells what the policy says about decisions by a computer as what the policy says (F29)', () => {
    expect(words(anAccessAnswer(), 'automated.text')).toContain('In het privacybeleid staat');
  });
});
