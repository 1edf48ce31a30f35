import { after, HOUR } from '../kernel/clock.ts';
import { incrementalSha256 } from '../kernel/digest.ts';
import { newId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addTask, taskKey } from './add-task.ts';
import { findCameBack, type SeeOrders } from './came-back-rows.ts';
import type { ExportFileView, ExportRefusal, Sources } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { exportBytes } from './latest-export.ts';
import { lookForPastCustomers } from './look-for-past-customers.ts';
import type { Tx } from './ports.ts';
import type { ExportFileRow } from './rows.ts';
import { logName, staffMember } from './staff-actor.ts';

const EXPORTS_SHOWN = 10;
/** What one statement stores of a file, so that none takes long. */
const PART_BYTES = 256 * 1024;
const WAITING = 500;
/** Of a file that nobody uploaded: the word under which the texts name the watched folder. */
const DROP_FOLDER = 'drop_folder';
const SEARCHED_AGAIN: readonly string[] = ['pending_export', 'waiting', 'partial'];

type Bytes = () => AsyncIterable<Uint8Array>;

/** Reads an export's table, giving way to everything else in between; implemented by processors (file drop). */
export interface ExportReader {
  /** A larger file is refused unread. */
  readonly maxBytes: number;
  /** A spreadsheet as the text of a table, which is what is stored; a text as it is. */
  asTable(content: Uint8Array): Promise<Result<Uint8Array, ExportRefusal>>;
  summarise(
    bytes: Bytes,
  ): Promise<Result<Pick<ExportFileRow, 'header' | 'fingerprint' | 'rowCount' | 'sample'>, ExportRefusal>>;
  /** First and last order day in the rows, when the columns say which they are. */
  periodOf(bytes: Bytes, columns: readonly string[]): Promise<ExportFileRow['period']>;
  /** Every row; begun anew when the file has to be read again. */
  eachRow(bytes: Bytes, columns: readonly string[], begin: SeeOrders): Promise<void>;
}

