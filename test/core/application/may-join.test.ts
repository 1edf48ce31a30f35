import { expect, test } from 'vitest';
import { mayJoin } from '../../../src/core/application/may-join.ts';
import { mayLapse } from '../../../src/core/request/may-lapse.ts';
import { AT, aRequest } from '../../support/request-builder.ts';

const proven = aRequest().searched().state();
const joinable = (change: object = {}, name = 'Sanne de Vries') => ({
  state: { ...proven, ...change },
  name,
});

test('a request goes into another one of the same person with as much proof', () => {
  expect(mayJoin(joinable(), joinable(), [])).toBe(true);
  expect(mayJoin(joinable({ level: 2 }), joinable(), [])).toBe(true);
});

test.each([
  ['was proven better than the one that would answer it', joinable(), joinable({ level: 2 })],
  [
    'leaves already',
    joinable(),
    { ...joinable(), state: aRequest().awaitingApproval().seen().approved(AT).state() },
  ],
  [
    'objects to another decision',
    joinable({ against: 'PB-2222-3333' }),
    joinable({ against: 'PB-4444-5555' }),
  ],
  ['is of somebody else who reads that mailbox', joinable(), joinable({}, 'Jan de Vries')],
] as const)('a request stays its own that %s', (_why, stays, other) => {
  expect(mayJoin(stays, other, [])).toBe(false);
});

test('an initial joins nothing where two people proved the mailbox', () => {
  const initial = joinable({}, 'S. de Vries');
  expect(mayJoin(joinable(), initial, ['Sanne de Vries', 'S. de Vries'])).toBe(true);
  expect(mayJoin(joinable(), initial, ['Sanne de Vries', 'S. de Vries', 'Simone de Vries'])).toBe(false);
});

test('who was asked in writing who they are gets a written refusal, not a quiet end', () => {
  const late = new Date('2027-01-15T10:00:00Z');
  const { due, ...asked } = aRequest().asked().state();
  expect(mayLapse({ ...asked, due }, late)).toBe(true);
  expect(mayLapse({ ...asked, due: { ...due, legalDue: null } }, late)).toBe(false);
});
