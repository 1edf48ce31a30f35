import type { Right } from '../kernel/rights.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { type Clause, markNegations, RIGHT_OF_ACTION } from './mark-negations.ts';
import { readUltimatum } from './read-ultimatum.ts';
import { readWords } from './read-words.ts';
import { splitSentences } from './split-sentences.ts';
import type { Word } from './word.ts';
import { said } from './word-pattern.ts';

export interface Sentence extends Clause {
  /** What is asked under threat, as if it were asked plainly. */
  readonly ultimatum?: Clause;
  /** The parts between commas and joining words; one when there is nothing to part. */
  readonly clauses: readonly Clause[];
}

const FEWEST_WORDS = 2;

export interface ReadText {
  readonly sentences: readonly Sentence[];
  /** All of them in a row, with what is denied marked. */
  readonly words: readonly Word[];
  /** The patterns of the lexicon that occur in the words. */
  readonly named: ReadonlySet<string>;
}

/** Cleaned own text -> sentences with their clauses, each with its negations marked. */
export function readSentences(text: string, lexicon: CompiledLexicon): ReadText {
  const parted = splitSentences(text).map((sentence) =>
    sentence
      .split(/,(?!\d)|\s[-/]\s|[()]/)
      .flatMap((part) => splitAtJoiners(readWords(part, lexicon), lexicon.joiners))
      .filter((words) => words.length > 0),
  );
  const named = said(parted.flat(2), lexicon);
  const sentences: Sentence[] = [];
  for (const parts of parted) {
    if (parts.length === 0) continue;
    const words = named.has('threat') ? readUltimatum(parts, lexicon) : undefined;
    if (words !== undefined) {
      const plain = parts.map((part) => ({ words: part, blocked: new Set<Right>() }));
      sentences.push({
        ...joinClauses(plain),
        clauses: plain,
        ultimatum: markNegations(words, lexicon, said(words, lexicon)),
      });
      continue;
    }
    const clauses = parts.map((part) => markNegations(part, lexicon, named));
    sentences.push({ ...joinClauses(clauses), clauses });
  }
  return { sentences, words: sentences.flatMap(({ words }) => words), named };
}

/** Several clauses as one piece; a right denied in one and asked in another stays asked. */
export function joinClauses(clauses: readonly Clause[]): Clause {
  const words = clauses.flatMap((clause) => clause.words);
  const blocked = new Set<Right>();
  for (const right of clauses.flatMap((clause) => [...clause.blocked])) {
    const asked = clauses.some(
      (clause) =>
        !clause.blocked.has(right) &&
        clause.words.some((word) => RIGHT_OF_ACTION[word.concept ?? ''] === right),
    );
    if (!asked) blocked.add(right);
  }
  return { words, blocked };
}

function splitAtJoiners(words: readonly Word[], joiners: ReadonlySet<string>): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  for (const [index, word] of words.entries()) {
    const last = parts.at(-1);
    const rest = words.length - index;
    if (joiners.has(word.text) && last !== undefined && last.length >= FEWEST_WORDS && rest > FEWEST_WORDS) {
      parts.push([word]);
    } else {
      last?.push(word);
    }
  }
  return parts;
}
