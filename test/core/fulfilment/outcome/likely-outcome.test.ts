import { expect, test } from 'vitest';
import type { SourceResult } from '../../../../src/core/fulfilment/letter.ts';
import { likelyFacts } from '../../../../src/core/fulfilment/outcome/likely-outcome.ts';
import { firstProfile } from '../../../../src/core/policy/first-profile.ts';

const NOTHING: SourceResult = {
  source: 'mollie',
  coverage: { status: 'complete', scanned: 3, found: 0, provesAbsence: true },
  records: [],
};
const UNKNOWN: SourceResult = {
  source: 'postnl',
  coverage: { status: 'not_possible', reason: 'Het scherm was niet te bereiken.' },
  records: [],
};

test.each([
  ['erasure', 'planned'],
  ['rectification', 'decided'],
  ['restriction', 'restricted'],
  ['lift_restriction', 'lifted'],
] as const)(
  '%s proposes to tell everybody who may hold the data, not who was seen to hold none (AVG 19)',
  (right, result) => {
    const typed = likelyFacts(right, result, { results: [NOTHING, UNKNOWN], shop: firstProfile() });
    const names = Object.entries(typed).flatMap(([path, values]) =>
      /^recipients\.\d+\.name$/.test(path) ? values : [],
    );
    expect(names).toContain('postnl');
    expect(names).toContain('e-boekhouden');
    expect(names).not.toContain('mollie');
  },
);
