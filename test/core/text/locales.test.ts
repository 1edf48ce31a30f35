import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leaves, placeholders } from './read-text.ts';

const NAMESPACES = ['letter', 'mail', 'messages', 'outcome', 'policy', 'refusals', 'staff', 'terms'] as const;

function read(language: string, namespace: string): ReadonlyMap<string, string> {
  const file = new URL(`../../../locales/${language}/${namespace}.json`, import.meta.url);
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (parsed === null || typeof parsed !== 'object') throw new Error(`no object: ${namespace}`);
  // Dutch has words of its own for a child (R4); English says "you" to everybody.
  return new Map([...leaves(parsed)].filter(([key]) => !key.endsWith('_je')));
}

describe.each(NAMESPACES)('the texts of %s', (namespace) => {
  const nl = read('nl', namespace);
  const en = read('en', namespace);

  it('have the same keys and placeholders in English as in Dutch', () => {
    expect([...en.keys()]).toEqual([...nl.keys()]);
    for (const [key, words] of nl)
      expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(words)]);
  });

  it('are plain text without markup, at most two keys deep, and never empty', () => {
    for (const [key, words] of [...nl, ...en]) {
      expect(words.trim(), key).toBe(words);
      expect(words, key).not.toMatch(/<[a-z/]|\*\*|^#|\]\(/i);
      expect(words, key).not.toBe('');
      expect(key.split(' ').length, key).toBeLessThanOrEqual(2);
    }
  });

  it('never call anybody a processor: Mollie and PostNL are recipients', () => {
    expect([...nl.values()].filter((words) => /verwerker/i.test(words))).toEqual([]);
    expect([...en.values()].filter((words) => /\bprocessors?\b/i.test(words))).toEqual([]);
  });
});

describe('a decision for a child (R4)', () => {
  const file = new URL('../../../locales/nl/outcome.json', import.meta.url);
  const all = new Map(leaves(JSON.parse(readFileSync(file, 'utf8'))));
  const formal = (words: string) => /(?<!\p{L})(u|uw)(?!\p{L})/iu.test(words);
  /** To recipients, to the authority, and about a breach: read by an adult. */
  const TO_ADULTS = /^(notice|breach_form|breach_letter) /;

  it('has words with "je" for every one with "u", so that none mixes them', () => {
    const mixed = [...all].filter(
      ([key, words]) => formal(words) && !TO_ADULTS.test(key) && !all.has(`${key}_je`),
    );
    expect(mixed).toEqual([]);
    expect([...all].filter(([key, words]) => key.endsWith('_je') && formal(words))).toEqual([]);
  });
});
