import { ACCESS_QUESTIONS, type AccessQuestion } from '../kernel/access-questions.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { RIGHT_OF_ACTION } from './mark-negations.ts';
import type { Sentence } from './read-sentences.ts';
import type { Label, LetterKind, Understanding } from './understanding.ts';
import { said } from './word-pattern.ts';

/** Told by their own words; a model by how it is built. */
const NAMED_KINDS = ['service', 'lawyer', 'generator'] as const;

/** From here a text is an enumeration of AVG 15(1), whose parts ask one right together. */
const ENUMERATES = 3;
/** A model cites the law and an article, and stands on its own lines. */
const FEWEST_SENTENCES = 4;
const ARTICLE = /\b(?:art(?:ikel(?:en)?|icles?|\.)?|artt\.)\s{0,3}(?:1[2-9]|2[0-2])\b/i;
const LAW = /\b(?:AVG|GDPR|DSGVO|DS-GVO|RGPD|algemene verordening|general data protection|uavg)/i;

/** A shorter text is no letter. */
const SHORTEST_LETTER = 120;

export interface ReadLetter {
  readonly kind: LetterKind | undefined;
  readonly questions: readonly AccessQuestion[];
  /** The sentences that say what is wanted. */
  readonly sentences: readonly Sentence[];
  /** Whether the questions by themselves are a request for access. */
  readonly enumerates: boolean;
}

/** Reads a text as a letter: its kind, its questions of AVG 15, and what it wants beside them. */
export function readLetter(
  text: string,
  sentences: readonly Sentence[],
  lexicon: CompiledLexicon,
): ReadLetter {
  if (text.length < SHORTEST_LETTER) return { kind: undefined, questions: [], sentences, enumerates: false };
  const questions = askedQuestions(sentences, lexicon);
  const enumerates = questions.length >= ENUMERATES;
  const kind = letterKind(text, sentences, enumerates, lexicon);
  const wanted = sentences.filter(
    (sentence) =>
      !(
        (kind !== undefined && reportsBack(sentence, lexicon)) ||
        (enumerates && isQuestion(sentence, lexicon))
      ),
  );
  return { kind, questions, sentences: wanted.length > 0 ? wanted : sentences, enumerates };
}

/** The separate questions of AVG 15 that the sentences ask, in the order of the article. */
export function askedQuestions(
  sentences: readonly Sentence[],
  lexicon: CompiledLexicon,
): readonly AccessQuestion[] {
  const named = sentences.map(({ words }) => said(words, lexicon));
  return ACCESS_QUESTIONS.filter((question) => named.some((names) => names.has(`asks_${question}`)));
}

/**
 * Of an enumeration what is only asked to be told: "mijn recht op wissing" as one of the things to hear about is no
 * erasure, nor "bij welke toezichthouder ik kan klagen" a complaint.
 */
function isQuestion({ words }: Sentence, lexicon: CompiledLexicon): boolean {
  const named = said(words, lexicon);
  if (named.has('wants_itself')) return false;
  return ACCESS_QUESTIONS.some((question) => named.has(`asks_${question}`));
}

/** Of a letter what is to happen after the wish was carried out, or when it is not: no wish of its own. */
function reportsBack({ words, ultimatum }: Sentence, lexicon: CompiledLexicon): boolean {
  if (ultimatum !== undefined)
    return ultimatum.words.every(({ concept }) => RIGHT_OF_ACTION[concept ?? ''] === undefined);
  const named = said(words, lexicon);
  return named.has('letter_report') && !named.has('wants_itself');
}

function letterKind(
  text: string,
  sentences: readonly Sentence[],
  enumerates: boolean,
  lexicon: CompiledLexicon,
): LetterKind | undefined {
  const named = said(
    sentences.flatMap(({ words }) => words),
    lexicon,
  );
  for (const kind of NAMED_KINDS) if (named.has(`letter_${kind}`)) return kind;
  const isModel =
    LAW.test(text) && ARTICLE.test(text) && sentences.length >= FEWEST_SENTENCES && text.includes('\n');
  return isModel || (enumerates && LAW.test(text)) ? 'model' : undefined;
}

type Summary = Omit<Understanding, 'language' | 'slots' | 'signals'>;

/** Questions that are a request by themselves: not by one word, and never surer than this. */
const ENUMERATED = 0.9;

/** What the letter adds to the reading: access where its questions ask it, the questions, who sent it for whom; `others` = asks others' data. */
export function asLetter(
  summary: Summary,
  { kind, enumerates, questions }: ReadLetter,
  ask: () => readonly AccessQuestion[],
  others: boolean,
): Summary {
  const asks = enumerates && !summary.labels.includes('access');
  const labels: readonly Label[] = asks
    ? ['access', ...summary.labels.filter((label) => !ALONE.has(label))]
    : summary.labels.filter((label) => !enumerates || label !== 'policy_question');
  const ticked = !labels.includes('access') ? [] : questions.length > 0 ? questions : ask();
  return {
    ...summary,
    labels,
    topic: labels.includes('policy_question') ? summary.topic : null,
    thirdParty: summary.thirdParty || others || kind === 'service' || kind === 'lawyer',
    confidence: asks && labels.length === 1 ? ENUMERATED : summary.confidence,
    ...(ticked.length > 0 ? { questions: ticked } : {}),
    ...(kind === undefined ? {} : { letter: kind }),
  };
}

/** Nothing of these beside a right. */
const ALONE: ReadonlySet<Label> = new Set([
  'out_of_scope',
  'greeting',
  'thanks',
  'auto_reply',
  'policy_question',
]);
