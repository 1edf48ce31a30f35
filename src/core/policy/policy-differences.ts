import type { ToldPart } from './policy-version.ts';
import { listDifferences, type Piece, sentenceDifferences } from './word-differences.ts';

/** A sentence that stayed, came, went, or became another one: its pieces are in the order of reading. */
export interface SentenceChange {
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  readonly pieces: readonly Piece[];
}

/** One topic in both texts, or in one of them. */
export interface TopicChange {
  readonly id: string;
  readonly title: string;
  readonly kind: 'same' | 'added' | 'removed' | 'changed';
  readonly sentences: readonly SentenceChange[];
}

/** Topic by topic what came, went and changed, in the order of the newer text; topics that went stand last. */
export function policyDifferences(
  before: readonly ToldPart[],
  after: readonly ToldPart[],
): readonly TopicChange[] {
  const taken = new Set<ToldPart>();
  const changes = after.map((part): TopicChange => {
    const old = before.find((one) => !taken.has(one) && isSameTopic(one, part));
    if (old !== undefined) taken.add(old);
    const sentences = compareSentences(old === undefined ? [] : sentencesIn(old), sentencesIn(part));
    const same = sentences.every(({ kind }) => kind === 'same');
    const kind = old === undefined ? 'added' : same ? 'same' : 'changed';
    return { id: part.id, title: part.title, kind, sentences };
  });
  const gone = before
    .filter((part) => !taken.has(part))
    .map((part): TopicChange => {
      const sentences = compareSentences(sentencesIn(part), []);
      return { id: part.id, title: part.title, kind: 'removed', sentences };
    });
  return [...changes, ...gone];
}

/** A part without a topic has its place as name, and places move: then only the heading tells. */
function isSameTopic(one: ToldPart, other: ToldPart): boolean {
  return one.title === other.title || (one.id === other.id && !/^deel-\d+$/.test(one.id));
}

function sentencesIn({ paragraphs }: ToldPart): readonly string[] {
  return paragraphs.flatMap(({ text }) => text.split(/(?<=[.!?])\s+(?=[\p{Lu}\d"'‘“])/u));
}

function compareSentences(before: readonly string[], after: readonly string[]): readonly SentenceChange[] {
  const changes: SentenceChange[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = () => {
    changes.push(...replaced(gone, come));
    gone = [];
    come = [];
  };
  for (const piece of listDifferences(before, after))
    if (piece.kind === 'removed') gone.push(piece.text);
    else if (piece.kind === 'added') come.push(piece.text);
    else {
      flush();
      changes.push({ kind: 'same', pieces: [piece] });
    }
  flush();
  return changes;
}

/** A new sentence stands for the first one that went and is like it; what is like nothing is told whole. */
function replaced(gone: readonly string[], come: readonly string[]): readonly SentenceChange[] {
  const left = [...gone];
  const changes: SentenceChange[] = [];
  const wentAway = (text: string): SentenceChange => ({
    kind: 'removed',
    pieces: [{ kind: 'removed', text }],
  });
  for (const text of come) {
    const compared = left.map((old) => sentenceDifferences(old, text));
    const index = compared.findIndex((pieces) => pieces !== undefined);
    const pieces = compared[index];
    if (pieces === undefined) {
      changes.push({ kind: 'added', pieces: [{ kind: 'added', text }] });
      continue;
    }
    changes.push(
      ...left
        .splice(0, index + 1)
        .slice(0, -1)
        .map(wentAway),
      { kind: 'changed', pieces },
    );
  }
  return [...changes, ...left.map(wentAway)];
}
