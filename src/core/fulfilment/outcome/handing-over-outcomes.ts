import { choice, doneOn, line, optional, rows, when } from './outcome-field.ts';

/** AVG 20; F27: the policy promises all data (R20). */
export const HANDING_OVER_OUTCOMES = {
  portability: {
    given: {
      leftOut: optional(
        rows({
          what: line,
          why: choice('derived', 'own_interest', 'legal_duty', 'paper', 'others'),
        }),
      ),
      to: choice('customer', 'receiver'),
      receiver: when('to', ['receiver'], line),
      confirmedOn: when('to', ['receiver'], doneOn),
      sending: when('to', ['receiver'], choice('sent', 'not_feasible')),
    },
  },
} as const;
