import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../../src/core/request/notice.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { LANGUAGES } from './read-text.ts';
import { aBreachLetter, aDoubt, aFee, anExtension, aRefusal } from './sample-letters.ts';

/** The table "Meanwhile" of docs/letters.md. */
const ELEMENTS = readFileSync(new URL('../../../docs/letters.md', import.meta.url), 'utf8')
  .split('\n## ')
  .find((section) => section.startsWith('Meanwhile'))
  ?.split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) => {
    const [kind = '', element = '', block = '', source = ''] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', ''));
    return { kind, element, block, source };
  });
const FRAME = ['greeting', 'asked', 'opening', 'closing', 'questions', 'regards', 'signature'];
const SAMPLES = { identity_doubt: aDoubt, extension: anExtension, fee: aFee, breach: aBreachLetter } as const;

describe.each(NOTICE_KINDS)('the letter of %s', (kind) => {
  const elements = ELEMENTS?.filter((element) => element.kind === kind) ?? [];

  it('holds every element of the table and no block without its source there, in both languages', () => {
    expect(elements.length).toBeGreaterThan(0);
    for (const language of LANGUAGES) {
      const ids = renderLetter(SAMPLES[kind]({ language })).blocks.map(({ id }) => id);
      expect(ids.filter((id) => !FRAME.includes(id)).sort()).toEqual(
        elements.map(({ block }) => block).sort(),
      );
      expect(ids).toEqual(expect.arrayContaining(['greeting', 'questions', 'signature']));
      // A breach is about the data, not about what was asked.
      expect(ids.includes('asked')).toBe(kind !== 'breach');
    }
    expect(elements.filter(({ source }) => source === '')).toEqual([]);
  });

  it('leaves no placeholder and no unresolved key', () => {
    for (const language of LANGUAGES)
      expect(letterText(renderLetter(SAMPLES[kind]({ language })))).not.toMatch(/\{\{|letter:|undefined/);
  });
});

describe('a doubt (AVG 12(6))', () => {
  it('says which doubt, what is enough with the cheapest first, and since when the term stands still', () => {
    const letter = letterText(renderLetter(aDoubt()));
    expect(letter).toContain('U schreef met een andere naam dan eerst.');
    expect(letter.indexOf('De code die we mailen')).toBeLessThan(
      letter.indexOf('Twee dingen over een bestelling'),
    );
    expect(letter).toContain('Dat is zo sinds 4 november 2026');
    expect(letter).toContain('geen kopie van een paspoort');
  });

  it('says nothing about whether there are data', () => {
    const letter = letterText(renderLetter(aDoubt()));
    expect(letter).toContain('Dit zegt niet of we gegevens van u hebben.');
    expect(letter).not.toMatch(/uw bestelling|uw account|onze klant/);
  });
});

describe('an extension (AVG 12(3))', () => {
  it('says the new date, the reasons of the closed list and the facts', () => {
    const letter = letterText(renderLetter(anExtension()));
    for (const said of [
      '2 februari 2027',
      'veel systemen',
      'gegevens van anderen',
      'Uw bestellingen staan in vijf',
    ])
      expect(letter).toContain(said);
  });
});

describe('a fee (AVG 12(5)(a); EDPB 01/2022 §192)', () => {
  const letter = letterText(renderLetter(aFee()));

  it('says the amount and how it was reckoned before anything is owed, and that withdrawing costs nothing', () => {
    for (const said of [
      '€ 12,50',
      'Een half uur zoeken',
      'U betaalt nog niets',
      'U trekt uw verzoek in. Dat kost niets',
    ])
      expect(letter).toContain(said);
    expect(letterText(renderLetter(aFee({ language: 'en' })))).toContain('€12.50');
  });

  it('says that the term runs on and until when, the facts that carry the proof, the AP and the court', () => {
    for (const said of [
      'De termijn loopt intussen door',
      '2 december 2026',
      'Het is aan ons om dat te laten zien',
      'Op 1, 8 en 15 oktober',
      'Autoriteit Persoonsgegevens',
      'rechtbank',
    ])
      expect(letter).toContain(said);
  });

  it('names both steps of the test of abuse only where abuse is the reason (C-526/24)', () => {
    expect(letter).toContain('C-526/24');
    const { intent: _intent, ...without } = aFee();
    expect(letterText(renderLetter(without))).not.toContain('C-526/24');
  });
});

describe('a breach (AVG 34(2))', () => {
  it('says what happened, what may follow, what was done and who to ask', () => {
    const letter = letterText(renderLetter(aBreachLetter()));
    for (const said of ['verkeerde ontvanger', 'waar u woont', 'wiste de lijst', 'weet hiervan'])
      expect(letter).toContain(said);
  });

  it('has no empty part where the kinds of data are not written down', () => {
    const ids = renderLetter(aBreachLetter({ data: '' })).blocks.map(({ id }) => id);
    expect(ids).not.toContain('data');
    expect(ids).toContain('measures.text');
  });
});

describe('a refusal on AVG 12(5)', () => {
  const refused = (change: Parameters<typeof aRefusal>[0]) =>
    renderLetter(aRefusal({ article: null, ...change })).blocks.map(({ id }) => id);

  it.each(['unfounded', 'excessive'] as const)('says of %s that the shop has to show it', (ground) => {
    expect(refused({ ground })).toContain('why.proof');
    expect(refused({ ground })).not.toContain('why.abuse');
    expect(refused({ ground, intent: 'U schreef dat u doorgaat tot u geld krijgt.' })).toContain('why.abuse');
  });

  it('says so of no other ground', () => {
    expect(refused({ ground: 'uavg_41' })).not.toContain('why.proof');
  });
});
