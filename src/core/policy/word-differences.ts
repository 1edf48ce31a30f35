/** A piece of text that both have, or one of the two only. */
export interface Piece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** So many pairs are compared at most: beyond that one text stands in the place of the other. */
const MOST_PAIRS = 4_000_000;

/**
 * What has to be done to the one list to get the other: the longest common row of items stays (LCS). Removed items
 * stand before the added ones that take their place.
 */
export function listDifferences(before: readonly string[], after: readonly string[]): readonly Piece[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const middle = compared(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const same = (texts: readonly string[]) => texts.map((text) => ({ kind: 'same', text }) as const);
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))];
}

function compared(before: readonly string[], after: readonly string[]): readonly Piece[] {
  const removed = (text: string): Piece => ({ kind: 'removed', text });
  const added = (text: string): Piece => ({ kind: 'added', text });
  if (before.length * after.length > MOST_PAIRS) return [...before.map(removed), ...after.map(added)];
  const width = after.length + 1;
  // Length of the longest common row of what begins at (row, column).
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1)
    for (let column = after.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const pieces: Piece[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const young = after[column];
    if (old !== undefined && old === young) {
      pieces.push({ kind: 'same', text: old });
      row += 1;
      column += 1;
    } else if (old !== undefined && (young === undefined || at(row + 1, column) >= at(row, column + 1))) {
      pieces.push(removed(old));
      row += 1;
    } else if (young !== undefined) {
      pieces.push(added(young));
      column += 1;
    }
  }
  return pieces;
}

/** Of a sentence that became another one so much has to be left; less is told as one gone and one new. */
const ALIKE = 0.5;

/** The same for two sentences, word by word, neighbours of one kind together; undefined when they have too little in common. */
export function sentenceDifferences(before: string, after: string): readonly Piece[] | undefined {
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
  const [old, young] = [words(before), words(after)];
  const pieces = listDifferences(old, young);
  const kept = pieces.filter(({ kind }) => kind === 'same').length;
  if (kept < ALIKE * Math.max(old.length, young.length)) return undefined;
  return joined(pieces);
}

function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of byKind(pieces)) {
    const last = all.at(-1);
    if (last?.kind === piece.kind) all[all.length - 1] = { ...last, text: `${last.text} ${piece.text}` };
    else all.push(piece);
  }
  return all;
}

/** Between two words that stay: first what went, then what came. */
function byKind(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  let changed: Piece[] = [];
  const flush = () => {
    all.push(
      ...changed.filter(({ kind }) => kind === 'removed'),
      ...changed.filter(({ kind }) => kind === 'added'),
    );
    changed = [];
  };
  for (const piece of pieces)
    if (piece.kind === 'same') {
      flush();
      all.push(piece);
    } else changed.push(piece);
  flush();
  return all;
}
