import { CATEGORIES } from '../processor.ts';
import {
  choice,
  comingOn,
  count,
  line,
  optional,
  place,
  rows,
  several,
  when,
  words,
  yes,
} from './outcome-field.ts';
import { recipientsToTell } from './recipients-told.ts';

/** AVG 17, 19: the plan that staff approve is what is executed; F21, R21, R33. */
export const ERASURE_OUTCOMES = {
  erasure: {
    planned: {
      // AVG 17(1)(a)-(f); F16: the policy counts "no longer a customer" as such a wish.
      basis: choice('not_needed', 'consent_withdrawn', 'objection', 'unlawful', 'legal_duty', 'child'),
      plan: rows({
        source: place,
        category: choice(...CATEGORIES),
        count,
        treatment: choice('erase', 'keep', 'refer'),
        ground: when('treatment', ['keep'], choice('tax', 'oss', 'order', 'claim', 'expression', 'law')),
        until: when('treatment', ['keep'], comingOn),
        // AVG 12(4): tax law speaks for itself; of the others the letter says what is the matter here.
        facts: when('ground', ['order', 'claim', 'expression', 'law'], line),
      }),
      // For who approves it, never in the letter: more than was found, or an invoice that may go.
      planWhy: optional(words),
      lost: optional(several('guarantee', 'returns', 'account', 'reviews', 'credit')),
      backupUntil: comingOn,
      suppression: yes,
      recipients: recipientsToTell,
    },
    nothing_found: {},
  },
} as const;
