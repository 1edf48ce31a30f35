import { type WordFeatures, wordFeatures } from './word-features.ts';

export interface Word {
  /** Folded, in its usual spelling; `#` for a number, `#mail`, `#link` and `#ref` for what they name. */
  readonly text: string;
  readonly concept: string | undefined;
  /** Said to be not wanted (mark-negations.ts). */
  readonly denied: boolean;
  readonly features: WordFeatures;
}

/** A folded word in its usual spelling with its meaning, and what it brings into a text. */
export function wordOf(text: string, concept: string | undefined, denied = false): Word {
  return { text, concept, denied, features: wordFeatures(text, concept, denied) };
}
