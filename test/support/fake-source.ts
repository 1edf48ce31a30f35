import { AWAITS_PROOF, type Coverage } from '../../src/core/fulfilment/coverage.ts';
import type {
  Capabilities,
  Finding,
  FoundRecord,
  KeyKind,
  Processor,
  SearchContext,
  SubjectKey,
} from '../../src/core/fulfilment/processor.ts';

/** One record of a fake system: found by any of these values, and telling all of them. */
export interface FakeRow {
  readonly ref: string;
  readonly keys: readonly { readonly kind: KeyKind; readonly value: string }[];
  readonly change?: Partial<FoundRecord>;
  /** Names and bytes of its files. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

export interface FakeSource extends Processor {
  /** Every search so far, with the values that it was given. */
  readonly searched: readonly (readonly string[])[];
  readonly contexts: readonly SearchContext[];
}

interface Given {
  readonly find?: Capabilities['supports']['find'];
  readonly searchBy?: readonly KeyKind[];
  /** What every search ends in, and nothing else. */
  readonly fails?: string;
  /** It fails as long as this says so, and may be asked again. */
  readonly down?: () => boolean;
  /** It has something that only who is proven further may have. */
  readonly asksProof?: boolean;
}

/** A system of the shop in memory, behind the contract: rows match on the kinds that it is searched by. */
export function fakeSource(source: string, rows: readonly FakeRow[], given: Given = {}): FakeSource {
  const { find = 'api', searchBy = ['email', 'orderNumber'], fails, down, asksProof = false } = given;
  const searched: (readonly string[])[] = [];
  const contexts: SearchContext[] = [];
  return {
    searched,
    contexts,
    capabilities: () => ({
      ...{ source, role: 'processor', searchBy, canProveAbsence: true },
      supports: {
        ...{
          find,
          export: find,
          rectify: 'manual',
          erase: 'manual',
          restrict: 'manual',
          unrestrict: 'manual',
        },
      },
    }),
    check: async () => ({ ok: true }),
    async *find(keys, context): AsyncIterable<Finding> {
      searched.push(keys.map(({ value }) => value));
      contexts.push(context);
      if (down?.() === true) {
        yield { type: 'coverage', coverage: { status: 'failed', code: 'api.server_error', retryable: true } };
        return;
      }
      if (fails !== undefined) {
        yield { type: 'coverage', coverage: { status: 'failed', code: fails, retryable: false } };
        return;
      }
      const usable = keys.filter(({ kind }) => searchBy.includes(kind));
      const found = rows.filter((row) => usable.some((key) => row.keys.some((own) => same(own, key))));
      for (const row of found) {
        yield { type: 'record', record: recordOf(source, row, usable) };
        for (const [name, bytes] of Object.entries(row.files ?? {})) {
          const file = { recordRef: `${source}:${row.ref}`, name, mediaType: 'message/rfc822', bytes };
          yield { type: 'file', file };
        }
        for (const { kind, value } of row.keys) yield { type: 'key', key: { kind, value, from: 'found' } };
      }
      yield { type: 'progress', scanned: rows.length };
      const counts = { scanned: rows.length, found: found.length };
      const coverage: Coverage =
        asksProof && context.level < AWAITS_PROOF.level
          ? { status: 'partial', ...counts, unsearched: [AWAITS_PROOF.code] }
          : { status: 'complete', ...counts, provesAbsence: true };
      yield { type: 'coverage', coverage };
    },
  };
}

function same(a: FakeRow['keys'][number], b: Pick<SubjectKey, 'kind' | 'value'>): boolean {
  return a.kind === b.kind && a.value === b.value;
}

function recordOf(source: string, row: FakeRow, keys: readonly SubjectKey[]): FoundRecord {
  const matchedBy = keys.filter((key) => row.keys.some((own) => same(own, key))).map(({ kind }) => kind);
  return {
    ...{ ref: `${source}:${row.ref}`, category: 'payment', matchedBy, thirdParty: false, hold: null },
    fields: row.keys.map(({ kind, value }) => ({ name: kind, value })),
    provenance: { place: source, fetchedAt: '2026-11-02T10:00:00Z' },
    ...row.change,
  };
}
