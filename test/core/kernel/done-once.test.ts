import { expect, test } from 'vitest';
import { doneOnce } from '../../../src/core/kernel/done-once.ts';

test('is done once, also when it is asked for again before it is done', async () => {
  let times = 0;
  const work = doneOnce(async () => {
    times += 1;
    return times;
  });
  expect(await Promise.all([work(), work()])).toEqual([1, 1]);
  expect(await work()).toBe(1);
});

test('what failed is told to whoever asked, and done again at the next call', async () => {
  let times = 0;
  const work = doneOnce(async () => {
    times += 1;
    if (times === 1) throw new Error('away');
    return times;
  });
  await expect(Promise.all([work(), work()])).rejects.toThrow('away');
  expect(await work()).toBe(2);
});
