import { choice, doneOn, line, optional, rows, when, without } from './outcome-field.ts';

/** AVG 20; F27: the policy promises all data (R20). */
export const HANDING_OVER_OUTCOMES = {
  portability: {
    given: {
      leftOut: optional(
        rows({
          what: line,
          // F27 promises all data, also what AVG 20(1) leaves out; what would harm another is withheld row by row.
          why: without(
            ['derived', 'own_interest', 'legal_duty', 'others'],
            choice('derived', 'own_interest', 'legal_duty', 'paper', 'others'),
          ),
        }),
      ),
      to: choice('customer', 'receiver'),
      receiver: when('to', ['receiver'], line),
      confirmedOn: when('to', ['receiver'], doneOn),
      // `link`: the system mails it. `sent`: staff sent them in another way.
      sending: when('to', ['receiver'], choice('link', 'sent', 'not_feasible')),
      receiverEmail: when('sending', ['link'], line),
    },
  },
} as const;
