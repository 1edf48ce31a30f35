import { isPolicyAspect, POLICY_ASPECTS, type PolicyAspect } from '../kernel/policy-aspects.ts';
import { POLICY_TOPICS, type PolicyTopic } from '../kernel/policy-topics.ts';

const ASPECTS = Object.keys(POLICY_ASPECTS)
  .filter(isPolicyAspect)
  .map((aspect) => ({ aspect, pattern: `about_${aspect}` }));

/** The parties and parts of the policy that the words name (`said`), in the order of `POLICY_ASPECTS`. */
export function findAspects(named: ReadonlySet<string>): readonly PolicyAspect[] {
  return ASPECTS.filter(({ pattern }) => named.has(pattern)).map(({ aspect }) => aspect);
}

const FURTHER = POLICY_TOPICS.map((topic) => ({ topic, pattern: `further_${topic}` }));

/** The topics that are asked behind "en", as in "cookies, en hoe lang bewaren jullie alles". */
export function findFurtherTopics(named: ReadonlySet<string>): readonly PolicyTopic[] {
  return FURTHER.filter(({ pattern }) => named.has(pattern)).map(({ topic }) => topic);
}
