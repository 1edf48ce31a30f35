import { cameBack, type ErasedAddress } from '../../core/fulfilment/came-back.ts';
import { BEFORE_ERASURE } from '../../core/fulfilment/coverage.ts';
import type {
  Finding,
  FoundRecord,
  Processor,
  SearchContext,
  SubjectKey,
} from '../../core/fulfilment/processor.ts';
import { taxUntil } from '../../core/fulfilment/tax-term.ts';
import { coveredPeriod, exportRow } from '../shared/export-reader.ts';
import type { FileBytes } from '../shared/piecewise.ts';
import { readDay } from '../shared/read-day.ts';
import { readTable } from '../shared/read-table.ts';

export const JOUWWEB = 'jouwweb';
/** Forms, customer accounts, staff notes and the newsletter are in no export of orders: staff look there. */
export const JOUWWEB_REST = 'jouwweb_rest';

/** The newest export whose columns a person has confirmed. */
export interface DroppedExports {
  latest(
    source: string,
  ): Promise<
    { readonly bytes: FileBytes; readonly columns: readonly string[]; readonly uploadedAt: Date } | undefined
  >;
}

/** What this desk knows of erased addresses (R33). */
export type ErasedAddresses = (source: string, address: string) => Promise<ErasedAddress>;

/**
 * JouwWeb has no public interface: the owner drops an order export (processors.md section 4). Rows match on the
 * proven address only. An export from before the request may miss rows, so a fresh one is asked for.
 */
export function jouwweb(exports: DroppedExports, erased: ErasedAddresses): Processor {
  return {
    capabilities: () => ({
      source: JOUWWEB,
      role: 'processor',
      supports: {
        find: 'file',
        export: 'file',
        rectify: 'manual',
        erase: 'manual',
        restrict: 'manual',
        unrestrict: 'manual',
      },
      searchBy: ['email'],
      canProveAbsence: true,
    }),
    check: async () => {
      const latest = await exports.latest(JOUWWEB);
      return latest === undefined ? { ok: false, code: 'export.missing' } : { ok: true };
    },
    find: (keys, context) => findOrders(exports, erased, keys, context),
  };
}

async function* findOrders(
  exports: DroppedExports,
  erased: ErasedAddresses,
  keys: readonly SubjectKey[],
  context: SearchContext,
): AsyncIterable<Finding> {
  const latest = await exports.latest(JOUWWEB);
  if (latest === undefined) {
    yield { type: 'coverage', coverage: { status: 'pending_export' } };
    return;
  }
  const { columns, uploadedAt } = latest;
  const addresses = new Map<string, ErasedAddress>();
  for (const { kind, from, value } of keys)
    if (kind === 'email' && from === 'proven') addresses.set(value, await erased(JOUWWEB, value));
  const readRow = exportRow(columns);
  let found: FoundRecord[] = [];
  let rowsBack = 0;
  let covered = coveredPeriod(columns);
  const table = await readTable(latest.bytes, ({ header }) => {
    found = [];
    rowsBack = 0;
    covered = coveredPeriod(columns);
    return (row, index) => {
      covered.see(row);
      const { address, ...order } = readRow(row);
      const known = addresses.get(address);
      if (known === undefined) return;
      if (cameBack(order, known)) rowsBack += 1;
      else found.push(orderRecord(row, index, header, columns, uploadedAt));
    };
  });
  if (!table.ok) {
    yield { type: 'coverage', coverage: { status: 'failed', code: table.refusal.code, retryable: false } };
    return;
  }
  for (const record of found) yield { type: 'record', record };
  if (rowsBack > 0) yield { type: 'came_back', rows: rowsBack };
  if (uploadedAt < context.requestReceivedAt) {
    yield { type: 'coverage', coverage: { status: 'pending_export' } };
    return;
  }
  const seen = { scanned: table.value.rowCount, found: found.length };
  if (rowsBack > 0) {
    // One of them may have stayed rightly, without a number: "nothing else there" would be a claim nobody checked.
    yield { type: 'coverage', coverage: { status: 'partial', ...seen, unsearched: [BEFORE_ERASURE] } };
    return;
  }
  const period = covered.days();
  yield {
    type: 'coverage',
    coverage: {
      status: 'complete',
      ...seen,
      provesAbsence: true,
      ...(period === null ? {} : { period }),
    },
  };
}

function orderRecord(
  row: readonly string[],
  index: number,
  header: readonly string[],
  columns: readonly string[],
  uploadedAt: Date,
): FoundRecord {
  const fields = row.flatMap((value, column) => {
    const meaning = columns[column];
    if (meaning === undefined || meaning === 'ignore' || value === '') return [];
    return [{ name: meaning === 'other' ? (header[column] ?? 'other') : meaning, value }];
  });
  const day = readDay(row[columns.indexOf('orderDate')] ?? '');
  return {
    ref: `${JOUWWEB}:${index + 2}`,
    category: 'order',
    fields,
    matchedBy: ['email'],
    thirdParty: false,
    hold: day === undefined ? null : { basis: 'awr_52', until: taxUntil(day) },
    ...(day === undefined ? {} : { day }),
    provenance: { place: `row ${index + 2}`, fetchedAt: uploadedAt.toISOString() },
  };
}
