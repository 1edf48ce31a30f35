import { describe, expect, test } from 'vitest';
import {
  CHAIN_START,
  type ChainedEntry,
  chainHash,
  followChain,
} from '../../../src/core/register/event-chain.ts';

type Linked = ChainedEntry & { readonly previousHash: string; readonly hash: string };

function chain(length: number): readonly Linked[] {
  const entries: Linked[] = [];
  let previousHash = CHAIN_START;
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const entry = {
      requestId: 'r',
      sequence,
      at: new Date(sequence * 1000),
      by: 'system',
      event: { type: 'x', sequence },
    };
    const hash = chainHash(previousHash, entry);
    entries.push({ ...entry, previousHash, hash });
    previousHash = hash;
  }
  return entries;
}

function firstBreak(entries: readonly Linked[], headHash: string): number | null {
  const followed = followChain();
  for (const entry of entries) followed.add(entry);
  const { sequence, hash } = followed.end;
  return followed.broken ?? (hash === headHash ? null : sequence + 1);
}

const head = (entries: readonly Linked[]) => entries.at(-1)?.hash ?? CHAIN_START;

describe('the log of a request', () => {
  const whole = chain(5);

  test('is whole when every entry follows from the one before', () => {
    expect(firstBreak(whole, head(whole))).toBeNull();
    expect(firstBreak([], CHAIN_START)).toBeNull();
  });

  test('shows a changed entry', () => {
    const changed = whole.map((entry) => (entry.sequence === 3 ? { ...entry, by: 'customer' } : entry));
    expect(firstBreak(changed, head(whole))).toBe(3);
  });

  test('shows a removed, a cut off, an inserted and a reordered entry', () => {
    expect(
      firstBreak(
        whole.filter((entry) => entry.sequence !== 2),
        head(whole),
      ),
    ).toBe(2);
    expect(firstBreak(whole.slice(0, 4), head(whole))).toBe(5);
    const [first, second, third, ...rest] = whole;
    if (first === undefined || second === undefined || third === undefined) throw new Error('short chain');
    expect(firstBreak([first, second, second, third, ...rest], head(whole))).toBe(3);
    expect(firstBreak([first, third, second, ...rest], head(whole))).toBe(2);
  });

  test('shows an entry that was replaced together with its hash', () => {
    const forged = whole.map((entry) => {
      if (entry.sequence !== 4) return entry;
      const other = { ...entry, by: 'nobody' };
      return { ...other, hash: chainHash(other.previousHash, other) };
    });
    expect(firstBreak(forged, head(whole))).toBe(5);
  });

  test('does not depend on the order in which fields were written', () => {
    const [entry] = whole;
    if (entry === undefined) throw new Error('short chain');
    const turned = { ...entry, event: { sequence: 1, type: 'x' } };
    expect(chainHash(CHAIN_START, turned)).toBe(entry.hash);
  });
});
