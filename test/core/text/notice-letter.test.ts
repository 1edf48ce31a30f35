import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '../../../src/core/request/notice.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { LANGUAGES } from './read-text.ts';
import { aDoubt, anExtension } from './sample-letters.ts';

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
const SAMPLES = { identity_doubt: aDoubt, extension: anExtension } as const;

describe.each(NOTICE_KINDS)('the letter of %s', (kind) => {
  const elements = ELEMENTS?.filter((element) => element.kind === kind) ?? [];

  it('holds every element of the table and no block without its source there, in both languages', () => {
    expect(elements.length).toBeGreaterThan(0);
    for (const language of LANGUAGES) {
      const ids = renderLetter(SAMPLES[kind]({ language })).blocks.map(({ id }) => id);
      expect(ids.filter((id) => !FRAME.includes(id)).sort()).toEqual(
        elements.map(({ block }) => block).sort(),
      );
      expect(ids).toEqual(expect.arrayContaining(['greeting', 'asked', 'questions', 'signature']));
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
