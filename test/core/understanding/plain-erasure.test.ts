import { expect, test } from 'vitest';
import { isPlainErasure, saysErasure } from '../../../src/core/understanding/plain-erasure.ts';
import { wishOf } from '../../../src/core/understanding/wishes.ts';
import { wordOf } from '../../../src/core/understanding/word.ts';

const NEGATORS = new Set(['niet']);
const MEANING: Readonly<Record<string, string>> = {
  wis: 'erase',
  gegevens: 'data',
  mij: 'self',
  kaars: 'goods',
  bank: 'elsewhere',
  zus: 'someone_else',
  folders: 'mailing',
  vul: 'change',
  bevestig: 'confirm',
  weg: 'away',
};
const clause = (text: string, denied = false) => ({
  words: text.split(' ').map((word) => wordOf(word, MEANING[word], denied && word === 'wis')),
  blocked: new Set<'erasure'>(),
});
const heard = (chances: Readonly<Record<string, number>>) => ({
  ranked: Object.entries(chances).map(([name, chance]) => ({
    wish: wishOf(name),
    chance,
    confidence: chance,
  })),
  familiarity: 1,
});
const plain = (texts: readonly string[], chances: Readonly<Record<string, number>> = { erasure: 0.99 }) =>
  isPlainErasure(
    texts.map((text) => clause(text)),
    heard(chances),
    NEGATORS,
  );

test('an erasure is plain when the words name whose data, and nothing else is heard', () => {
  expect(plain(['wis mijn gegevens'])).toBe(true);
  expect(plain(['u heeft gegevens', 'wis die'])).toBe(true);
  expect(plain(['wis mij'])).toBe(true);
  expect(plain(['wis het maar'])).toBe(false);
});

test('"niet" beside the word that erases is asked about, elsewhere it is not', () => {
  expect(plain(['wis mijn gegevens nu niet'])).toBe(false);
  expect(plain(['ik koop niet meer', 'wis mijn gegevens'])).toBe(true);
  for (const niet of ['neet', 'neit']) expect(plain([`wis mijn gegevens ${niet}`])).toBe(false);
  for (const other of ['nu', 'liefst', 'ziet', 'niemand'])
    expect(plain([`wis mijn gegevens ${other}`])).toBe(true);
});

test.each(['out_of_scope', 'policy_question/retention', 'complaint', 'status', 'thanks', 'withdraw_request'])(
  'more than a trace of %s is asked about; an aside or another right is none',
  (other) => {
    expect(plain(['wis mijn gegevens'], { erasure: 0.99, [other]: 0.2 })).toBe(false);
    expect(plain(['wis mijn gegevens'], { erasure: 0.99, [other]: 0.05 })).toBe(true);
    expect(plain(['wis mijn gegevens'], { erasure: 0.99, aside: 0.9, access: 0.9 })).toBe(true);
  },
);

test('what is denied or taken from a basket does not say erasure', () => {
  expect(saysErasure([clause('wis mijn gegevens')])).toBe(true);
  expect(saysErasure([clause('wis mijn gegevens', true)])).toBe(false);
  expect(saysErasure([clause('wis die kaars')])).toBe(false);
  expect(saysErasure([clause('wis die kaars'), clause('mijn gegevens ook')])).toBe(true);
});

test('an erasure is asked about when its clause names another firm, a mailing, or somebody else before it', () => {
  expect(plain(['wis mijn gegevens bij de bank'])).toBe(false);
  expect(plain(['wis mijn gegevens uit de lijst voor folders'])).toBe(false);
  expect(plain(['wis mijn gegevens', 'geen folders'])).toBe(true);
  expect(plain(['ik werk bij een bank', 'wis mijn gegevens'])).toBe(true);
  const reported = [clause('mijn zus schreef wis alle gegevens')];
  expect(isPlainErasure(reported, heard({ erasure: 0.99 }), NEGATORS, false)).toBe(false);
  expect(isPlainErasure(reported, heard({ erasure: 0.99 }), NEGATORS)).toBe(false);
  const named = [clause('wis alle gegevens van mijn zus')];
  expect(isPlainErasure(named, heard({ erasure: 0.99 }), NEGATORS, false)).toBe(false);
  expect(isPlainErasure(named, heard({ erasure: 0.99 }), NEGATORS)).toBe(true);
});

test('an erasure is asked about when something is put in the place of what goes', () => {
  expect(plain(['wis mijn gegevens', 'vul het nieuwe in'])).toBe(false);
});

test('a confirmation that it was done is not asked to be done; one afterwards is', () => {
  expect(plain(['bevestig dat mijn gegevens weg zijn'])).toBe(false);
  expect(plain(['wis mijn gegevens en bevestig dat'])).toBe(true);
});
