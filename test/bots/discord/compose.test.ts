import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compose, escapeMarkup, splitText } from '../../../src/bots/discord/compose.ts';
import { shown } from '../../support/discord/shown.ts';

const ROWS = z.array(
  z.object({
    type: z.literal(1),
    components: z.array(
      z.object({ type: z.literal(2), style: z.literal(2), label: z.string(), custom_id: z.string() }),
    ),
  }),
);
const rows = (count: number) => {
  const choices = Array.from({ length: count }, (_choice, index) => ({
    id: `c${index}`,
    label: `Keuze ${index}`,
  }));
  const [part] = compose({ paragraphs: ['Kies.'], choices });
  return { rows: ROWS.parse(part?.components), content: part?.content };
};

describe('markup', () => {
  it.each([
    '**vet** *schuin* __onder__ _schuin_ ~~door~~ ||weg|| `code` ```blok```',
    '[klik](https://kwaad.example.nl)',
    '<@123456789012345678> <#123456789012345678> @everyone @here',
    '# kop\n## kop\n-# klein\n> citaat\n>>> citaat\n- punt\n* punt\n1. een\n2026. Wij',
    'C:\\map\\_x_ \\* 3 * 4 a_b',
    'sanne@example.nl -5 +31 6 a-b',
  ])('that a text happens to hold is shown, not obeyed: %j', (text) => {
    expect(shown(escapeMarkup(text))).toBe(text);
  });

  it('would be obeyed without that, so that the rule above says something', () => {
    expect(shown('**vet** [klik](https://kwaad.example.nl) @everyone')).toBe(
      'vet klik (@everyone lights up)',
    );
  });

  it('leaves the address of a page as it is, so that it can be followed', () => {
    const text = 'Kijk op https://balie.example.nl/verzoek/a_b_c-d?x=1 en daarna.';
    expect(escapeMarkup(text)).toBe(text);
  });
});

describe('a long text', () => {
  it.each([
    ['a paragraph', 'a. b\n\nc d', 8, ['a. b', 'c d']],
    ['a sentence', 'Een zin. Nog een', 12, ['Een zin.', 'Nog een']],
    ['a word', 'een twee drie', 9, ['een twee', 'drie']],
    ['anywhere', 'abcdef', 4, ['abcd', 'ef']],
  ])('is cut behind %s', (_where, text, max, parts) => {
    expect(splitText(text, max)).toEqual(parts);
  });

  it('is never cut inside a character or between an escape and what it escapes', () => {
    expect(splitText('a👍', 2)).toEqual(['a', '👍']);
    expect(splitText('ab\\*c', 3)).toEqual(['ab', '\\*c']);
    expect(splitText('a\\\\bc', 3)).toEqual(['a\\\\', 'bc']);
  });

  it('of escapes alone still fits: every part has at most 2,000 units and shows what was meant', () => {
    const text = '*_'.repeat(1_800);
    const parts = compose({ paragraphs: [text], choices: [] });
    expect(Math.max(...parts.map(({ content }) => content.length))).toBeLessThanOrEqual(2_000);
    expect(parts.map(({ content }) => shown(content)).join('')).toBe(text);
  });
});

describe('choices', () => {
  it('stand five a row, all in the same grey (R3), under the last part only', () => {
    expect(rows(7).rows.map(({ components }) => components.length)).toEqual([5, 2]);
    const parts = compose({ paragraphs: ['a'.repeat(3_000)], choices: [{ id: 'x', label: 'X' }] });
    expect(parts.map(({ components }) => components.length)).toEqual([0, 1]);
  });

  it('beyond twenty-five are listed as words, which may be typed', () => {
    const { rows: full, content } = rows(27);
    expect(full.flatMap(({ components }) => components)).toHaveLength(25);
    expect(content).toBe('Kies.\n\nKeuze 25\nKeuze 26');
  });

  it('with one id are one button, and a label of more than 80 is cut at a word', () => {
    const label = `${'woord '.repeat(20)}einde`;
    const [part] = compose({
      paragraphs: ['a'],
      choices: [
        { id: 'x', label },
        { id: 'x', label },
      ],
    });
    const [button, ...others] = ROWS.parse(part?.components).flatMap(({ components }) => components);
    expect(others).toEqual([]);
    expect(button?.label).toMatch(/^(woord )+woord…$/);
    expect(button?.label.length).toBeLessThanOrEqual(80);
  });
});

it('nothing to say is no message', () => {
  expect(compose({ paragraphs: [' ', ''], choices: [{ id: 'x', label: 'X' }] })).toEqual([]);
});
