import { RIGHTS, type Right } from '../kernel/rights.ts';
import { ASKED_ERASURE, type Evidence, kindOf } from './calibrated.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import type { HeardRight } from './heard-rights.ts';
import type { Judgement, Reading } from './judge-clause.ts';
import type { Clause } from './mark-negations.ts';
import { erases, isPlainErasure, saysErasure } from './plain-erasure.ts';
import {
  confidenceNeeded,
  confidenceOf,
  isConfident,
  type Label,
  type Understanding,
} from './understanding.ts';
import { isAsked } from './wishes.ts';
import type { Word } from './word.ts';

type Summary = Pick<
  Understanding,
  'labels' | 'topic' | 'thirdParty' | 'confidence' | 'sureness' | 'alternatives'
>;

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
/** So many different words, hardly one of them known: no language of ours, and nothing to ask back about. */
const MANY_WORDS = 5;
const POSSIBLE = 0.1;
/** A right that one sentence or clause may ask, though the message as a whole does not. */
const HEARD = 0.06;
/** The same where a right is asked about anyway, or hardly anything was understood: one choice more costs nothing. */
const HEARD_IN_DOUBT = 0.02;
/** A right that is asked about after another one was filed, or behind whoever leaves for good. */
const HEARD_ALSO = 0.15;
/** Less sure than this, hardly anything was understood. */
const IN_DOUBT = 0.5;
const MOST_ALTERNATIVES = 4;
/** From here what is said beside a wish may be a wish too: all of them are asked about, and none is filed. */
const HEARD_BESIDE = 0.35;
const ASKED_BESIDE = 0.7;
/** So surely about something else that nothing is asked. */
const SURELY_ELSE = 0.95;
/** An erasure of which no word speaks is only supposed. */
const SUPPOSED = 0.5;
/** One of several rights is sure by itself when the message as a whole holds at least this of it. */
const HOLDS_IN_WHOLE = 0.2;

export interface Summarised {
  readonly decided: readonly Reading[];
  /** The message read as one piece. */
  readonly whole: Judgement;
  /** The rights that any piece of the message may ask, likeliest first. */
  readonly heard: readonly HeardRight[];
  readonly words: readonly Word[];
  /** The patterns that occur in the words (`said`). */
  readonly named: ReadonlySet<string>;
  /** The clauses that ask: of a threat what is asked under it. */
  readonly clauses: readonly Clause[];
  readonly sentences: number;
  /** Right whose article the message cites. */
  readonly cited: Right | undefined;
}