/** Exports of systems without API. A file is stored in parts and read in pieces: it holds up nobody else. */
export function makeExports(
  settings: CoreSettings,
  reader: ExportReader,
): Pick<Sources, 'exports' | 'upload' | 'takeDropped' | 'reportDropped' | 'confirmColumns'> {
  const { store, clock } = settings;

  async function fileView(tx: Tx, file: ExportFileRow): Promise<ExportFileView> {
    const { id, uploadedAt, uploadedBy, rowCount, period, header, sample } = file;
    const columns = await tx.exports.columns(file.source, file.fingerprint);
    const status = columns === undefined ? 'profile_needed' : 'ready';
    return { id, uploadedAt, uploadedBy, rows: rowCount, period, status, header, sample };
  }

  /**
   * Every request that waits for this source is searched again, also one whose search is looking at the old export, or
   * saw rows in it that a person had to look at.
   */
  async function searchAgain(tx: Tx, source: string, by: string): Promise<void> {
    await tx.tasks.closeByKey(taskKey('fresh_export', source), by, clock.now());
    for (const request of await tx.requests.list('open', WAITING)) {
      const search = 'searches' in request.state ? request.state.searches[source] : undefined;
      if (search !== undefined && SEARCHED_AGAIN.includes(search.coverage))
        await tx.enqueue('gather-source', { requestId: request.id, source });
    }
  }

  /** Who was erased and came back (R33), and who is past the promise (R32), is said at once. */
  async function lookThrough(
    source: string,
    bytes: Bytes,
    columns: readonly string[],
    by: string,
  ): Promise<void> {
    const rows = (begin: SeeOrders) => reader.eachRow(bytes, columns, begin);
    await findCameBack(settings, source, rows);
    await lookForPastCustomers(settings, source, by, rows);
  }

  async function takeIn(
    source: string,
    dropped: Uint8Array,
    by: { readonly name: string; readonly log: string },
  ): Promise<Result<ExportFileView, ExportRefusal>> {
    if (dropped.length > reader.maxBytes) return refuse('export.too_large');
    const table = await reader.asTable(dropped);
    if (!table.ok) return table;
    const content = table.value;
    const summary = await reader.summarise(oneWhole(content));
    if (!summary.ok) return summary;
    const { fingerprint } = summary.value;
    const known = await store.transaction((tx) => tx.exports.columns(source, fingerprint));
    const period = known === undefined ? null : await reader.periodOf(oneWhole(content), known);
    if (known !== undefined) await lookThrough(source, oneWhole(content), known, by.log);
    const uploadedAt = clock.now();
    const id = newId();
    const digest = incrementalSha256();
    const parts = Math.ceil(content.length / PART_BYTES);
    const file = { id, source, ...summary.value, period, parts, uploadedAt, uploadedBy: by.name };
    await store.transaction((tx) => tx.exports.begin(file));
    for (let part = 0; part < parts; part += 1) {
      const bytes = content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
      digest.update(bytes);
      await store.transaction((tx) => tx.exports.addPart(id, part, bytes));
    }
    // From here it is seen: half a file would look like an absence.
    return store.transaction(async (tx) => {
      await tx.exports.complete(id, digest.hex());
      const view = await fileView(tx, { ...file, sha256: digest.hex() });
      if (view.status === 'ready') await searchAgain(tx, source, by.log);
      return ok(view);
    });
  }

  return {
    exports: (source, by) =>
      store.transaction(async (tx) => {
        const member = by === undefined ? undefined : await staffMember(tx, by);
        const views: ExportFileView[] = [];
        const at = clock.now();
        for (const file of await tx.exports.list(source, EXPORTS_SHOWN)) {
          views.push(await fileView(tx, file));
          if (member === undefined) continue;
          const look = { at, by: logName(member), what: 'file', detail: file.id } as const;
          await tx.register.noteShopLook(look, after(at, -HOUR));
        }
        return views;
      }),

    upload: async (source, { content }, by) => {
      const member = await store.transaction((tx) => staffMember(tx, by));
      if (member === undefined) return refuse('export.empty');
      return takeIn(source, content, { name: member.name, log: logName(member) });
    },

    takeDropped: async (source, content) => {
      const taken = await takeIn(source, content, { name: DROP_FOLDER, log: 'system' });
      // Whoever uploads sees the question at once; nobody looks at the page for a file that came by itself.
      if (taken.ok && taken.value.status === 'profile_needed')
        await store.transaction((tx) =>
          addTask(tx, { kind: 'columns_unknown', about: source, params: { source } }, clock.now()),
        );
      return taken;
    },

    reportDropped: (source, refusal) =>
      store.transaction((tx) =>
        addTask(
          tx,
          { kind: 'drop_refused', about: `${source}:${refusal}`, params: { source, refusal } },
          clock.now(),
        ),
      ),

    confirmColumns: async (source, fileId, columns, by) => {
      const file = await store.transaction((tx) => tx.exports.byId(fileId));
      if (file === undefined || file.source !== source) return refuse('export.unknown');
      if (file.header.length !== columns.length) return refuse('columns.count_differs');
      if (!columns.includes('email')) return refuse('columns.email_missing');
      const single = columns.filter((column) => column !== 'ignore' && column !== 'other');
      if (new Set(single).size !== single.length) return refuse('columns.twice');
      const period = await reader.periodOf(exportBytes(store, file), columns);
      const confirms = await store.transaction((tx) => staffMember(tx, by));
      if (confirms === undefined) return refuse('export.unknown');
      await lookThrough(source, exportBytes(store, file), columns, logName(confirms));
      return store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        if (member === undefined) return refuse('export.unknown');
        await tx.exports.confirmColumns(source, file.fingerprint, columns, member.id, now);
        await tx.exports.setPeriod(fileId, period);
        await tx.tasks.closeByKey(taskKey('columns_unknown', source), logName(member), now);
        await searchAgain(tx, source, logName(member));
        return ok(null);
      });
    },
  };
}

function oneWhole(content: Uint8Array): Bytes {
  return async function* () {
    yield content;
  };
}
