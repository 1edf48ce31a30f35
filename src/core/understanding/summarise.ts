import type { Right } from '../kernel/rights.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { says } from './find-signals.ts';
import type { Judgement, Reading } from './judge-clause.ts';
import type { Word } from './read-words.ts';
import type { Label, Understanding } from './understanding.ts';
import { isAsked } from './wishes.ts';

type Summary = Pick<Understanding, 'labels' | 'topic' | 'thirdParty' | 'confidence' | 'alternatives'>;

/** Labels that concern no data of anybody: "een cadeau voor mijn moeder" is about no one's data. */
const ABOUT_NOBODY: ReadonlySet<Label> = new Set([
  'out_of_scope',
  'greeting',
  'thanks',
  'auto_reply',
  'breach_report',
  'policy_question',
]);

/** An article without a wish is asked about, not filed. */
const CITED = 0.6;
/** Not sure enough for anything. "Ik bestel nooit meer" may mean that the data can go: it is asked (product rule R18). */
const DOUBT = 0.3;
/** Less than this part of the words known, and no more likeness than this: whatever it seems to say is a guess. */
const FAMILIAR = 0.34;
const RESEMBLES = 0.6;
const POSSIBLE = 0.1;
const MOST_ALTERNATIVES = 2;

export interface Summarised {
  readonly decided: readonly Reading[];
  /** The message read as one piece. */
  readonly whole: Judgement;
  readonly words: readonly Word[];
  /** Right whose article the message cites. */
  readonly cited: Right | undefined;
}

/** Turns what was decided into labels by the conventions: the quiet labels stand alone, none is never the answer. */
export function summarise({ decided, whole, words, cited }: Summarised, lexicon: CompiledLexicon): Summary {
  const plain = words.map((word) => word.text);
  const asked = decided.some(
    ({ wish }) => isAsked(wish) && !(wish.label === 'policy_question' && wish.topic === null),
  );
  if (!asked && cited !== undefined) {
    return {
      labels: [cited],
      topic: null,
      thirdParty: says('third_party', plain, lexicon),
      confidence: CITED,
    };
  }
  const said = [...new Set(decided.flatMap(({ wish }) => (wish.label === undefined ? [] : [wish.label])))];
  const sure = said.length === 0 ? 0 : Math.min(...decided.map((reading) => confidenceOf(reading, words)));
  const isGuess = said.length === 0 || (whole.familiarity < FAMILIAR && sure < RESEMBLES);
  const labels: readonly Label[] = isGuess ? ['out_of_scope'] : said;
  const quits = !asked && says('quits', plain, lexicon);
  const others = whole.ranked.flatMap(({ wish, chance }) =>
    wish.label !== undefined && isAsked(wish) && chance >= POSSIBLE ? [wish.label] : [],
  );
  const alternatives = [...new Set<Label>([...(quits ? ['erasure' as const] : []), ...others])]
    .filter((label) => !labels.includes(label))
    .slice(0, MOST_ALTERNATIVES);
  return {
    labels,
    topic: isGuess ? null : (decided.find(({ wish }) => wish.topic !== null)?.wish.topic ?? null),
    thirdParty: labels.some((label) => !ABOUT_NOBODY.has(label)) && says('third_party', plain, lexicon),
    confidence: isGuess || quits ? Math.min(sure, DOUBT) : sure,
    ...(alternatives.length > 0 ? { alternatives } : {}),
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
