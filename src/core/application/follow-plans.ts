import { assertNever } from '../kernel/assert-never.ts';
import { canonicalJson } from '../kernel/digest.ts';
import { type FollowedChain, followChain, type LinkedEntry } from '../register/event-chain.ts';
import type { RegisterFault } from '../register/find-fault.ts';
import type { ReviewEvent, ReviewRow } from './review-ports.ts';

/** What its log says of a plan, and what stands beside the log. */
export type PlanFigures = Pick<ReviewRow, 'id' | 'status' | 'approvedBy' | 'count' | 'orders' | 'done'>;

/**
 * What is wrong with the logs of plans for people past two years, few and short (R32): an entry does not follow, or the
 * plan beside the log is not what the log leads to. Of a plan that a newer one replaced only its log is there.
 */
export function followPlans(
  entries: readonly LinkedEntry[],
  eventOf: (entry: LinkedEntry) => ReviewEvent | undefined,
  plans: readonly PlanFigures[],
): readonly RegisterFault[] {
  const logs = new Map<string, { readonly chain: FollowedChain; readonly said: PlanFigures }>();
  for (const entry of entries) {
    const { requestId: id } = entry;
    const { chain, said } = logs.get(id) ?? { chain: followChain(), said: begun(id) };
    chain.add(entry);
    const event = eventOf(entry);
    logs.set(id, { chain, said: event === undefined ? said : after(said, event, entry.by) });
  }
  const beside = new Map(plans.map((plan) => [plan.id, plan]));
  return [...logs].flatMap(([id, { chain, said }]): RegisterFault | readonly RegisterFault[] => {
    if (chain.broken !== null) return { fault: 'plan', number: null, sequence: chain.broken };
    const plan = beside.get(id);
    const fits =
      plan === undefined
        ? said.status === 'open'
        : canonicalJson(sorted(plan)) === canonicalJson(sorted(said));
    return fits ? [] : { fault: 'plan', number: null, sequence: chain.end.sequence + 1 };
  });
}

function begun(id: string): PlanFigures {
  return { id, status: 'open', approvedBy: null, count: 0, orders: 0, done: [] };
}

function after(said: PlanFigures, event: ReviewEvent, by: string): PlanFigures {
  switch (event.type) {
    case 'listed':
      return {
        ...said,
        status: event.people === 0 ? 'done' : 'open',
        count: event.people,
        orders: event.orders,
      };
    case 'approved':
      return { ...said, status: 'approved', approvedBy: by, count: event.people, orders: event.orders };
    case 'stopped':
      return { ...said, status: 'open', approvedBy: null };
    case 'ticked':
      return { ...said, done: [...said.done, ...event.places] };
    case 'carried_out':
      return { ...said, status: 'done' };
    default:
      return assertNever(event);
  }
}

/** Places are ticked in any order. */
function sorted(plan: PlanFigures): PlanFigures {
  return { ...plan, done: [...new Set(plan.done)].sort() };
}
