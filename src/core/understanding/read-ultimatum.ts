import type { CompiledLexicon } from './compile-lexicon.ts';
import type { Word } from './word.ts';
import { findPattern, said } from './word-pattern.ts';

const FEWEST_WORDS = 2;

/**
 * "Als ik voor vrijdag geen overzicht heb, stap ik naar de AP" asks for the overview: what must not stay undone is the
 * wish. Answers with the words of that wish, said plainly ("ik wil overzicht heb"); undefined where nothing is
 * threatened, nothing in the condition is negated, or the whole is a question. `clauses` are those of one sentence.
 */
export function readUltimatum(
  clauses: readonly (readonly Word[])[],
  lexicon: CompiledLexicon,
): readonly Word[] | undefined {
  const words = clauses.flat();
  if (!said(words, lexicon).has('threat') || words.some(({ text }) => text === '?')) return undefined;
  const threat = firstOf('threat', words, lexicon);
  const otherwise = firstOf('otherwise', words.slice(0, threat), lexicon);
  // "Stuur mijn gegevens of ik ga naar de AP": said plainly already, only the threat is left out.
  if (otherwise >= FEWEST_WORDS && threat - otherwise <= FEWEST_WORDS)
    return withoutMoments(words.slice(0, otherwise), lexicon);
  const opener = firstOf('condition', words, lexicon);
  // "Krijg ik vrijdag geen overzicht, dan …": the verb comes first instead of a word that joins.
  const isVerbFirst = opener < 0 && firstOf('condition_verb', words, lexicon) === 0;
  if (opener < 0 && !isVerbFirst) return undefined;
  const condition = words.slice(opener + 1, threat > opener ? threat : undefined);
  const { negators } = lexicon.negation;
  const joining = words[opener]?.text ?? '';
  // "Zonder toestemming mogen jullie niets delen, ik stap …": a ban, and what is threatened stands by itself.
  const isBan = negators.has(joining) && (opener > 0 || threat >= (clauses[0]?.length ?? 0));
  const positive = condition.filter(({ text }) => !negators.has(text));
  const isNegated =
    negators.has(joining) ||
    firstOf('unless', words.slice(opener, opener + 1), lexicon) === 0 ||
    positive.length < condition.length;
  if (isBan || !isNegated) return undefined;
  const wish = withoutMoments(positive, lexicon);
  const [first] = wish;
  const start = first !== undefined && first.text === lexicon.wanting[0] ? 1 : 0;
  if (wish.length - start < 1) return undefined;
  const wanting = lexicon.wanting.map(lexicon.word);
  return [...wanting, ...wish.slice(start)];
}

/** The day by which it should be done says nothing about what is wanted. */
function withoutMoments(words: readonly Word[], lexicon: CompiledLexicon): readonly Word[] {
  let rest = words;
  for (const pattern of [
    ...(lexicon.patterns.get('deadline_set') ?? []),
    ...(lexicon.patterns.get('moment') ?? []),
  ]) {
    const at = findPattern(pattern, rest);
    if (at >= 0) rest = rest.filter((_, index) => index < at || index >= at + pattern.length);
  }
  return rest;
}

function firstOf(name: string, words: readonly Word[], lexicon: CompiledLexicon): number {
  const found = (lexicon.patterns.get(name) ?? [])
    .map((pattern) => findPattern(pattern, words))
    .filter((at) => at >= 0);
  return found.length === 0 ? -1 : Math.min(...found);
}
