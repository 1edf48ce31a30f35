import type { Jobs } from './core/application/ports.ts';
import type { Queues } from './platform/queue-rules.ts';

/** A channel or mail server that is down for a working day loses nothing (R24); then a person is told. */
const OUTWARD = { retries: 40, firstPause: 2, longestPause: 1_800, secondsPerAttempt: 60 } as const;
const INWARD = { retries: 8, firstPause: 1, longestPause: 300, secondsPerAttempt: 300 } as const;

/** How each kind of job is tried. Messages of one conversation go out one by one, in the order they were written. */
export const QUEUES: Queues<Jobs> = {
  'send-message': { ...OUTWARD, atOnce: 4, inOrderOf: ({ conversationId }) => conversationId },
  // Somebody waits for it: within ten minutes of its return the mail server gets what waited.
  'send-mail': { ...OUTWARD, retries: 110, longestPause: 600, atOnce: 2 },
  'gather-source': { ...INWARD, atOnce: 2 },
  'join-requests': { ...INWARD, atOnce: 1 },
  'follow-request': { ...INWARD, atOnce: 1 },
  'tell-own-chat': { ...INWARD, atOnce: 1 },
  'compare-facts': { ...INWARD, atOnce: 1 },
  'prepare-answer': { ...INWARD, atOnce: 1 },
  'send-answer': { ...INWARD, atOnce: 1 },
  'execute-source': { ...INWARD, atOnce: 2 },
  // Each job shows the latest state, so their order says nothing.
  'update-card': { ...OUTWARD, atOnce: 1 },
  'remove-card': { ...OUTWARD, atOnce: 1 },
  'tell-staff': { ...OUTWARD, atOnce: 1 },
  'tell-held': { ...INWARD, atOnce: 1 },
  'tell-count': { ...OUTWARD, atOnce: 1 },
  'tell-digest': { ...OUTWARD, atOnce: 1 },
  redate: { ...INWARD, atOnce: 1 },
  'release-requests': { ...INWARD, atOnce: 1 },
  // In every working hour; one that was missed says what all of them would have said.
  remind: { ...INWARD, atOnce: 1, schedule: { cron: '0 9-16 * * *', timeZone: 'Europe/Amsterdam' } },
  // Every hour: what is kept for 24 hours would else be there for two days.
  'purge-hours': { ...INWARD, atOnce: 1, schedule: { cron: '10 * * * *', timeZone: 'Europe/Amsterdam' } },
  // Every minute: what is removed before its first seal is not missed.
  'seal-register': { ...INWARD, atOnce: 1, schedule: { cron: '* * * * *', timeZone: 'Europe/Amsterdam' } },
  // Every minute: an import is told without a restart, an approved policy from the first minute of its day.
  'follow-policy': { ...INWARD, atOnce: 1, schedule: { cron: '* * * * *', timeZone: 'Europe/Amsterdam' } },
  'send-policy-mails': { ...INWARD, atOnce: 1 },
  // At night; after an outage the missed one is made up for.
  daily: { ...INWARD, atOnce: 1, schedule: { cron: '30 4 * * *', timeZone: 'Europe/Amsterdam' } },
};
