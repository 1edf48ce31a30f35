import type { ChangingProcessor, FoundRecord, PlanStep } from '../processor.ts';

/** In `sideEffects`: why a person does it. */
const TAKES_OTHERS = 'takes_others';

/**
 * The steps with what each deletion takes along, by reference. A record that would take along what stays, is or may be of
 * somebody else, or goes by hand, goes by hand itself, and so does what only goes with it. `found`: all that was found at
 * this system, also what no step is about.
 */
export function takeAlong(
  steps: readonly PlanStep[],
  found: readonly FoundRecord[],
  { goesWith }: Pick<ChangingProcessor, 'goesWith'>,
): readonly PlanStep[] {
  if (goesWith === undefined) return steps;
  const place = new Map(
    steps.flatMap((step, index) => (step.treatment === 'delete' ? [[step.recordRef, index] as const] : [])),
  );
  const leaves = new Map<string, FoundRecord[]>();
  for (const record of found) {
    const root = goesWith(record.ref);
    if (root !== undefined) leaves.set(root, [...(leaves.get(root) ?? []), record]);
  }
  const isFree = (root: string) =>
    (leaves.get(root) ?? []).every(
      ({ ref, withheld, confidence }) =>
        place.has(ref) && withheld !== 'other_person' && confidence === undefined,
    );
  return steps.map((step, index): PlanStep => {
    if (step.treatment !== 'delete') return step;
    const takes = (leaves.get(step.recordRef) ?? []).map(({ ref }) => ref);
    if (takes.length > 0)
      return isFree(step.recordRef)
        ? { ...step, takes }
        : { ...step, treatment: 'by_hand', sideEffects: [...step.sideEffects, TAKES_OTHERS] };
    const root = goesWith(step.recordRef);
    if (root === undefined || (place.get(root) ?? index) >= index) return step;
    return isFree(root) ? { ...step, takenBy: root } : { ...step, treatment: 'by_hand' };
  });
}
