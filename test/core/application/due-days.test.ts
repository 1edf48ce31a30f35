import { expect, test } from 'vitest';
import { readAgainOn } from '../../../src/core/application/due-days.ts';
import { day } from '../../support/request-builder.ts';

test.each([
  ['on a working morning somebody reads', '2026-03-02T09:00:00Z', undefined],
  ['before nine it is later that day', '2026-03-02T07:30:00Z', '2026-03-02'],
  ['after five it is the next day', '2026-03-02T16:30:00Z', '2026-03-03'],
  ['on Friday evening it is Monday', '2026-03-06T17:00:00Z', '2026-03-09'],
  ['at the weekend it is Monday', '2026-03-07T11:00:00Z', '2026-03-09'],
  ['on a holiday it is the next working day', '2026-04-27T10:00:00Z', '2026-04-28'],
  ['a closing day of the shop is passed over', '2026-03-09T18:00:00Z', '2026-03-11'],
])('%s (R5; the clock of Amsterdam)', (_rule, now, expected) => {
  expect(readAgainOn(new Date(now), new Set([day('2026-03-10')]))).toBe(expected);
});
