import { expect, test } from 'vitest';
import { careOfErasure } from '../../../src/core/approval/needed-care.ts';

test.each([
  ['alone, a reason is typed', 'staff:noor', 'staff:noor', 1, 'reason'],
  ['alone, also of what somebody prepared who left', 'staff:sam', 'staff:noor', 1, 'reason'],
  ['with two, not the one who prepared it', 'staff:noor', 'staff:noor', 2, 'somebody_else'],
  ['with two, the other needs no reason', 'staff:noor', 'staff:sam', 2, 'none'],
  ['with more, the same', 'staff:noor', 'staff:noor', 5, 'somebody_else'],
  ['with two, what nobody is known to have prepared', undefined, 'staff:sam', 2, 'none'],
] as const)('%s (R19)', (_what, preparedBy, by, approvers, care) => {
  expect(careOfErasure({ by, preparedBy, approvers })).toBe(care);
});
