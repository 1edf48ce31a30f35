import { CHAIN_START, chainHash, followChain } from '../register/event-chain.ts';
import type { ReviewEvent, ReviewStep, Tx } from './ports.ts';

/** Adds an entry to the log of a plan, in the transaction that holds the plan (R32). */
export async function logReview(
  tx: Tx,
  reviewId: string,
  { event, by, at, reason = '' }: { event: ReviewEvent; by: string; at: Date; reason?: string },
): Promise<void> {
  const last = (await tx.reviews.steps(reviewId)).at(-1);
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? CHAIN_START;
  const hash = chainHash(previousHash, { requestId: reviewId, sequence, at, by, event });
  await tx.reviews.addStep(reviewId, { sequence, at, by, event, reason, previousHash, hash });
}

/** Whether every entry follows from the one before it. */
export function isWholeLog(reviewId: string, steps: readonly ReviewStep[]): boolean {
  const chain = followChain();
  for (const step of steps) chain.add({ requestId: reviewId, ...step });
  return chain.broken === null;
}

/** Who made the list: whose export it was. Nobody of a list from before there was a log. */
export function preparersOf(steps: readonly ReviewStep[]): readonly string[] {
  return steps.flatMap(({ event, by }) => (event.type === 'listed' ? [by] : [])).slice(0, 1);
}
