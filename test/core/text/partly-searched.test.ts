import { expect, test } from 'vitest';
import type { Coverage } from '../../../src/core/fulfilment/coverage.ts';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { erasurePlan } from '../fulfilment/outcome/sample-outcomes.ts';
import { aDecision, anAccessAnswer } from './sample-letters.ts';

const PARTLY: Coverage = { status: 'partial', scanned: 9, found: 2, unsearched: ['before_erasure'] };
const GIVEN: Outcome = {
  right: 'portability',
  result: 'given',
  leftOut: [],
  to: 'customer',
  receiver: '',
  confirmedOn: null,
  sending: null,
  receiverEmail: '',
};

test.each(['nl', 'en'] as const)(
  'of a search that left rows out no letter says that it is all: %s (R31)',
  (language) => {
    const access = anAccessAnswer({ language });
    const shop = { ...access.shop, otherPlacesConfirmed: true };
    const results = access.results.map((result) => ({ ...result, coverage: PARTLY }));
    const decision = { language, results, shop };
    const letters = [
      renderLetter({ ...access, shop, results }),
      renderLetter(aDecision({ ...decision, right: 'portability', outcome: GIVEN })),
      renderLetter(aDecision({ ...decision, right: 'erasure', outcome: erasurePlan() })),
    ];
    for (const letter of letters)
      expect(letterText(letter)).not.toMatch(/\b(alles?|alle|everything|all data)\b/i);
    const whole = renderLetter(aDecision({ language, right: 'portability', outcome: GIVEN }));
    expect(letterText(whole)).toMatch(language === 'nl' ? /alle gegevens/ : /all data/);
  },
);
