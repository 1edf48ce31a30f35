import { expect, test } from 'vitest';
import { toldTogether } from '../../../src/core/application/told-together.ts';

const ended = (number: string) =>
  ({ message: { kind: 'withdrawn', number, as: 'withdrawn' }, requestId: null }) as const;
const thanks = { message: { kind: 'thanks' }, requestId: null } as const;

test('requests that stopped by one answer are told in one message; one alone in its own', () => {
  const both = toldTogether([ended('PB-2222-3333'), ended('PB-4444-5555'), thanks]);
  const numbers = ['PB-2222-3333', 'PB-4444-5555'];
  expect(both.map(({ message }) => message)).toEqual([{ kind: 'withdrawn_all', numbers }, thanks.message]);
  const one = [ended('PB-2222-3333'), thanks];
  expect(toldTogether(one)).toEqual(one);
});
