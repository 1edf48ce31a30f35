import { expect, test } from 'vitest';
import { orderedId } from '../../src/platform/ordered-id.ts';

test('ids sort in the order in which they were made, however many there are in a moment', () => {
  const ids = Array.from({ length: 20_000 }, orderedId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is a UUID of version 7', () => {
  expect(orderedId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
