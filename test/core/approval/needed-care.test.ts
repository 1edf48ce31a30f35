import { expect, test } from 'vitest';
import { careOfErasure, neededCare } from '../../../src/core/approval/needed-care.ts';
import { deskTeam } from '../../support/desk-team.ts';
import { aRequest } from '../../support/request-builder.ts';

test.each([
  ['alone, a reason is typed', 'staff:noor', 'staff:noor', 1, 'reason'],
  ['alone, also of what somebody prepared who left', 'staff:sam', 'staff:noor', 1, 'reason'],
  ['with two, not the one who prepared it', 'staff:noor', 'staff:noor', 2, 'somebody_else'],
  ['with two, the other needs no reason', 'staff:noor', 'staff:sam', 2, 'none'],
  ['with more, the same', 'staff:noor', 'staff:noor', 5, 'somebody_else'],
  ['with two, what nobody is known to have prepared', undefined, 'staff:sam', 2, 'none'],
] as const)('%s (R19)', (_what, preparedBy, by, approvers, care) => {
  const team = deskTeam('staff:noor', 'staff:sam', 'staff:mina', 'staff:piet', 'staff:joris').slice(
    0,
    approvers,
  );
  const prepared = preparedBy === undefined ? [] : [preparedBy];
  expect(careOfErasure({ by, preparedBy: prepared, team })).toBe(care);
});

test.each(['access_answer', 'refusal'] as const)(
  'an answer while rows that came back wait needs a typed reason, one that names what no system shows none: %s (R31, R33)',
  (kind) => {
    const search = { source: 'jouwweb', coverage: 'partial', settled: true, found: 2 };
    const care = (left: { readonly cameBack?: true }) => {
      const request = aRequest()
        .awaitingApproval(kind)
        .then({ type: 'source_searched', ...search, ...left });
      return neededCare(request.state(), { by: 'staff:noor', team: deskTeam('staff:noor', 'staff:sam') });
    };
    expect(care({ cameBack: true })).toBe(kind === 'refusal' ? 'none' : 'reason');
    expect(care({})).toBe('none');
  },
);
