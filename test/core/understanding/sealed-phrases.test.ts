import { expect, test } from 'vitest';
import { groupsOf } from '../../../bench/alike-phrases.ts';
import { messagesOf, phrasesWithout } from '../../../bench/cross-validate-understanding.ts';
import { sealedTexts } from '../../../bench/sealed-phrases.ts';
import { phrases } from './trained.ts';

const all = phrases.groups.filter(({ wish, language }) => wish.startsWith('lift') && language === 'nl');
const some = { groups: all, combined: [], lexicons: phrases.lexicons };
const texts = messagesOf(some).map(({ text }) => text);

test('at least 15 of 100 phrases are sealed, and not half of them', () => {
  const part =
    sealedTexts({ ...phrases, combined: [] }).size / phrases.groups.flatMap((g) => g.phrases).length;
  expect(part).toBeGreaterThanOrEqual(0.15);
  expect(part).toBeLessThan(0.25);
}, 60_000);

test('near-identical phrases are sealed together or not at all', () => {
  const sealed = sealedTexts(some);
  const groups = groupsOf(texts);
  const mixed = texts.filter(
    (text, index) => sealed.has(text) !== sealed.has(texts[groups[index] ?? 0] ?? ''),
  );
  expect(new Set(groups).size).toBeLessThan(texts.length);
  expect(mixed).toEqual([]);
});

test('a phrase stays on its side when others of another meaning are written', () => {
  const sealed = sealedTexts(some);
  const extended = sealedTexts({
    ...some,
    combined: [{ language: 'nl', text: 'Zit er vanille in die kaars?', wants: ['out_of_scope'] }],
  });
  expect(texts.filter((text) => extended.has(text))).toEqual(texts.filter((text) => sealed.has(text)));
  const left = messagesOf(phrasesWithout(some, (text) => sealed.has(text)));
  expect(left.some(({ text }) => sealed.has(text))).toBe(false);
});
