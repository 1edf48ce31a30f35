import { expect, test } from 'vitest';
import { after, HOUR, SECOND } from '../../src/core/kernel/clock.ts';
import { hourly } from '../../src/platform/hourly.ts';

test('a warning comes at once, then once an hour at most', () => {
  let now = new Date('2026-11-22T09:00:00Z');
  const given: Date[] = [];
  const warn = hourly({ now: () => now }, () => void given.push(now));
  const first = now;
  for (const pause of [0, HOUR - SECOND, SECOND, SECOND]) {
    now = after(now, pause);
    warn();
  }
  expect(given).toEqual([first, after(first, HOUR)]);
});
