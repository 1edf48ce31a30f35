import { expect, test } from 'vitest';
import { crossValidate, foldsOf } from '../../../bench/cross-validate-understanding.ts';
import { figuresOf } from '../../../bench/understanding-figures.ts';
import { phrases } from './trained.ts';

const FOLDS = 3;
const answers = crossValidate(phrases, FOLDS);
const single = answers.filter(({ message }) => !['after an aside', 'two rights'].includes(message.style));
const figures = figuresOf(single);

test('phrases that the model has not seen get exactly the right labels in at least 87 of 100 cases', () => {
  expect(figures.exact).toBeGreaterThan(0.87);
  expect(figures.macroF1).toBeGreaterThan(0.87);
});

test('a right that was not asked is filed in at most 8 of 1000 cases, an erasure in at most 1 of 1000', () => {
  expect(figures.wronglyFiled).toBeLessThan(0.008);
  expect(figures.falseErasures.length / figures.messages).toBeLessThan(0.001);
});

test('a right that was asked is neither filed nor asked about in at most 8 of 1000 cases', () => {
  expect(figures.missed).toBeLessThan(0.008);
});

test('a stated confidence is true within 4 points', () => {
  expect(figures.calibrationError).toBeLessThan(0.04);
});

test('nearly the same phrases never stand on both sides, and another phrase moves none of them', () => {
  const texts = ['wis al mijn gegevens', 'wis al mijn gegevens!', 'waar is mijn pakket', 'hallo'];
  const folds = foldsOf(texts, 100);
  expect(folds[0]).toBe(folds[1]);
  expect(new Set(folds).size).toBe(3);
  expect(foldsOf(['goedendag', ...texts], 100).slice(1)).toEqual(folds);
});
