import { expect, test } from 'vitest';
import { compileLexicon } from '../../../src/core/understanding/compile-lexicon.ts';
import { extractFeatures, keptFeatures, rarityOf } from '../../../src/core/understanding/extract-features.ts';
import { type Example, trainWeights } from '../../../src/core/understanding/linear-model.ts';
import { readWords } from '../../../src/core/understanding/read-words.ts';
import type { Word } from '../../../src/core/understanding/word.ts';
import { phrases } from './trained.ts';

const lexicon = compileLexicon(phrases.lexicons, 'nl');
const read = (text: string) => readWords(text, lexicon);
const featuresOf = (words: readonly Word[]) => keptFeatures(extractFeatures(words));
const conceptOf = (word: string) => lexicon.word(word).concept;

test('the last part of a compound says what it is, unless the whole word or its beginning says more', () => {
  expect(conceptOf('lidmaatschapsgegevens')).toBe(conceptOf('gegevens'));
  expect(conceptOf('kerstkaarsen')).toBe(conceptOf('kaarsen'));
  expect(conceptOf('verwijderingsverzoek')).toBe(conceptOf('verwijder'));
  expect(conceptOf('gegevensloos')).toBeUndefined();
});

test('a long text shouts no louder than a short one', () => {
  const length = (text: string) => Math.hypot(...featuresOf(read(text)).values);
  expect(length('wis mij')).toBeCloseTo(1);
  expect(length('wis mij en stuur daarna een bevestiging aan het adres dat u van mij heeft')).toBeCloseTo(1);
  expect(featuresOf([]).values.every(Number.isFinite)).toBe(true);
});

test('what stands in every text counts less than what stands in one', () => {
  const texts = ['ik wil inzage', 'ik wil inzage', 'ik wil kaarsen'].map((text) => featuresOf(read(text)));
  const rarity = rarityOf(texts);
  const columnsOf = (text: string) => new Set(featuresOf(read(text)).columns);
  const common = [...columnsOf('ik')].filter((column) => columnsOf('ik wil').has(column));
  const [everywhere] = common.map((column) => rarity[column] ?? 0).sort((a, b) => a - b);
  const rare = Math.max(...[...columnsOf('kaarsen')].map((column) => rarity[column] ?? 0));
  expect(everywhere).toBeCloseTo(1);
  expect(rare).toBeGreaterThan(everywhere ?? 0);
});

test('what is kept of one text is not touched by the next', () => {
  const kept = featuresOf(read('wis mijn gegevens'));
  const before = [...kept.columns];
  featuresOf(read('waar blijft mijn pakket'));
  expect([...kept.columns]).toEqual(before);
  expect(kept.size).toBe(before.length);
});

test('a word of the phrases is worked out once, a word of a customer is not held on to', () => {
  const holding = compileLexicon(phrases.lexicons, 'nl', new Set(['gegevens']));
  expect(holding.word('gegevens')).toBe(holding.word('gegevens'));
  expect(holding.word('jansen')).not.toBe(holding.word('jansen'));
  expect(holding.word('jansen')).toEqual(holding.word('jansen'));
});

test('an example more moves nothing of what others taught, in whatever order they come', () => {
  const example = (columns: readonly number[], ...classes: readonly number[]): Example => ({
    features: {
      size: columns.length,
      columns: Int32Array.from(columns),
      values: Float64Array.from(columns, () => 0.5),
    },
    classes,
  });
  const taught = Array.from({ length: 9 }, (_, index) => example([index % 4, 4 + (index % 5)], index % 2));
  const weights = trainWeights(taught, 2).slice(0, 18);
  expect(weights.some((weight) => weight !== 0)).toBe(true);
  const more = [example([100], 0), ...taught, example([101, 102], 1)];
  expect(trainWeights(more, 2).slice(0, 18)).toEqual(weights);
  expect(trainWeights(taught.toReversed(), 2).slice(0, 18)).toEqual(weights);
});

test('the number of a request does not steer the reading, whatever characters it was given', () => {
  const plain = read('stop maar met PB-2345-6789');
  for (const number of ['PB-WXYZ-QRST', 'pb-wxyz-2345', 'PB WXYZ 2345', 'PBWXYZ2345', 'PB-WXYZ-QRS2']) {
    expect(read(`stop maar met ${number}`)).toEqual(plain);
  }
});
