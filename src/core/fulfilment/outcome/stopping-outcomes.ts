import { choice, comingOn, doneOn, line, rows, several, when, words, yes } from './outcome-field.ts';
import { recipientsOfEnd, recipientsTold, rest, restWhy } from './recipients-told.ts';

const consents = several('newsletter', 'offers', 'contact', 'photos', 'cookies', 'another');
const otherConsent = when('consents', ['another'], line);

/** Rights by which a use of data ends: AVG 7(3), 21. */
export const STOPPING_OUTCOMES = {
  withdraw_consent: {
    // Checklist: processors and partners relying on that consent (C-129/21).
    stopped: { consents, otherConsent, stoppedOn: doneOn, rest, restWhy, recipients: recipientsOfEnd },
    not_held: { consents, otherConsent },
  },
  objection: {
    // AVG 21(2)-(3): nothing is weighed, nothing can be refused.
    marketing_stopped: {
      channels: rows({
        channel: choice('email', 'post', 'phone', 'advertisements', 'profile'),
        on: doneOn,
      }),
      mayStillCome: yes,
      recipients: recipientsTold,
    },
    // AVG 21(1), F28: stopped for good, copies made available.
    upheld: { use: line, stoppedOn: doneOn, rest, restWhy, recipients: recipientsOfEnd },
    // AVG 21(1), 18(3): compelling grounds; the customer hears before the use goes on.
    overruled: {
      use: line,
      stoppedOn: doneOn,
      situation: words,
      reasons: words,
      resumesOn: comingOn,
    },
  },
} as const;
