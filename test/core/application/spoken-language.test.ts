import { expect, test } from 'vitest';
import { spokenLanguage } from '../../../src/core/application/spoken-language.ts';
import { SPOKEN } from '../conversation/dialogue.ts';

const either = SPOKEN.choiceWords.either_language;
const first = { far: undefined, open: false } as const;
const heard = (text: string, language: 'nl' | 'en' | 'de' | 'fr', hint?: 'nl' | 'en') => ({
  text,
  language,
  hint,
});

test.each(['hallo', 'Hallo??', 'ok', 'hi', 'test', 'data', '👍', '?', '123456', 'privacy'])(
  '"%s" as first words is answered in Dutch, whatever the guess',
  (text) => {
    expect(spokenLanguage(heard(text, 'en'), first, either)).toEqual({ language: 'nl', open: true });
  },
);

test.each(['merci', 'merci he', 'okay thanks', 'sorry', 'please', 'thx bye', 'top merci hoor', 'nope sorry'])(
  '"%s" is said in Dutch too: it turns no conversation, first nor later',
  (text) => {
    expect(spokenLanguage(heard(text, 'fr'), first, either)).toEqual({ language: 'nl', open: true });
    for (const open of [true, false])
      expect(spokenLanguage(heard(text, 'en'), { far: 'nl', open }, either).language).toBe('nl');
    expect(spokenLanguage(heard(text, 'nl'), { far: 'en', open: false }, either).language).toBe('en');
  },
);

test('words of one language only, and what the channel reports beside no words, count at once', () => {
  expect(spokenLanguage(heard('hello', 'en'), first, either)).toEqual({ language: 'en', open: false });
  expect(spokenLanguage(heard('delete me', 'en'), first, either).language).toBe('en');
  expect(spokenLanguage(heard('ok', 'en', 'en'), first, either).language).toBe('en');
  expect(spokenLanguage(heard('guten Tag', 'de'), first, either).language).toBe('en');
});

test('while nothing told a language a few words decide it; later whole sentences only', () => {
  const open = { far: 'nl', open: true } as const;
  expect(spokenLanguage(heard('delete my data', 'en'), open, either)).toEqual({
    language: 'en',
    open: false,
  });
  expect(spokenLanguage(heard('ok', 'en'), open, either)).toEqual({ language: 'nl', open: true });
  const dutch = { far: 'nl', open: false } as const;
  expect(spokenLanguage(heard('Mary Jones here', 'en'), dutch, either).language).toBe('nl');
  const sentence = 'please can you write to me in English';
  expect(spokenLanguage(heard(sentence, 'en'), dutch, either).language).toBe('en');
});
