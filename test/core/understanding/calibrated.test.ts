import { expect, test } from 'vitest';
import { calibrated, type Evidence, kindOf } from '../../../src/core/understanding/calibrated.ts';
import { confidenceNeeded, type Label } from '../../../src/core/understanding/understanding.ts';
import { chat } from './trained.ts';

const KINDS: readonly (readonly [string, readonly Label[], boolean])[] = [
  ['erasure', ['erasure'], false],
  ['right', ['access'], false],
  ['several', ['access', 'erasure'], false],
  ['apart', ['access', 'erasure'], true],
  ['other', ['policy_question'], false],
  ['quiet', ['out_of_scope'], false],
];
const STEPS = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1];
const rising = (values: readonly number[]) =>
  values.every((value, at) => at === 0 || value >= (values[at - 1] ?? 0));

test.each(KINDS)(
  '%s: more evidence never lowers what is stated, a likelier rival never raises it',
  (kind, labels, apart) => {
    const of = (part: Partial<Evidence>) =>
      calibrated({ labels, apart, surest: 0.8, whole: 0.8, rival: 0.1, ...part });
    expect(kindOf({ labels, apart })).toBe(kind);
    expect(rising(STEPS.map((surest) => of({ surest })))).toBe(true);
    expect(rising(STEPS.map((whole) => of({ whole })))).toBe(true);
    expect(rising(STEPS.map((rival) => of({ rival })).reverse())).toBe(true);
    for (const value of STEPS) expect(of({ surest: value, whole: value })).toBeLessThan(1);
    expect(of({ surest: 1, whole: 1 })).toBeGreaterThan(of({ surest: 0, whole: 0 }));
  },
);

test('one of several rights is less sure than the same right alone', () => {
  const evidence = { labels: ['access'], surest: 0.9, whole: 0.9, rival: 0, apart: true } as const;
  expect(calibrated({ ...evidence, among: true })).toBeLessThan(calibrated(evidence));
});

test('two wishes in one sentence are less sure than in two', () => {
  const evidence = { labels: ['access', 'objection'], surest: 0.9, whole: 0.5, rival: 0 } as const;
  expect(calibrated({ ...evidence, apart: false })).toBeLessThan(calibrated({ ...evidence, apart: true }));
});

test('what one of two sentences may ask as well is asked about, and nothing is filed yet', () => {
  const text =
    'Is het mogelijk dat jullie mijn gegevens overzenden naar een ander bedrijf? Ik word gek van die kaarsen, stop ermee.';
  const { labels, confidence, alternatives = [] } = chat(text);
  expect([...labels, ...alternatives]).toEqual(expect.arrayContaining(['portability', 'objection']));
  expect(labels.every((label) => confidence >= confidenceNeeded(label))).toBe(false);
});
