import { describe, expect, test } from 'vitest';
import { findFault, type StandingLog, type WrittenHead } from '../../../src/core/register/find-fault.ts';

const STANDING: StandingLog = { number: 'PB-2222-2222', sequence: 4, headHash: 'h4', twice: false };
const HEAD: WrittenHead = {
  requestId: 'r',
  number: 'PB-2222-2222',
  sequence: 4,
  hash: 'h4',
  genuine: true,
  sealedStands: true,
};
const WHOLE = { broken: null, end: { sequence: 4, hash: 'h4' } };

function fault(given: {
  readonly standing?: Partial<StandingLog>;
  readonly head?: Partial<WrittenHead>;
  readonly chain?: Partial<typeof WHOLE> | { readonly broken: number };
}) {
  const { standing, head, chain } = given;
  return findFault({ ...STANDING, ...standing }, { ...HEAD, ...head }, { ...WHOLE, ...chain });
}

describe('a log is as the desk wrote it', () => {
  test('when its entries follow, its end is the head, and the head is genuine and sealed', () => {
    expect(fault({})).toBeUndefined();
  });

  test('also before its first seal, and when what was sealed is gone by design', () => {
    expect(fault({ head: { sealedStands: null } })).toBeUndefined();
  });
});

describe('a fault names the request and the first entry that is not as it was', () => {
  test.each([
    ['an entry that does not follow', { chain: { broken: 2 } }, 'entry', 2],
    ['an end that the row does not know', { standing: { headHash: 'h5', sequence: 5 } }, 'end', 5],
    ['an end before the head', { head: { sequence: 6, hash: 'h6' } }, 'end', 5],
    ['an end after the head', { head: { sequence: 2, hash: 'h2' } }, 'end', 3],
    ['another entry in the place of the sealed one', { head: { sealedStands: false } }, 'end', 5],
    ['a head that the desk did not write', { head: { genuine: false } }, 'head', null],
    ['another number than the head has', { head: { number: 'PB-3333-3333' } }, 'head', null],
    ['a request beside what remains of it', { standing: { twice: true } }, 'request_unknown', null],
  ] as const)('%s', (_what, given, name, sequence) => {
    expect(fault(given)).toEqual({ fault: name, number: 'PB-2222-2222', sequence });
  });

  test('a request without a head, and a head without a request', () => {
    expect(findFault(STANDING, undefined, WHOLE)).toMatchObject({ fault: 'request_unknown' });
    expect(findFault(undefined, HEAD, undefined)).toEqual({
      fault: 'request_missing',
      number: 'PB-2222-2222',
      sequence: null,
    });
  });
});
