import { describe, expect, it, test } from 'vitest';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { deskNotice } from '../../../src/core/text/desk-notice-sections.ts';
import { policyParams } from '../../../src/core/text/policy-answer.ts';
import { POLICY_TEXTS } from '../../../src/core/text/policy-texts.ts';
import { isPlain, PLAIN, readability } from '../../../src/core/text/readability.ts';
import { text } from '../../../src/core/text/texts.ts';
import { topicReadability } from '../../../src/core/text/topic-readability.ts';
import { LANGUAGES } from './read-text.ts';

const shop = firstProfile();
/** Fewer words make the formula say something about two words, not about a text. */
const ENOUGH_WORDS = 20;
/** One answer may be harder than its topic: below 45 Douma calls a text difficult. */
const HARDEST_ANSWER = 50;

describe('the reading ease of a text', () => {
  it.each([
    // 4 words in 1 sentence, 6 syllables: 206.84 - 77 x 1.5 - 0.93 x 4.
    ['Wij bewaren dit niet.', 'nl', 88, 4],
    ['Wij lezen dit. Dat is goed.', 'nl', 114, 3],
    // 2 sentences of 3 words, 6 syllables: 206.835 - 84.6 - 1.015 x 3.
    ['We read this. That is fine.', 'en', 119, 3],
  ] as const)('of "%s" (%s) is worked out by its formula', (words, language, score, mean) => {
    const found = readability(words, language);
    expect([found.score, found.mean]).toEqual([score, mean]);
  });

  it.each([
    ['geïnteresseerd', 5],
    ['bijzonderheden', 5],
    ['organisatie', 5],
    ['bezwaar', 2],
    ['nieuws', 1],
    ['IP', 2],
  ])('counts the syllables of %s', (word, syllables) => {
    // One word in one sentence: the score gives the syllables back.
    const { score } = readability(`${word}.`, 'nl');
    expect(Math.round((206.84 - 0.93 - score) / 77)).toBe(syllables);
  });

  it('counts no names, addresses and numbers, and no text as the hardest', () => {
    const plain = readability('Vraag het aan ons.', 'nl');
    expect(readability('Vraag het 12 aan ons info@example.nl, Chantal.', 'nl').mean).toBe(plain.mean);
    expect(readability('', 'nl')).toEqual({ score: 100, mean: 0, longest: 0, longWords: 0 });
  });

  it('falls with longer sentences and longer words, and both make a text no longer plain', () => {
    const long = `Wij ${'en zij '.repeat(15)}lezen dit.`;
    expect(readability(long, 'nl').longest).toBeGreaterThan(PLAIN.longest);
    expect(isPlain(readability(long, 'nl'), 'nl')).toBe(false);
    const hard = readability('Verwerkingsverantwoordelijken verstrekken persoonsgegevens.', 'nl');
    expect(hard.longWords).toBe(1);
    expect(isPlain(hard, 'nl')).toBe(false);
    expect(isPlain(readability('Wij lezen dit. Dat is goed.', 'nl'), 'nl')).toBe(true);
  });
});

describe('the policy in plain words', () => {
  it.each(POLICY_TOPICS)('is plain on %s, in both languages', (topic) => {
    for (const language of LANGUAGES) {
      const figures = topicReadability(topic, language, shop);
      expect(isPlain(figures, language), `${language}: ${JSON.stringify(figures)}`).toBe(true);
    }
  });

  it.each(POLICY_TOPICS)(
    'has on %s no sentence that is too long, and no answer that is too hard',
    (topic) => {
      const { short, paragraphs } = POLICY_TEXTS[topic];
      for (const language of LANGUAGES)
        for (const { key } of [short, ...paragraphs]) {
          const told = text(language, key, policyParams(language, shop));
          const { score, longest } = readability(told, language);
          expect(longest, `${language} ${key}`).toBeLessThanOrEqual(PLAIN.longest);
          if (told.split(/\s+/).length >= ENOUGH_WORDS && language === 'nl')
            expect(score, key).toBeGreaterThanOrEqual(HARDEST_ANSWER);
        }
    },
  );
});

test.each(LANGUAGES)("the desk's own notice is plain in %s as well", (language) => {
  const { paragraphs, after } = deskNotice(language, shop);
  const figures = readability([...paragraphs, ...after].join('\n'), language);
  expect(isPlain(figures, language), JSON.stringify(figures)).toBe(true);
});
