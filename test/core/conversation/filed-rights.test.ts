import { expect, test } from 'vitest';
import { rightsOf } from '../../../src/core/conversation/filed-rights.ts';
import { confidenceNeeded, type Understanding } from '../../../src/core/understanding/understanding.ts';

const understood = (part: Partial<Understanding>): Understanding => ({
  labels: ['access'],
  topic: null,
  language: 'nl',
  thirdParty: false,
  confidence: 0.99,
  slots: {},
  signals: [],
  ...part,
});

test('a right that was heard behind the one that is filed is asked about, never dropped', () => {
  expect(rightsOf(understood({ alternatives: ['objection', 'policy_question'] }))).toEqual({
    sure: ['access'],
    perhaps: ['objection'],
  });
});

test('what is not sure enough is asked about first, together with what else it may be', () => {
  const confidence = confidenceNeeded('access') - 0.01;
  expect(rightsOf(understood({ confidence, alternatives: ['access', 'erasure'] }))).toEqual({
    sure: [],
    perhaps: ['access', 'erasure'],
  });
});

test('a guess is not asked about, but where something is asked anyway', () => {
  expect(rightsOf(understood({ confidence: 0.1 }))).toEqual({ sure: [], perhaps: [] });
  expect(rightsOf(understood({ confidence: 0.1, alternatives: ['erasure'] })).perhaps).toEqual([
    'access',
    'erasure',
  ]);
  expect(rightsOf(understood({ confidence: 0.1, labels: ['access', 'erasure'] })).perhaps).toEqual([
    'access',
    'erasure',
  ]);
});
