import { expect, test } from 'vitest';
import { readFee } from '../../../src/core/application/read-fee.ts';

const TYPED = {
  ground: 'excessive',
  amount: '€ 12,50',
  basis: ' Een half uur zoeken. ',
  facts: 'Op 1, 8 en 15 oktober kreeg u dezelfde gegevens.',
  intent: ' ',
};
const read = (change: Partial<typeof TYPED>) => {
  const fee = readFee({ ...TYPED, ...change });
  return fee.ok ? fee.value : fee.refusal.code;
};

test('a fee is its ground, cents, reckoning and facts; an intent only where one was typed', () => {
  const { basis: _basis, intent: _intent, amount: _amount, ...rest } = TYPED;
  expect(read({})).toEqual({ ...rest, cents: 1250, basis: 'Een half uur zoeken.' });
  expect(read({ amount: '5' })).toMatchObject({ cents: 500 });
  expect(read({ intent: 'Dat schreef u.' })).toMatchObject({ intent: 'Dat schreef u.' });
});

test.each([
  [{ ground: 'busy' }, 'fee.ground_missing'],
  [{ amount: '0' }, 'fee.amount_invalid'],
  [{ amount: 'veel' }, 'fee.amount_invalid'],
  [{ amount: '1000,01' }, 'fee.amount_invalid'],
  [{ basis: ' ' }, 'fee.basis_missing'],
  [{ facts: ' ' }, 'fee.facts_missing'],
])('%j is refused: %s', (change, code) => expect(read(change)).toBe(code));
