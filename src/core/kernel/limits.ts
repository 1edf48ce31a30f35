import { DAY, HOUR, MINUTE } from './clock.ts';

/** So many within so many milliseconds; 0: at the same time; `null`: for good, until a person allows more. */
export interface Limit {
  readonly most: number;
  readonly withinMs: number | null;
}

/**
 * Every ceiling against guessing and flooding (R7, R29), in one table; docs/limits.md gives the reason of each and a
 * test keeps the two equal. A network is an IPv4 address or the first half of an IPv6 one.
 */
export const LIMITS = {
  wrongCodesPerRequest: { most: 15, withinMs: null },
  wrongCodesPerConversation: { most: 15, withinMs: null },
  wrongCodesPerAddress: { most: 15, withinMs: DAY },
  wrongCodesPerNetwork: { most: 15, withinMs: DAY },
  wrongFactsPerRequest: { most: 3, withinMs: null },
  wrongFactsPerAddress: { most: 6, withinMs: DAY },
  proofCodesPerRequest: { most: 3, withinMs: DAY },
  openingCodesPerRequest: { most: 3, withinMs: DAY },
  codesPerAddress: { most: 5, withinMs: DAY },
  codesPerConversation: { most: 6, withinMs: DAY },
  codesPerNetwork: { most: 20, withinMs: DAY },
  proofCodesPerShop: { most: 60, withinMs: HOUR },
  proofCodesWithoutNetwork: { most: 20, withinMs: HOUR },
  conversationsPerNetwork: { most: 100, withinMs: DAY },
  mailAnswersPerAddress: { most: 1, withinMs: HOUR },
  mailsPerConversation: { most: 10, withinMs: HOUR },
  linksPerAnswer: { most: 12, withinMs: 0 },
  linksPerRequest: { most: 3, withinMs: DAY },
  relayedMailsPerRequest: { most: 5, withinMs: DAY },
  anonymousAlarms: { most: 1, withinMs: 15 * MINUTE },
  anonymousTasksShown: { most: 5, withinMs: 0 },
  streamsPerVisitor: { most: 3, withinMs: 0 },
  streamsPerNetwork: { most: 30, withinMs: 0 },
  streamsPerProcess: { most: 1_000, withinMs: 0 },
} as const satisfies Readonly<Record<string, Limit>>;
