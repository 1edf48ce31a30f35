import { expect, test } from 'vitest';
import { mayMore } from '../../../src/core/fulfilment/may-more.ts';
import type { Health } from '../../../src/core/fulfilment/processor.ts';

const supports = {
  find: 'api',
  export: 'api',
  rectify: 'api',
  erase: 'refer',
  restrict: 'manual',
  unrestrict: 'none',
} as const;

test.each<[string, Health, readonly string[]]>([
  ['that only reads', { ok: true, may: ['find', 'export'] }, []],
  ['that may change what is not changed from here', { ok: true, may: ['find', 'erase'] }, ['erase']],
  ['beside one for changes', { ok: true, may: ['find', 'rectify'], unneeded: ['rectify'] }, ['rectify']],
  ['of which the system does not tell', { ok: true }, []],
  ['that does not work', { ok: false, code: 'api.unauthorized' }, []],
])('of a key %s is said what nobody needs of it', (_key, health, more) => {
  expect(mayMore({ supports }, health)).toEqual(more);
});
