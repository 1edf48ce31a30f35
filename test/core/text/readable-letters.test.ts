import { expect, test } from 'vitest';
import type { LetterModel, RenderedLetter } from '../../../src/core/fulfilment/letter.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { groundsFor } from '../../../src/core/request/refusal-ground.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { ALL_SAMPLES } from '../fulfilment/outcome/sample-outcomes.ts';
import { wordCount } from './read-text.ts';
import { fleschDouma, sentencesOf, syllables } from './readable.ts';
import {
  aBreachLetter,
  aDecision,
  aDoubt,
  aFee,
  anAccessAnswer,
  anExtension,
  aRefusal,
  nothingFound,
} from './sample-letters.ts';

const MOST_WORDS = 25;
const PLAIN = 60;

const REFUSALS: readonly LetterModel[] = RIGHTS.flatMap((right) =>
  groundsFor(right).flatMap(({ ground, articles }) =>
    (articles.length === 0 ? [null] : articles).map((article) =>
      aRefusal({ right, ground, article, facts: 'U vroeg dit al drie keer.' }),
    ),
  ),
);
const MODELS: readonly LetterModel[] = [
  anAccessAnswer(),
  nothingFound(true),
  nothingFound(false),
  aDoubt(),
  aDoubt({ asks: ['order_facts'] }),
  anExtension(),
  aFee(),
  aBreachLetter(),
  ...REFUSALS,
  ...ALL_SAMPLES.flatMap((outcome) =>
    [false, true].map((child) => aDecision({ right: outcome.right, outcome, child })),
  ),
];

/** Every Dutch letter, and what leaves before it. */
const LETTERS: readonly Pick<RenderedLetter, 'title' | 'blocks'>[] = MODELS.flatMap((model) => {
  const letter = renderLetter(model);
  return letter.before === undefined ? [letter] : [letter, letter.before];
});

test('no sentence of a letter is longer than 25 words', () => {
  const long = LETTERS.flatMap(sentencesOf).filter((sentence) => wordCount(sentence) > MOST_WORDS);
  expect([...new Set(long)]).toEqual([]);
});

test('the letters are plain Dutch: 60 or more on the scale of Flesch and Douma, on average', () => {
  const scores = LETTERS.map((letter) => fleschDouma(sentencesOf(letter)));
  expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(PLAIN);
});

test('no single letter is hard to read', () => {
  const hard = LETTERS.flatMap((letter) => {
    const score = fleschDouma(sentencesOf(letter));
    return score < 50 ? [`${letter.title}: ${score.toFixed(1)}`] : [];
  });
  expect([...new Set(hard)]).toEqual([]);
});

test.each([
  ['privacybeleid', 5],
  ['gegevens', 3],
  ['mooi', 1],
  ['nieuwe', 2],
  ['beëindigen', 4],
  ['we', 1],
  ['17', 1],
])('%s has %i syllables', (word, count) => {
  expect(syllables(word)).toBe(count);
});
