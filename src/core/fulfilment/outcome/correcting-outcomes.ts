import { choice, comingOn, doneOn, line, optional, place, rows, when, words } from './outcome-field.ts';
import { recipientsToTell } from './recipients-told.ts';

/** Rights by which data change or rest: AVG 16, 18. */
export const CORRECTING_OUTCOMES = {
  rectification: {
    decided: {
      corrections: rows({
        what: choice('name', 'delivery_address', 'email', 'phone', 'bank_account', 'another'),
        label: when('what', ['another'], line),
        before: optional(line),
        after: line,
        system: place,
        // An invoice is not rewritten: a correction is added. Who cannot be proven right may add a statement, and hears
        // why nothing was corrected (AVG 12(4)).
        done: choice('changed', 'added', 'statement', 'not_changed'),
        why: when('done', ['statement', 'not_changed'], line),
      }),
      // R22: "loopt er een bestelling?"
      order: choice('no_order', 'informed', 'too_late'),
      orderWords: when('order', ['informed', 'too_late'], line),
      recipients: recipientsToTell,
    },
  },
  restriction: {
    restricted: {
      // AVG 18(1)(a)-(d); F26: the policy promises it without a ground (R20).
      ground: choice('accuracy', 'unlawful', 'claim', 'objection', 'promise'),
      data: line,
      // Without a day it is still to be done, and the letter waits for it.
      systems: rows({ system: place, on: optional(doneOn) }),
      // R13: an open order is never stopped without asking the customer.
      order: choice('no_order', 'goes_on', 'stopped'),
      recipients: recipientsToTell,
    },
  },
  lift_restriction: {
    // AVG 18(3): the notice leaves first; what is to be done is confirmed before the letter says that it is done.
    lifted: {
      reason: choice('asked', 'checked', 'weighed', 'claim_ended', 'another'),
      reasonWords: when('reason', ['another'], words),
      data: line,
      liftOn: comingOn,
      systems: rows({ system: place }),
      recipients: recipientsToTell,
    },
    not_restricted: {},
  },
} as const;
