import { expect, test } from 'vitest';
import { spareMemory } from '../../src/platform/spare-memory.ts';

test('memory is spared from the first that asks until the last that ends, and who ends twice ends once', () => {
  const set: number[] = [];
  const growBy = (percent: number) => set.push(percent);
  const [first, second] = [spareMemory(growBy), spareMemory(growBy)];
  expect(set).toEqual([20]);
  first();
  first();
  expect(set).toEqual([20]);
  second();
  expect(set).toEqual([20, 0]);
  spareMemory(growBy)();
  expect(set).toEqual([20, 0, 20, 0]);
});
