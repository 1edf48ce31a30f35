import { expect, test } from 'vitest';
import { whatRemains } from '../../../src/core/register/what-remains.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { day } from '../../support/request-builder.ts';

const SEARCHED: RequestEvent = { type: 'search_started', sources: ['mollie', 'jouwweb'] };
const told = (recipient: string): RequestEvent => ({
  type: 'recipient_told',
  recipient,
  how: 'mail',
  on: day('2026-11-24'),
});

test('of a closed request remains who was searched and who was told, each once (AVG 19; R34)', () => {
  const { recipients } = whatRemains([SEARCHED, told('postnl'), told('mollie')], []);
  expect(recipients).toEqual(['jouwweb', 'mollie', 'postnl']);
});

test('who was told remains also where nothing was searched', () => {
  expect(whatRemains([told('postnl')], []).recipients).toEqual(['postnl']);
  expect(whatRemains([], []).recipients).toEqual([]);
});

test('a refusal that was prepared and not sent is no ground; what was kept is', () => {
  const prepared: RequestEvent = { type: 'refusal_prepared', ground: 'excessive', article: '' };
  const holds = [{ basis: 'awr_52' }, { basis: 'awr_52' }];
  const sent = (outcome: 'answered' | 'refused'): RequestEvent => ({ type: 'sent', outcome });
  expect(whatRemains([prepared, sent('answered')], holds).grounds).toEqual(['awr_52']);
  expect(whatRemains([prepared, sent('refused')], holds).grounds).toEqual(['excessive']);
});

test('an objection that was overruled is refused on that, whatever refusal was prepared before and taken back', () => {
  const prepared: RequestEvent = { type: 'refusal_prepared', ground: 'excessive', article: '' };
  const overruled: RequestEvent = { type: 'outcome_set', result: 'overruled' };
  const refused: RequestEvent = { type: 'sent', outcome: 'refused' };
  expect(whatRemains([prepared, overruled, refused], []).grounds).toEqual(['overruled 21(1)']);
  expect(whatRemains([overruled, refused], [{ basis: 'awr_52' }]).grounds).toEqual(['overruled 21(1)']);
  expect(whatRemains([overruled, prepared, refused], []).grounds).toEqual(['excessive']);
});
