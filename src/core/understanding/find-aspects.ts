import { isPolicyAspect, POLICY_ASPECTS, type PolicyAspect } from '../kernel/policy-aspects.ts';

const ASPECTS = Object.keys(POLICY_ASPECTS)
  .filter(isPolicyAspect)
  .map((aspect) => ({ aspect, pattern: `about_${aspect}` }));

/** The parties and parts of the policy that the words name (`said`), in the order of `POLICY_ASPECTS`. */
export function findAspects(named: ReadonlySet<string>): readonly PolicyAspect[] {
  return ASPECTS.filter(({ pattern }) => named.has(pattern)).map(({ aspect }) => aspect);
}
