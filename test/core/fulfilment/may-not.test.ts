import { expect, test } from 'vitest';
import { mayNot } from '../../../src/core/fulfilment/may-not.ts';
import type { Health } from '../../../src/core/fulfilment/processor.ts';

const supports = {
  find: 'api',
  export: 'api',
  rectify: 'api',
  erase: 'api',
  restrict: 'manual',
  unrestrict: 'none',
} as const;

test.each<[string, Health, readonly string[]]>([
  ['that reads', { ok: true, may: ['find', 'export'] }, ['rectify', 'erase']],
  ['that may do nothing', { ok: true, may: [] }, ['find', 'export', 'rectify', 'erase']],
  ['that may do everything', { ok: true, may: ['find', 'export', 'rectify', 'erase'] }, []],
  ['of which the system does not tell', { ok: true }, []],
  ['that does not work', { ok: false, code: 'api.unauthorized' }, []],
])('of a key %s is said what it lacks of what the system can', (_key, health, lacks) => {
  expect(mayNot({ supports }, health)).toEqual(lacks);
});
