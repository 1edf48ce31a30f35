import type { Finding, FoundRecord, KeyKind, SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { eBoekhouden } from '../../../src/processors/e-boekhouden/e-boekhouden.ts';
import type { FakeBooks } from '../../support/fake-e-boekhouden.ts';

export const NOW = new Date('2026-11-23T09:00:00Z');

/** `timeoutMs` only for books that never answer: a busy machine may be slower. */
type Books = Pick<FakeBooks, 'url' | 'token'> & { readonly timeoutMs?: number };

/** The adapter at these books, which notes how long it would have waited. */
export function booksOf({ url, token, timeoutMs }: Books, clock?: () => number) {
  const waited: number[] = [];
  const books = eBoekhouden({
    token: new Redacted(token),
    apiUrl: url,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(clock === undefined ? {} : { clock }),
    wait: async (ms) => {
      waited.push(ms);
    },
  });
  return { books, waited };
}

/** A key of the one who asks. */
export function key(kind: KeyKind, value: string, from: SubjectKey['from'] = 'proven'): SubjectKey {
  return { kind, value, from };
}

/** Everything that a search by these keys finds. */
export async function foundIn(fake: Books, ...keys: readonly SubjectKey[]) {
  return foundBy(booksOf(fake), keys);
}

/** The same with an adapter that may have searched before. */
export async function foundBy(
  { books, waited }: ReturnType<typeof booksOf>,
  keys: readonly SubjectKey[],
  { requestId = 'r1', now = NOW } = {},
) {
  const context = { requestId, requestReceivedAt: NOW, now, level: 1 } as const;
  const findings: Finding[] = [];
  for await (const finding of books.find(keys, context)) findings.push(finding);
  const records = findings.flatMap((finding) => (finding.type === 'record' ? [finding.record] : []));
  const found = findings.flatMap((finding) => (finding.type === 'key' ? [finding.key] : []));
  const last = findings.at(-1);
  return {
    records,
    keys: found.map(({ kind, value }) => `${kind} ${value}`),
    progress: findings.flatMap((finding) => (finding.type === 'progress' ? [finding.scanned] : [])),
    coverage: last?.type === 'coverage' ? last.coverage : undefined,
    waited,
  };
}

/** What was found, in short: `?` for what may be of another. */
export function inShort(records: readonly FoundRecord[]): readonly string[] {
  return records.map(({ ref, confidence }) => (confidence === undefined ? ref : `${ref}?`));
}
