import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES } from '../../../src/core/fulfilment/processor.ts';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { CHANNELS, RIGHTS } from '../../../src/core/kernel/rights.ts';
import { REFUSAL_GROUNDS } from '../../../src/core/request/refusal-ground.ts';
import { REQUEST_STATUSES } from '../../../src/core/request/request-state.ts';
import { decisionNotice, refusalText } from '../../../src/core/text/decision-notice.ts';
import { textIfAny } from '../../../src/core/text/texts.ts';
import { LANGUAGES } from './read-text.ts';

const SOURCE = new URL('../../../src/', import.meta.url);

function sourceOf(...paths: readonly string[]): string {
  return paths.map((path) => readFileSync(new URL(path, SOURCE), 'utf8')).join('\n');
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  rights: RIGHTS,
  asks: RIGHTS,
  channels: CHANNELS,
  statuses: REQUEST_STATUSES,
  categories: CATEGORIES,
  grounds: REFUSAL_GROUNDS,
  topics: POLICY_TOPICS,
  levels: ['level0', 'level1', 'level2', 'level3', 'level4'],
  events: [...sourceOf('core/request/request-events.ts').matchAll(/type: '([a-z_]+)'/g)].map(
    ([, type]) => type ?? '',
  ),
  tasks: [
    ...(/TaskKind =([^;]+);/.exec(sourceOf('core/application/desk-api.ts'))?.[1] ?? '').matchAll(
      /'([a-z_]+)'/g,
    ),
  ].map(([, kind]) => kind ?? ''),
};

describe.each(Object.entries(FIXED))('the names of %s', (group, values) => {
  it('exist for every value in both languages, and differ', () => {
    expect(values.length).toBeGreaterThan(3);
    for (const language of LANGUAGES) {
      const names = values.map((value) => textIfAny(language, `terms:${group}.${value}`));
      expect(values.filter((_, index) => names[index] === undefined)).toEqual([]);
      expect(new Set(names).size).toBe(new Set(values).size);
    }
  });
});

/** Every refusal code of the core's interface, as written there. */
const CODES = [
  ...new Set(
    readdirSync(new URL('core/application/', SOURCE))
      .filter((file) => file.endsWith('-api.ts'))
      .flatMap((file) => [...sourceOf(`core/application/${file}`).matchAll(/'([a-z_]+\.[a-z_]+)'/g)])
      .map(([, code]) => code ?? ''),
  ),
];

describe('refusals', () => {
  it.each(CODES)('%s has a text that ends in a sentence, in both languages', (code) => {
    for (const language of LANGUAGES) expect(textIfAny(language, `refusals:${code}`)).toMatch(/\.$/);
  });

  it('are read from the interface: forty at least', () => {
    expect(CODES.length).toBeGreaterThanOrEqual(40);
  });

  it('tell staff why a decision did not work, and an unknown one points to the desk', () => {
    const refusal = { code: 'decision.sources_open' };
    expect(decisionNotice({ type: 'refused', refusal }, 'nl')).toBe(
      'Dit is niet gelukt. Nog niet elk systeem is doorzocht. Rond eerst de open taken af.',
    );
    expect(refusalText({ code: 'never.heard_of' }, 'nl')).toContain('balie');
  });

  it('say when an approved answer leaves, in Amsterdam time', () => {
    const sendAt = new Date('2026-11-22T13:05:00Z');
    expect(decisionNotice({ type: 'approved', sendAt }, 'nl')).toContain('22 november 2026 om 14:05');
    expect(decisionNotice({ type: 'stopped' }, 'en')).toContain('Nothing was sent');
  });
});
