import { choice, line, words } from './outcome-field.ts';
import { recipientsTold } from './recipients-told.ts';

/** What is answered in words: a complaint (R23), a reported breach (AVG 33), a decision by machine (AVG 22). */
export const ANSWERING_OUTCOMES = {
  complaint: {
    answered: { answer: words, follow: choice('nothing', 'request', 'objection') },
  },
  breach_report: {
    looked_into: { found: choice('no_breach', 'breach'), done: words },
  },
  automated_decision: {
    // F29: explained anyway.
    none: { meant: line, how: words },
    reviewed: {
      decision: line,
      logic: words,
      reviewer: line,
      view: words,
      reconsidered: words,
      changed: choice('changed', 'kept'),
      why: words,
      recipients: recipientsTold,
    },
  },
} as const;
