import { LABELS, type Label, TOPICS, type Topic } from './understanding.ts';

/** What a piece of text can turn out to be: a label, a policy question with its topic, or an aside. */
export interface Wish {
  readonly name: string;
  /** Absent for an aside: what accompanies a wish and asks nothing itself. */
  readonly label: Label | undefined;
  readonly topic: Topic | null;
}

export const ASIDE = 'aside';
const TOPIC_PREFIX = 'policy_question/';

/** Reads the name of a phrase group; a name that is no wish is a mistake in the phrase files and throws. */
export function wishOf(name: string): Wish {
  if (name === ASIDE) return { name, label: undefined, topic: null };
  const topic = TOPICS.find((known) => name === TOPIC_PREFIX + known);
  if (topic !== undefined) return { name, label: 'policy_question', topic };
  const label = LABELS.find((known) => known === name);
  if (label === undefined) throw new Error(`phrases: no label or topic is called "${name}"`);
  return { name, label, topic: null };
}

/** Small talk counts only when nothing else is said; these two and asides ask nothing of the desk. */
const QUIET: ReadonlySet<Label> = new Set(['greeting', 'thanks', 'out_of_scope', 'auto_reply']);

/** Whether the wish asks the desk for something. */
export function isAsked(wish: Wish): boolean {
  return wish.label !== undefined && !QUIET.has(wish.label);
}
