import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, MAX_CODE_POINTS, splitText } from '../../../src/bots/telegram/compose.ts';

const length = (text: string) => Array.from(text).length;

describe('what the desk says', () => {
  it('is one message with an empty line between paragraphs, and each choice on a row of its own', () => {
    const choices = [
      { id: 'copy.PB-2345-6789', label: 'Een kopie van mijn gegevens' },
      { id: 'never_mind', label: 'Laat maar' },
    ];
    expect(compose({ paragraphs: ['Een.', 'Twee.'], choices })).toEqual({
      ok: true,
      value: [
        {
          text: 'Een.\n\nTwee.',
          choices: [
            { text: 'Een kopie van mijn gegevens', callback_data: 'copy.PB-2345-6789' },
            { text: 'Laat maar', callback_data: 'never_mind' },
          ],
        },
      ],
    });
  });

  it('that is over the limit has its choices under the last message only', () => {
    const composed = compose({ paragraphs: ['a'.repeat(5_000)], choices: [{ id: 'more', label: 'Meer' }] });
    expect(composed.ok && composed.value.map((part) => part.choices.length)).toEqual([0, 1]);
  });

  it('must say something', () => {
    expect(compose({ paragraphs: ['', '  \n'], choices: [] })).toMatchObject({
      refusal: { code: 'telegram.text_empty' },
    });
  });

  it.each([
    ['64 bytes', 'x'.repeat(64), true],
    ['65 bytes', 'x'.repeat(65), false],
    ['33 characters of 66 bytes', 'é'.repeat(33), false],
    ['nothing', '', false],
  ])('has choices whose id fits in 64 bytes: %s', (_what, id, fits) => {
    expect(compose({ paragraphs: ['Kies.'], choices: [{ id, label: 'Kies' }] }).ok).toBe(fits);
  });

  it('has choices that can be read', () => {
    expect(compose({ paragraphs: ['Kies.'], choices: [{ id: 'more', label: ' ' }] })).toMatchObject({
      refusal: { code: 'telegram.choice_invalid' },
    });
  });
});

describe('a long text', () => {
  it('is counted in code points: 4,096 emoji are one message, one more makes two', () => {
    expect(splitText('👍'.repeat(4_096), MAX_CODE_POINTS)).toHaveLength(1);
    expect(splitText('👍'.repeat(4_097), MAX_CODE_POINTS).map(length)).toEqual([4_096, 1]);
  });

  it('is cut behind a paragraph', () => {
    expect(splitText('Een twee. Drie.\n\nVier vijf zes.', 20)).toEqual(['Een twee. Drie.', 'Vier vijf zes.']);
  });

  it('is cut behind a sentence when a paragraph is too long', () => {
    expect(splitText('Een twee. Drie? Vier vijf.', 20)).toEqual(['Een twee. Drie?', 'Vier vijf.']);
  });

  it('is cut between words when a sentence is too long, and anywhere when a word is', () => {
    expect(splitText('een twee drie vier', 10)).toEqual(['een twee', 'drie vier']);
    expect(splitText('eentweedrievier', 10)).toEqual(['eentweedri', 'evier']);
  });

  it('loses nothing but space at a cut, and no part is empty or over the limit', () => {
    const words = fc.array(
      fc.constantFrom('a', 'wij ', 'bewaren. ', '\n\n', '👨‍👩‍👧', 'é', '  ', '7 jaar? '),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (pieces, max) => {
        const text = pieces.join('');
        const parts = splitText(text, max);
        const solid = (value: string) => value.replaceAll(/\s/g, '');
        expect(parts.every((part) => part.trim() !== '' && length(part) <= max)).toBe(true);
        expect(solid(parts.join(''))).toBe(solid(text));
      }),
    );
  });
});
