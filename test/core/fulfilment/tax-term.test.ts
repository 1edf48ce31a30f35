import { expect, test } from 'vitest';
import { isTaxTerm, taxUntil } from '../../../src/core/fulfilment/tax-term.ts';
import { day } from '../../support/request-builder.ts';

test('the tax office may ask for an order seven years after its financial year (AWR 52)', () => {
  expect(taxUntil(day('2019-01-01'))).toBe('2026-12-31');
  expect(taxUntil(day('2018-12-31'))).toBe('2025-12-31');
});

test('for a sale in the one-stop-shop ten years (Reg. 282/2011 art. 63c); a claim has no such term', () => {
  expect(taxUntil(day('2026-02-28'), 'oss')).toBe('2036-12-31');
  expect(['tax', 'oss', 'claim', null].map(isTaxTerm)).toEqual([true, true, false, false]);
});
