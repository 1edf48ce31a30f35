import type { CompiledLexicon } from './compile-lexicon.ts';
import { says } from './find-signals.ts';
import type { Judgement, Reading } from './judge-clause.ts';
import type { Word } from './read-words.ts';
import type { Label, Understanding } from './understanding.ts';
import { isAsked } from './wishes.ts';

type Summary = Pick<Understanding, 'labels' | 'topic' | 'thirdParty' | 'confidence'>;

/** Labels that concern no data of anybody: "een cadeau voor mijn moeder" is about no one's data. */
const ABOUT_NOBODY: ReadonlySet<Label> = new Set([
  'out_of_scope',
  'greeting',
  'thanks',
  'auto_reply',
  'breach_report',
  'policy_question',
]);

/** Turns what was decided into labels by the conventions: the quiet labels stand alone, none is never the answer. */
export function summarise(
  decided: readonly Reading[],
  whole: Judgement,
  words: readonly Word[],
  lexicon: CompiledLexicon,
): Summary {
  const labels = [...new Set(decided.flatMap(({ wish }) => (wish.label === undefined ? [] : [wish.label])))];
  if (labels.length === 0) {
    const asked = whole.ranked.find(({ wish }) => isAsked(wish))?.chance ?? 0;
    return {
      labels: ['out_of_scope'],
      topic: null,
      thirdParty: false,
      confidence: (1 - asked) * whole.familiarity,
    };
  }
  const topic = decided.find(({ wish }) => wish.topic !== null)?.wish.topic ?? null;
  const about = labels.some((label) => !ABOUT_NOBODY.has(label));
  return {
    labels,
    topic,
    thirdParty:
      about &&
      says(
        'third_party',
        words.map((word) => word.text),
        lexicon,
      ),
    confidence: Math.min(...decided.map((reading) => confidenceOf(reading, words))),
  };
}

/** Words without which an erasure is only supposed: then it is asked, never done. */
const ERASING: ReadonlySet<string> = new Set(['erase', 'away']);
const SUPPOSED = 0.5;

function confidenceOf({ wish, confidence }: Reading, words: readonly Word[]): number {
  if (wish.label !== 'erasure') return confidence;
  const isSaid = words.some(
    ({ concept, denied }) => !denied && concept !== undefined && ERASING.has(concept),
  );
  return isSaid ? confidence : Math.min(confidence, SUPPOSED);
}
