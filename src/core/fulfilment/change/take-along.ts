import type { ChangingProcessor, FoundRecord, PlanStep } from '../processor.ts';

/** In `sideEffects`: why a person does it. */
const TAKES_OTHERS = 'takes_others';

/**
 * The steps with what each deletion takes along, by reference. A record that would take along what stays, is or may be of
 * somebody else, or goes by hand, goes by hand itself, and so does what only goes with it. `found`: all that was found at
 * this system, also what no step is about; `planned`: the order of the adapter, with what is not done after all.
 */
export function takeAlong(
  steps: readonly PlanStep[],
  found: readonly FoundRecord[],
  { goesWith }: Pick<ChangingProcessor, 'goesWith'>,
  planned: readonly PlanStep[] = steps,
): readonly PlanStep[] {
  if (goesWith === undefined) return steps;
  const goes = new Set(steps.filter(isDeletion).map(({ recordRef }) => recordRef));
  const place = new Map(
    planned.flatMap((step, index) => (isDeletion(step) ? [[step.recordRef, index] as const] : [])),
  );
  const leaves = new Map<string, FoundRecord[]>();
  for (const record of found) {
    const root = goesWith(record.ref);
    if (root !== undefined) leaves.set(root, [...(leaves.get(root) ?? []), record]);
  }
  const isFree = (root: string) =>
    (leaves.get(root) ?? []).every(
      ({ ref, withheld, confidence }) =>
        goes.has(ref) && withheld !== 'other_person' && confidence === undefined,
    );
  return steps.map((step): PlanStep => {
    if (!isDeletion(step)) return step;
    const takes = (leaves.get(step.recordRef) ?? []).map(({ ref }) => ref);
    if (takes.length > 0)
      return isFree(step.recordRef)
        ? { ...step, takes }
        : { ...step, treatment: 'by_hand', sideEffects: [...step.sideEffects, TAKES_OTHERS] };
    const root = goesWith(step.recordRef);
    const isAfter = (place.get(root ?? '') ?? Infinity) < (place.get(step.recordRef) ?? 0);
    if (root === undefined || !isAfter) return step;
    return goes.has(root) && isFree(root) ? { ...step, takenBy: root } : { ...step, treatment: 'by_hand' };
  });
}

function isDeletion({ treatment }: PlanStep): boolean {
  return treatment === 'delete';
}
