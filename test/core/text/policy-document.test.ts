import { describe, expect, test } from 'vitest';
import { parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { FACTS } from '../../../src/core/policy/facts.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import { policyDifferences } from '../../../src/core/policy/policy-differences.ts';
import { hashOfPolicy } from '../../../src/core/policy/policy-version.ts';
import { generalPolicySections, policyAnswer } from '../../../src/core/text/policy-answer.ts';
import { policyDocument } from '../../../src/core/text/policy-document.ts';
import { wordCount } from './read-text.ts';

const shop = firstProfile();
const told = policyDocument(shop);

describe.each(['nl', 'en'] as const)('what is kept of the policy in %s', (language) => {
  test('is a part for every topic, with every fact that customers are told and none that is withheld', () => {
    const parts = told[language];
    expect(parts.map(({ id }) => id.replaceAll('-', '_')).toSorted()).toEqual([...POLICY_TOPICS].toSorted());
    const facts = new Set(
      parts.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.facts)),
    );
    for (const { id, tell } of FACTS) expect(facts.has(id), id).toBe(tell !== 'withheld');
  });

  test('is what the page shows, word for word', () => {
    expect(
      told[language].map(({ id, title, paragraphs }) => ({
        id,
        title,
        paragraphs: paragraphs.map(({ text }) => text),
      })),
    ).toEqual(generalPolicySections(language, shop));
  });

  test('lacks no word: no placeholder is left in it', () => {
    const words = told[language].flatMap(({ title, paragraphs }) => [
      title,
      ...paragraphs.map(({ text }) => text),
    ]);
    for (const one of words) expect(one).not.toMatch(/\{\{|\}\}|undefined/);
  });
});

test.each([
  ['contactPerson', 'Kees Vos'],
  ['phone', '0297 000 000'],
  ['address', 'Dorpsstraat 1'],
  ['email', 'privacy@example.nl'],
  ['policyDate', '2026-12-01'],
] as const)('another %s makes another text, in both languages', (field, value) => {
  const other = policyDocument({ ...shop, [field]: value });
  expect(hashOfPolicy(other)).not.toBe(hashOfPolicy(told));
  for (const language of ['nl', 'en'] as const)
    expect(policyDifferences(told[language], other[language]).some(({ kind }) => kind === 'changed')).toBe(
      true,
    );
});

test.each([
  ['deputy', 'noor@example.nl'],
  ['closingDays', ['2026-12-24']],
  ['otherPlaces', ['schriftje']],
  ['version', 9],
  ['policyVersion', 9],
] as const)('%s, which no customer reads in it, leaves it as it is', (field, value) => {
  expect(hashOfPolicy(policyDocument({ ...shop, [field]: value }))).toBe(hashOfPolicy(told));
});

test("of a shop's own text it is that text, whatever the profile says, the same for readers of both languages", () => {
  const ownPolicy = importPolicy('# Cookies\n\nWij zetten geen cookies. Nooit.\n\n# Slot\n\nDank u wel.');
  const own = policyDocument({ ...shop, ownPolicy });
  expect(own.en).toEqual(own.nl);
  expect(own.nl).toEqual([
    { id: 'cookies', title: 'Cookies', paragraphs: [{ text: 'Wij zetten geen cookies. Nooit.', facts: [] }] },
    { id: 'deel-2', title: 'Slot', paragraphs: [{ text: 'Dank u wel.', facts: [] }] },
  ]);
  expect(hashOfPolicy(policyDocument({ ...shop, contactPerson: 'Kees Vos', ownPolicy }))).toBe(
    hashOfPolicy(own),
  );
});

const COMING = { ...shop, policyVersion: 7, policyDate: aDay('2026-12-01') };

function aDay(text: string) {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

describe.each([
  ['nl', 'sinds 1 december 2026 (versie 7)'],
  ['en', 'since 1 December 2026 (version 7)'],
] as const)('in %s', (language, named) => {
  test.each(POLICY_TOPICS)(
    'an answer about %s names the day and the version that the page shows',
    (topic) => {
      for (const asked of [{ topic }, { topic, whole: true }] as const) {
        const { paragraphs } = policyAnswer(asked, language, COMING, '/privacy');
        expect(paragraphs.at(-1)).toContain(named);
        expect(wordCount(paragraphs.join(' '))).toBeLessThanOrEqual(90);
      }
    },
  );
});