/** Turns what was decided into labels by the conventions: the quiet labels stand alone, none is never the answer. */
export function summarise(
  { decided, whole, heard, words, named, clauses, sentences, cited }: Summarised,
  lexicon: CompiledLexicon,
  calibrate: (evidence: Evidence) => number,
): Summary {
  const asked = decided.some(
    ({ wish }) => isAsked(wish) && !(wish.label === 'policy_question' && wish.topic === null),
  );
  if (!asked && cited !== undefined) {
    return {
      labels: [cited],
      topic: null,
      thirdParty: named.has('third_party'),
      confidence: CITED,
    };
  }
  const said = [...new Set(decided.flatMap(({ wish }) => (wish.label === undefined ? [] : [wish.label])))];
  const surest = said.length === 0 ? 0 : Math.min(...decided.map(({ confidence }) => confidence));
  const quits = named.has('quits') && !clauses.some(erases) && said.every((label) => !isOther(label));
  const isStrange = whole.familiarity < FAMILIAR && surest < RESEMBLES;
  const isGuess = said.length === 0 || quits || isStrange;
  const labels: readonly Label[] = isGuess ? ['out_of_scope'] : said;
  const others = whole.ranked.flatMap(({ wish, chance }) =>
    wish.label !== undefined && isAsked(wish) && chance >= POSSIBLE ? [wish.label] : [],
  );
  const beside = heard.filter(({ right }) => !labels.includes(right));
  const rival = beside[0]?.chance ?? 0;
  const evidence: Evidence = { labels, surest, whole: wholeOf(labels, whole), rival, apart: sentences > 1 };
  const isBeside = rival >= HEARD_BESIDE && kindOf(evidence) !== 'other' && kindOf(evidence) !== 'quiet';
  const isErasureSure =
    said.includes('erasure') &&
    // "Bevestig dat alles gewist is" may ask what was done.
    !named.has('erased') &&
    isPlainErasure(clauses, whole, lexicon.negation.negators, labels.length === 1) &&
    calibrate(ownEvidence('erasure', evidence, decided, whole)) >= confidenceNeeded('erasure');
  const mostOfErasure = !said.includes('erasure')
    ? 1
    : !saysErasure(clauses)
      ? SUPPOSED
      : isErasureSure
        ? 1
        : ASKED_ERASURE;
  const confidence = Math.min(
    isGuess ? Math.min(surest, DOUBT) : calibrate(evidence),
    mostOfErasure,
    isBeside ? ASKED_BESIDE : 1,
  );
  const sureness =
    isGuess || isBeside
      ? {}
      : surenessOf(evidence, decided, whole, calibrate, isErasureSure && saysErasure(clauses));
  // Behind a right that is filed only what is likely enough for a question of its own; instead of it, all that may be.
  const isFiled = isConfident({ labels, confidence, sureness }) && labels.some(isRight);
  const isAnyFiled = labels.some(
    (label) => isRight(label) && confidenceOf({ confidence, sureness }, label) >= confidenceNeeded(label),
  );
  const isInDoubt = labels.some(isRight) || confidence < IN_DOUBT;
  const heardFrom = isAnyFiled || quits ? HEARD_ALSO : isInDoubt ? HEARD_IN_DOUBT : HEARD;
  const possible = beside.flatMap(({ right, chance }): readonly Label[] =>
    chance >= heardFrom ? [right] : [],
  );
  const isElse =
    (kindOf(evidence) === 'quiet' && confidence >= SURELY_ELSE) ||
    (isStrange && new Set(words.map(({ text }) => text)).size >= MANY_WORDS);
  const alternatives = isElse
    ? []
    : [...new Set<Label>([...(quits ? ['erasure' as const] : []), ...possible, ...others])]
        .filter((label) => !labels.includes(label) && (!isFiled || possible.includes(label)))
        .slice(0, MOST_ALTERNATIVES);
  return {
    labels,
    topic: isGuess ? null : (decided.find(({ wish }) => wish.topic !== null)?.wish.topic ?? null),
    thirdParty: labels.some((label) => !ABOUT_NOBODY.has(label)) && named.has('third_party'),
    confidence,
    ...(Object.keys(sureness).length > 0 ? { sureness } : {}),
    ...(alternatives.length > 0 ? { alternatives } : {}),
  };
}

/**
 * How sure each of several rights is by itself, where they stand in sentences of their own. An erasure, and what stands
 * in one sentence with it ("stuur me eerst alles, en gooi het daarna weg"), only where it is sure enough to be done and
 * the rest is sure as well: otherwise it is as sure as all together.
 */
function surenessOf(
  evidence: Evidence,
  decided: readonly Reading[],
  whole: Judgement,
  calibrate: (evidence: Evidence) => number,
  isErasureSure: boolean,
): Partial<Record<Label, number>> {
  const rights = evidence.labels.filter(isRight);
  if (evidence.labels.length < 2 || !(evidence.apart || isErasureSure)) return {};
  const of = rights.flatMap((label) => {
    const own = ownEvidence(label, evidence, decided, whole);
    const isHeld = own.whole >= HOLDS_IN_WHOLE && (label !== 'erasure' || isErasureSure);
    return isHeld ? [[label, calibrate(own)] as const] : [];
  });
  const isRestSure = rights.every(
    (right) =>
      right === 'erasure' || of.some(([label, sure]) => label === right && sure >= confidenceNeeded(label)),
  );
  return Object.fromEntries(of.filter(([label]) => label !== 'erasure' || isRestSure));
}

/** The evidence for one of the labels by itself. */
function ownEvidence(
  label: Label,
  evidence: Evidence,
  decided: readonly Reading[],
  whole: Judgement,
): Evidence {
  if (evidence.labels.length < 2) return evidence;
  const readings = decided.filter(({ wish }) => wish.label === label);
  return {
    ...evidence,
    labels: [label],
    among: true,
    surest: Math.max(0, ...readings.map(({ confidence }) => confidence)),
    whole: wholeOf([label], whole),
    rival: 0,
  };
}

/** The least chance that the message as one piece gives to one of the labels. */
function wholeOf(labels: readonly Label[], { ranked }: Judgement): number {
  return Math.min(...labels.map((label) => ranked.find(({ wish }) => wish.label === label)?.chance ?? 0));
}

function isRight(label: Label): boolean {
  return RIGHTS.some((right) => right === label);
}

function isOther(label: Label): boolean {
  return label !== 'erasure' && label !== 'out_of_scope';
}
