import type { Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { rightsOf } from './filed-rights.ts';

/** Clear enough to take up again what was asked here before: it is proven and approved like any other. */
const AGAIN = 0.6;

/** "Toch maar wissen": rights that the customer stopped here, and by these words asks again (R3). */
export function askedBack(understood: Understanding, { requests }: ConversationFacts): readonly Right[] {
  if (understood.confidence < AGAIN) return [];
  return rightsOf(understood).perhaps.filter(
    (right) =>
      understood.labels.includes(right) &&
      requests.some((request) => request.right === right && request.status === 'withdrawn') &&
      !requests.some((request) => request.right === right && request.open),
  );
}
