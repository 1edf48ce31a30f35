import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { policyDifferences } from '../../../src/core/policy/policy-differences.ts';
import type { ToldPart } from '../../../src/core/policy/policy-version.ts';
import { type PolicyNews, summariseChanges } from '../../../src/core/policy/summarise-changes.ts';
import { renderMail } from '../../../src/core/text/render-mail.ts';

const part = (title: string, ...texts: string[]): ToldPart => ({
  id: title.toLowerCase(),
  title,
  paragraphs: texts.map((text) => ({ text, facts: [] })),
});
const summary = (before: readonly ToldPart[], after: readonly ToldPart[]) =>
  summariseChanges(policyDifferences(before, after));
const sentences = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} nummer ${index} staat hier.`).join(' ');

describe('what a mail says of the changes', () => {
  test('is the sentence before and the one after, whole, under its topic; what stayed is left out', () => {
    const { changes, more } = summary(
      [
        part('Bewaren', 'Wij bewaren alles één jaar. Dit blijft zo.'),
        part('Sterren', 'U kunt sterren geven.'),
      ],
      [
        part('Bewaren', 'Wij bewaren alles twee jaar. Dit blijft zo.'),
        part('Post', 'PostNL bezorgt uw pakket.'),
      ],
    );
    expect(changes).toEqual([
      { title: 'Bewaren', before: 'Wij bewaren alles één jaar.', after: 'Wij bewaren alles twee jaar.' },
      { title: 'Post', before: null, after: 'PostNL bezorgt uw pakket.' },
      { title: 'Sterren', before: 'U kunt sterren geven.', after: null },
    ]);
    expect(more).toBe(0);
  });

  test('of two equal texts is nothing', () => {
    expect(summary([part('A', 'Een.')], [part('A', 'Een.')])).toEqual({ changes: [], more: 0 });
  });

  test('is at most twelve lines; the rest is counted', () => {
    const { changes, more } = summary([], [part('A', sentences(30, 'Zin'))]);
    expect(changes).toHaveLength(12);
    expect(more).toBe(18);
    expect(changes[0]?.after).toBe('Zin nummer 0 staat hier.');
  });

  test('leaves a sentence that is too long for a mail to the page, and never cuts it', () => {
    const long = `Wij ${'heel '.repeat(100)}lang.`;
    const { changes, more } = summary([], [part('A', long, 'Kort.')]);
    expect(changes).toEqual([{ title: 'A', before: null, after: 'Kort.' }]);
    expect(more).toBe(1);
  });
});

function aDay(text: string) {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}
const NEWS: PolicyNews = {
  number: 4,
  from: 3,
  day: aDay('2026-12-01'),
  changes: [
    { title: 'Bewaren', before: 'Eén <jaar>.', after: 'Twee <jaar>.' },
    { title: 'Post', before: null, after: 'PostNL bezorgt.' },
    { title: 'Sterren', before: 'U geeft sterren.', after: null },
  ],
  more: 2,
};
const mail = (language: 'nl' | 'en', change: Partial<PolicyNews> = {}) =>
  renderMail(
    { kind: 'policy_notice', news: { ...NEWS, ...change }, url: 'https://x.example/privacy/verschil/3/4' },
    language,
    firstProfile(),
    { demo: false },
  );

describe('the mail about a version (F31)', () => {
  test.each([
    [
      'nl',
      [
        'versie 4, vanaf dinsdag 1 december 2026',
        'Eerst stond er: "Eén <jaar>."',
        'Nieuw: "PostNL bezorgt."',
        'Dit vervalt: "U geeft sterren."',
        'Er zijn nog 2 veranderingen.',
      ],
    ],
    [
      'en',
      [
        'version 4, from Tuesday, 1 December 2026',
        'It said: "Eén <jaar>."',
        'New: "PostNL bezorgt."',
        'This is dropped: "U geeft sterren."',
        'There are 2 more changes.',
      ],
    ],
  ] as const)('says in %s what changed, from when, and where all of it stands', (language, said) => {
    const { text, html } = mail(language);
    for (const words of said) expect(text).toContain(words);
    expect(text).toContain('https://x.example/privacy/verschil/3/4');
    expect(html).toContain('&lt;jaar&gt;');
    expect(html).not.toContain('<jaar>');
  });

  test.each(['nl', 'en'] as const)(
    'says in %s that it is no advertising, and how to object or complain',
    (language) => {
      const { text } = mail(language);
      expect(text).toContain(language === 'nl' ? 'Dit is geen reclame.' : 'This is not advertising.');
      expect(text).toContain(language === 'nl' ? 'bezwaar maken' : 'You can object');
      expect(text).toContain('info@iksmelt.com');
      expect(text).toContain('Autoriteit Persoonsgegevens');
    },
  );

  test.each(['nl', 'en'] as const)('has in %s a subject that tells a housemate nothing', (language) => {
    expect(mail(language).subject).not.toMatch(/versie|version|wis|eras|bezwaar|objec|order|bestel|4/i);
    expect(mail(language).subject).toBe(mail(language, { test: true }).subject);
  });

  test('is marked as a test only where it is one, and says nothing of more changes when there are none', () => {
    expect(mail('nl').text).not.toContain('PROEFMAIL');
    expect(mail('nl', { test: true }).text).toContain('PROEFMAIL');
    expect(mail('nl', { more: 0 }).text).not.toContain('Er zijn nog');
    expect(mail('nl', { more: 1 }).text).toContain('Er is nog 1 verandering.');
  });

  test('is written in short sentences', () => {
    const { text } = mail('nl', { changes: [], more: 0 });
    for (const sentence of text.split(/(?<=[.?!])\s+/))
      expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(25);
  });
});
