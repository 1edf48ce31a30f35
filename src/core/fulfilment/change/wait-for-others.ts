import { type ChangeStep, isLeft, isPending } from './change-step.ts';

/**
 * What a step waits for: of a record and what it takes along, the later step is made after the earlier ones. `until`: one of
 * them is tried again then; `left`: one of them is for a person, and so is this.
 */
export function waitForOthers(
  step: Pick<ChangeStep, 'payload' | 'position'>,
  others: readonly ChangeStep[],
): 'nothing' | 'left' | { readonly until: Date | null } {
  const { takes = [], takenBy } = step.payload?.step ?? {};
  const before = others.filter(
    ({ position, payload }) =>
      payload !== null &&
      position < step.position &&
      (takes.includes(payload.step.recordRef) || payload.step.recordRef === takenBy),
  );
  if (before.some(isLeft)) return 'left';
  const pending = before.filter(isPending);
  if (pending.length === 0) return 'nothing';
  const times = pending.flatMap(({ nextAt }) => (nextAt === null ? [] : [nextAt.getTime()]));
  return { until: times.length === 0 ? null : new Date(Math.max(...times)) };
}
