import { describe, expect, test } from 'vitest';
import { heardInWords, partAsked, withKept } from '../../../src/core/application/heard-in-words.ts';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { understand } from '../understanding/trained.ts';

const asked = (right: Right, text: string, narrowed?: string) =>
  partAsked(
    { right, words: { text }, ...(narrowed === undefined ? {} : { particulars: { narrowed } }) },
    understand,
  );
const heard = (words: string) => heardInWords(words, understand);

describe('what is read again in the words of a request', () => {
  test('the separate questions of an access request', () => {
    const words = 'Ik wil inzage in mijn gegevens, de ontvangers en de bewaartermijn. Kenmerk: 2025-77';
    expect(heard(words)).toEqual({
      letter: undefined,
      questions: ['recipients', 'terms'],
      said: [{ what: 'reference', value: '2025-77' }],
    });
  });

  test('old and new value of a rectification', () => {
    const { said } = heard('Mijn achternaam moet Jansen zijn in plaats van Janssen.');
    expect(said).toEqual([
      { what: 'oldValue', value: 'Janssen' },
      { what: 'newValue', value: 'Jansen' },
    ]);
  });

  test('what a wrong value should be, as it was answered later, before what was read at first', () => {
    const told = heard('Mijn achternaam moet Jansen zijn in plaats van Janssen.');
    const words = { text: '' };
    const later = { right: 'rectification' as const, words, particulars: { newValue: 'Janszen' } };
    expect(withKept(told, later).said).toEqual([
      { what: 'oldValue', value: 'Janssen' },
      { what: 'newValue', value: 'Janszen' },
    ]);
    expect(withKept(told, { right: 'rectification', words })).toBe(told);
    const kept = { right: 'access' as const, words, particulars: { questions: ['terms' as const] } };
    expect(withKept(told, kept).questions).toEqual(['terms']);
  });

  test('nothing of a quoted thread or of plain words', () => {
    expect(heard('Ik wil inzage.\n\n> Onze kenmerk: 2025-77')).toMatchObject({ said: [] });
    expect(heard('hallo')).toEqual({ letter: undefined, questions: [], said: [] });
  });

  test('the one thing that is to go, for the card and the plan; of other rights and of all data nothing', () => {
    expect(asked('erasure', 'wis mijn telefoonnummer')).toBe('mijn telefoonnummer');
    expect(asked('objection', 'wis mijn telefoonnummer')).toBeUndefined();
    expect(asked('erasure', 'wis al mijn gegevens')).toBeUndefined();
  });

  test('later words about less come before the first, and are told as they were written where they name no single thing', () => {
    const all = 'wis al mijn gegevens';
    expect(asked('erasure', all, 'wis toch alleen mijn telefoonnummer')).toBe('mijn telefoonnummer');
    expect(asked('access', all, 'niet de oude bestellingen')).toBe('niet de oude bestellingen');
  });

  test('that a parent asks for a child', () => {
    expect(heard('wilt u de gegevens van mijn zoon van 13 verwijderen').ofChild).toBe(true);
  });
});
