import { expect, test } from 'vitest';
import { nextWay } from '../../../src/core/application/next-way.ts';
import type { RequestRow } from '../../../src/core/application/rows.ts';
import type { ChannelName } from '../../../src/core/kernel/rights.ts';
import { receivedOn } from './due-requests.ts';

function reachedBy(
  channel: ChannelName,
  email: string | null,
  proven = true,
): Pick<RequestRow, 'email' | 'state'> {
  const request = receivedOn('2026-11-02', { channel });
  return { email, state: (proven ? request.proven() : request).state() };
}

test.each([
  ['telegram', 'conversation', 'email'],
  ['telegram', 'mail', 'telegram'],
  ['email', 'mail', null],
  ['email', 'conversation', null],
  ['phone', 'mail', null],
] as const)('who asked by %s and was not reached by %s: %s', (channel, failed, next) => {
  expect(nextWay(reachedBy(channel, 'sanne@example.nl'), failed)).toBe(next);
});

test('an address that nobody proved is no way', () => {
  expect(nextWay(reachedBy('telegram', 'sanne@example.nl', false), 'conversation')).toBeNull();
  expect(nextWay(reachedBy('telegram', null), 'conversation')).toBeNull();
});
