import { RIGHTS } from '../kernel/rights.ts';
import { askedFrom, type JudgeClause, type Judgement, type Reading } from './judge-clause.ts';
import type { Clause } from './mark-negations.ts';
import { joinClauses, type Sentence } from './read-sentences.ts';
import { ASIDE, isAsked, type Wish } from './wishes.ts';

/** A whole sentence or message counts as asking from this chance. */
const ASKS = 0.5;
/** A clause, read without its surroundings, must be surer than that. */
const CLAUSE_ASKS = 0.6;
/** Beside a sentence that is surely about an order, a wish must stand out. */
const ASKS_BESIDE_ORDER = 0.7;
const SURE = 0.75;
/** One sentence mostly asks one thing; a second reading of it must be clear. */
const ASKS_TOO = 0.75;
const STANDS_OUT = 0.2;
/** Less than this in the whole sentence: the clause is a turn of phrase. More is needed where it is about something else. */
const FITS_WHOLE = 0.2;
const FITS_ELSE = 0.4;
/** Unless the clause is this sure: of a long sentence the whole says little of each. */
const CLAUSE_IS_SURE = 0.95;
/** "Toch wel" is sure of nothing by itself. */
const FEWEST_SURE_WORDS = 3;
/** Read without its "als" and "niet" a condition is no whole sentence. */
const ASKS_UNDER_THREAT = 0.3;
/** A wish that is not quite told from an aside is asked back rather than passed over. */
const BEHIND_ASIDE = 0.12;
/** A second wish is meant when its piece is this sure of it, or when the whole message has at least a trace of it. */
const ASKS_ALONE = 0.85;
const TRACE = 0.06;
/** Of more sentences than these the whole says less of each. */
const LETTER_FROM = 4;
const TRACE_IN_LETTER = 0.02;
/** Beside a sure wish of another sentence, a doubtful one is more likely a misreading than a wish. */
const BESIDE_SURER = 0.65;

/**
 * What a message wants, in the order in which it is said; empty when nothing can be made of it. Each sentence is
 * read by itself and by its clauses (several wishes); what no sentence says alone may be said by all together
 * ("Ik heb een account. Dat mag weg.").
 */
export function decideWishes(sentences: readonly Sentence[], judge: JudgeClause): readonly Reading[] {
  const judged = sentences.map((sentence) => ({ sentence, judgement: judge(sentence) }));
  const besideOrder =
    judged.length > 1 && judged.some(({ judgement }) => isSurely(judgement, 'out_of_scope'));
  const asked = new Map<string, Reading>();
  for (const { sentence, judgement } of judged) {
    for (const decided of askedInSentence(sentence, judgement, judge)) {
      if (besideOrder && (decided.chance < ASKS_BESIDE_ORDER || isHeading(sentence, decided))) continue;
      const known = asked.get(decided.wish.name);
      if (known === undefined || known.chance < decided.chance) asked.set(decided.wish.name, decided);
    }
  }
  if (asked.size > 0) {
    const surest = Math.max(...[...asked.values()].map(({ confidence }) => confidence));
    const sure = [...asked.values()].filter(({ confidence }) => confidence >= BESIDE_SURER * surest);
    const trace = sentences.length > LETTER_FROM ? TRACE_IN_LETTER : TRACE;
    return sure.length < 2 ? sure : withoutTurns(sure, judge(joinClauses(sentences)), trace);
  }

  const clauses = sentences.flatMap((sentence) => sentence.clauses);
  // "Oké, dank u wel": courtesy as a whole, of which one half says something else by itself, but not surely.
  const [said] = judge(joinClauses(sentences)).ranked;
  const isMore = clauses.some((clause) => isSurely(judge(clause), 'out_of_scope'));
  if (said !== undefined && isCourtesy(said.wish) && said.chance >= ASKS && !isMore) return [said];
  const telling = clauses.length < 2 ? clauses : clauses.filter((clause) => !isBeside(judge(clause)));
  const whole = joinClauses(telling.length > 0 ? telling : sentences);
  const judgement = judge(whole);
  const together = isAboutElse(judgement) ? [] : askedFrom(judgement, ASKS);
  if (together.length > 0) return together;
  return mostLikely(judged, judgement);
}

/** "Annuleren" above a mail about an order is what that mail is about; a right in one word stays asked. */
function isHeading({ words }: Sentence, { wish }: Reading): boolean {
  return words.length === 1 && !RIGHTS.some((right) => right === wish.label);
}

/** What one piece seems to ask and the message as a whole does not: a turn of phrase, unless all are. */
function withoutTurns(
  readings: readonly Reading[],
  { ranked }: Judgement,
  trace: number,
): readonly Reading[] {
  const meant = readings.filter(
    ({ wish, chance }) =>
      chance >= ASKS_ALONE || ranked.some((entry) => entry.wish.name === wish.name && entry.chance >= trace),
  );
  return meant.length > 0 ? meant : readings;
}

