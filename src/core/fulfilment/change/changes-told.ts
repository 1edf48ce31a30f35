import type { ChangesTold, SourceResult } from '../letter.ts';
import type { ChangePlan } from './change-plan.ts';

type Told = ChangesTold['byHand'][number];

/** Per system and kind, in the order of the plan. A field that a step sets without the record having it is no erasure. */
export function changesTold({ steps, byHand }: ChangePlan, results: readonly SourceResult[]): ChangesTold {
  const records = new Map(
    results.flatMap(({ source, records: found }) =>
      found.map((record) => [`${source} ${record.ref}`, record] as const),
    ),
  );
  const kinds = new Map<string, Told & { hand: boolean; readonly fields: Set<string> }>();
  const at = ({ source, category }: Told) => {
    const key = `${source} ${category}`;
    const known = kinds.get(key) ?? { source, category, hand: false, fields: new Set<string>() };
    kinds.set(key, known);
    return known;
  };
  for (const step of steps) {
    if (step.treatment === 'by_hand') at(step).hand = true;
    if (step.treatment !== 'mask' || step.hold === null) continue;
    const filled = records.get(`${step.source} ${step.recordRef}`)?.fields ?? [];
    for (const { name } of filled) if (step.fields.includes(name)) at(step).fields.add(name);
  }
  for (const { source, category } of byHand) if (category !== null) at({ source, category }).hand = true;
  const all = [...kinds.values()];
  return {
    byHand: all.filter(({ hand }) => hand).map(({ source, category }) => ({ source, category })),
    blanked: all
      .filter(({ fields }) => fields.size > 0)
      .map(({ source, category, fields }) => ({ source, category, fields: [...fields] })),
  };
}
