import { expect, test } from 'vitest';
import { fold } from '../../../src/core/understanding/clean-text.ts';
import { clauseJudge, judgedOnce } from '../../../src/core/understanding/judge-clause.ts';
import { wishOf } from '../../../src/core/understanding/wishes.ts';
import { wordOf } from '../../../src/core/understanding/word.ts';

const wishes = ['access', 'erasure', 'policy_question/cookies', 'policy_question/security'].map(wishOf);
const word = (text: string) => wordOf(text, undefined);
const clause = (texts: readonly string[]) => ({ words: texts.map(word), blocked: new Set<'erasure'>() });
const judgeBy = (...chances: readonly number[]) =>
  clauseJudge(() => Float64Array.from(chances), wishes, new Set(['wis']));

test('wishes stand likeliest first, equals in their own order', () => {
  const { ranked, familiarity } = judgeBy(0.2, 0.6, 0.2, 0.7)(clause(['wis', 'gauw']));
  expect(ranked.map(({ wish }) => wish.name)).toEqual([
    'policy_question/security',
    'erasure',
    'access',
    'policy_question/cookies',
  ]);
  expect(familiarity).toBe(0.5);
});

test('another topic of the same label is no rival, nor is what clearly holds as well', () => {
  const surenessOf = (name: string, ...chances: readonly number[]) =>
    judgeBy(...chances)(clause(['wis'])).ranked.find(({ wish }) => wish.name === name)?.confidence;
  expect(surenessOf('policy_question/cookies', 0, 0, 0.6, 0.5)).toBeCloseTo(0.6 / 0.635);
  expect(surenessOf('access', 0.5, 0, 0.6, 0)).toBeCloseTo(0.5 / 1.135);
  expect(surenessOf('access', 0.9, 0.8, 0.1, 0)).toBeCloseTo(0.9 / 1.035);
});

test('a right that the piece denies has no chance', () => {
  const { ranked } = judgeBy(0.1, 0.9, 0, 0)({ ...clause(['wis']), blocked: new Set(['erasure']) });
  expect(ranked.find(({ wish }) => wish.name === 'erasure')?.chance).toBe(0);
});

test('the very same words are judged once, and anew where something is denied', () => {
  let judged = 0;
  const judge = judgedOnce(() => {
    judged += 1;
    return { ranked: [], familiarity: 0 };
  });
  const one = clause(['wis', 'alles']);
  for (const same of [one, { ...one }, { ...one, words: [...one.words] }]) judge(same);
  expect(judged).toBe(1);
  judge({ ...one, blocked: new Set(['erasure']) });
  judge({ ...one, words: one.words.slice(1) });
  judge(clause(['wis', 'alles']));
  expect(judged).toBe(4);
});

test('folding takes away case, accents and letters repeated beyond two', () => {
  expect(fold('Ik WIL')).toBe('ik wil');
  expect(fold('Heeeel GRAAAag')).toBe('heel graag');
  expect(fold('Één café')).toBe('een cafe');
  expect(fold('111 ...')).toBe('111 ...');
});