/** Nothing is asked clearly: the likeliest reading, small talk only when no sentence says more. */
function mostLikely(judged: readonly { judgement: Judgement }[], whole: Judgement): readonly Reading[] {
  const tops = judged.flatMap(({ judgement }) => judgement.ranked.slice(0, 1));
  const best = whole.ranked[0];
  if (best === undefined) return [];
  const auto = tops.find(({ wish, chance }) => wish.label === 'auto_reply' && chance >= ASKS);
  if (auto !== undefined) return [auto];
  const single = tops.filter(({ wish }) => isAsked(wish)).sort((a, b) => b.chance - a.chance)[0];
  if (single !== undefined && single.chance > best.chance) return [single];
  if (isAsked(best.wish) || (isCourtesy(best.wish) && best.chance >= ASKS)) return [best];
  const behind = best.wish.name === ASIDE ? whole.ranked[1] : undefined;
  if (behind !== undefined && behind.chance >= BEHIND_ASIDE) return [behind];
  const order = [...tops, best].filter(({ wish }) => wish.label === 'out_of_scope');
  if (order.length > 0) return [order.reduce((a, b) => (a.chance >= b.chance ? a : b))];
  const small =
    tops.find(({ wish }) => wish.label === 'thanks') ?? tops.find(({ wish }) => wish.label === 'greeting');
  return [small ?? best];
}

function askedInSentence(sentence: Sentence, whole: Judgement, judge: JudgeClause): readonly Reading[] {
  const wanted = sentence.ultimatum === undefined ? [] : askedUnderThreat(sentence.ultimatum, judge);
  if (wanted.length > 0) return wanted;
  const isSimple = sentence.clauses.length < 2;
  const isElse = isAboutElse(whole);
  const clear = isElse
    ? []
    : askedFrom(whole, ASKS).filter(({ chance }, index) => index === 0 || (!isSimple && chance >= ASKS_TOO));
  const direct = clear.length > 0 ? clear : standsOut(whole);
  if (isSimple) return direct;
  const found: Reading[] = [];
  for (const clause of sentence.clauses) {
    const best = judge(clause).ranked[0];
    if (best === undefined || !isAsked(best.wish) || best.chance < CLAUSE_ASKS) continue;
    if (best.wish.label === 'policy_question' && !isQuestion(clause) && isRightFirst(whole)) continue;
    const inWhole = whole.ranked.find(({ wish }) => wish.name === best.wish.name)?.chance ?? 0;
    const isSure = best.chance >= CLAUSE_IS_SURE && clause.words.length >= FEWEST_SURE_WORDS;
    if (isElse ? inWhole < FITS_ELSE : inWhole < FITS_WHOLE && !isSure) continue;
    if (!found.some(({ wish }) => wish.name === best.wish.name)) found.push(best);
  }
  if (found.length === 0) return direct;
  const surer = found.map((best) => {
    const again = whole.ranked.find((entry) => entry.wish.name === best.wish.name);
    return again !== undefined && again.confidence > best.confidence ? again : best;
  });
  if (found.length === 1 && direct.length === 1)
    return surer[0]?.wish.name === direct[0]?.wish.name ? surer : direct;
  return surer;
}

/** The threat is no wish of its own: "anders ga ik naar de AP" lifts the request, and is no complaint yet. */
function askedUnderThreat(ultimatum: Clause, judge: JudgeClause): readonly Reading[] {
  const [best] = judge(ultimatum).ranked;
  if (best === undefined || best.chance < ASKS_UNDER_THREAT || best.wish.label === 'complaint') return [];
  return RIGHTS.some((right) => right === best.wish.label) ? [best] : [];
}

const QUESTION_MEANINGS: ReadonlySet<string> = new Set(['which', 'who', 'why', 'how', 'how_long', 'where']);

function isQuestion({ words }: Clause): boolean {
  return words.some(({ text, concept }) => text === '?' || QUESTION_MEANINGS.has(concept ?? ''));
}

/** "inzage, alsmede de doeleinden, de ontvangers en de bewaartermijn": parts of one right, no questions. */
function isRightFirst({ ranked }: Judgement): boolean {
  return RIGHTS.some((right) => right === ranked[0]?.wish.label);
}

/** A wish that is not certain but without a rival is understood, with little confidence: better asked back than lost. */
function standsOut({ ranked }: Judgement): readonly Reading[] {
  const [first, second] = ranked;
  if (first === undefined || !isAsked(first.wish) || first.chance < STANDS_OUT) return [];
  return first.chance >= 2 * (second?.chance ?? 0) ? [first] : [];
}

/** Something that asks nothing of the desk fits better than anything that does. */
function isAboutElse({ ranked }: Judgement): boolean {
  const [first] = ranked;
  return (
    first !== undefined && first.chance >= ASKS && first.wish.label !== undefined && !isAsked(first.wish)
  );
}

/** What accompanies a wish: asides, greeting, thanks. */
function isBeside({ ranked }: Judgement): boolean {
  const [first] = ranked;
  if (first === undefined || first.chance < SURE) return false;
  return first.wish.name === ASIDE || isCourtesy(first.wish);
}

function isCourtesy({ label }: Wish): boolean {
  return label === 'greeting' || label === 'thanks';
}

function isSurely(judgement: Judgement, name: string): boolean {
  const first = judgement.ranked[0];
  return first !== undefined && first.wish.name === name && first.chance >= SURE;
}
