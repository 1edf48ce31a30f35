import { cameBack, type ErasedAddress } from '../../core/fulfilment/came-back.ts';
import { BEFORE_ERASURE } from '../../core/fulfilment/coverage.ts';
import type { Finding, Processor, SearchContext, SubjectKey } from '../../core/fulfilment/processor.ts';
import { coveredPeriod, exportRow } from '../shared/export-reader.ts';
import type { FileBytes } from '../shared/piecewise.ts';
import { readTable } from '../shared/read-table.ts';
import { ownNames } from '../shared/same-name.ts';
import { isDamaged, matchRow } from './match-row.ts';
import { keysOf, type OrderRow, orderRecord } from './order-record.ts';

export const JOUWWEB = 'jouwweb';
/** Forms, customer accounts, staff notes and the newsletter are in no export of orders: staff look there. */
export const JOUWWEB_REST = 'jouwweb_rest';

/** Nothing but an address: `Sanne <sanne@example.nl>` is compared with none. */
const ADDRESS = /^[^\s<>,;]+@[^\s<>,;]+$/;

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
 * JouwWeb has no public interface: the owner drops an order export (processors.md section 4). Rows match on a proven
 * address; those under another name, or that only a number names, may be of somebody else. An export from before the
 * request may miss rows, so a fresh one is asked for.
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
      searchBy: ['email', 'orderNumber', 'invoiceNumber', 'paymentId', 'barcode', 'name', 'phone'],
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
  const matches = matchRow(columns, keys, ownNames(keys, context));
  const number = columns.indexOf('orderNumber');
  const email = columns.indexOf('email');
  let rows: OrderRow[] = [];
  let damaged = false;
  let addressless = false;
  let covered = coveredPeriod(columns);
  const table = await readTable(latest.bytes, ({ header }) => {
    rows = [];
    damaged = false;
    addressless = false;
    covered = coveredPeriod(columns);
    return (row, index) => {
      covered.see(row);
      damaged ||= isDamaged(row[number] ?? '');
      const match = matches(row);
      addressless ||= match === undefined && !ADDRESS.test((row[email] ?? '').trim());
      if (match !== undefined) rows.push({ row, index, header, columns, uploadedAt, match });
    };
  });
  if (!table.ok) {
    yield { type: 'coverage', coverage: { status: 'failed', code: table.refusal.code, retryable: false } };
    return;
  }
  const { found, rowsBack } = await apart(rows, columns, erased);
  for (const order of found) yield { type: 'record', record: orderRecord(order) };
  for (const key of distinct(found.flatMap(keysOf))) yield { type: 'key', key };
  if (rowsBack > 0) yield { type: 'came_back', rows: rowsBack };
  if (uploadedAt < context.requestReceivedAt) {
    yield { type: 'coverage', coverage: { status: 'pending_export' } };
    return;
  }
  const seen = { scanned: table.value.rowCount, found: found.length };
  const period = covered.days();
  const undated = columns.includes('orderDate') && period === null;
  const unsearched = [
    // One of them may have stayed rightly, without a number: "nothing else there" would be a claim nobody checked.
    ...(rowsBack > 0 ? [BEFORE_ERASURE] : []),
    ...(damaged && keys.some(({ kind }) => kind === 'orderNumber') ? ['damaged_numbers'] : []),
    ...(addressless ? ['orders_without_address'] : []),
    ...(undated ? ['period_unknown'] : []),
  ];
  if (unsearched.length > 0) {
    yield { type: 'coverage', coverage: { status: 'partial', ...seen, unsearched } };
    return;
  }
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

/** What was found, without the rows that should have gone with an earlier erasure of their address (R33). */
async function apart(
  rows: readonly OrderRow[],
  columns: readonly string[],
  erased: ErasedAddresses,
): Promise<{ readonly found: readonly OrderRow[]; readonly rowsBack: number }> {
  const readRow = exportRow(columns);
  const known = new Map<string, ErasedAddress>();
  const found: OrderRow[] = [];
  for (const order of rows) {
    const { address, ...row } = readRow(order.row);
    const before = known.get(address) ?? (await erased(JOUWWEB, address));
    known.set(address, before);
    if (!cameBack(row, before)) found.push(order);
  }
  return { found, rowsBack: rows.length - found.length };
}

function distinct(keys: readonly SubjectKey[]): readonly SubjectKey[] {
  return [...new Map(keys.map((key) => [`${key.kind} ${key.value}`, key])).values()];
}
