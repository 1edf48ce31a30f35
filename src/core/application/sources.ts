import { sha256 } from '../kernel/digest.ts';
import { asId, newId, type RequestId, type TaskId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { addTask, taskKey } from './add-task.ts';
import { byHandFinding, isForHand, typedRows, wasByHand } from './by-hand.ts';
import type { ExportFileView, Sources } from './core-api.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { noteLook } from './note-look.ts';
import type { Tx } from './ports.ts';
import { redraft } from './prepare-answer.ts';
import { recordSearches } from './record-searches.ts';
import type { ExportFileRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { recipientOf, sourceName } from './source-name.ts';
import { logName, staffMember } from './staff-actor.ts';
import { withholdRecord } from './withhold.ts';

const EXPORTS_SHOWN = 10;
const SAMPLE_ROWS = 5;

/** Reads an export's table; implemented by processors (file drop), injected by main.ts. */
export interface ExportReader {
  read(content: Uint8Array): Result<
    {
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly fingerprint: string;
    },
    'export.empty' | 'export.too_large' | 'export.not_a_table' | 'export.encoding_unknown'
  >;
  /** First and last order day in the rows, when the columns say which they are. */
  period(columns: readonly string[], rows: readonly (readonly string[])[]): readonly [string, string] | null;
}

/** Work on sources that a person feeds: manual searches (R31) and exports of systems without API. */
export function makeSources(settings: CoreSettings, reader: ExportReader): Sources {
  const { store, clock } = settings;

  async function fileView(tx: Tx, file: ExportFileRow): Promise<ExportFileView> {
    const table = reader.read(file.content);
    const columns = await tx.exports.columns(file.source, file.fingerprint);
    const { header, rows } = table.ok ? table.value : { header: [], rows: [] };
    return {
      id: file.id,
      uploadedAt: file.uploadedAt,
      uploadedBy: file.uploadedBy,
      rows: file.rowCount,
      period: columns === undefined ? null : reader.period(columns, rows),
      status: columns === undefined ? 'profile_needed' : 'ready',
      header,
      sample: rows.slice(0, SAMPLE_ROWS),
    };
  }

  /** Every request that waits for this source is searched again, also one whose search is looking at the old export. */
  async function searchAgain(tx: Tx, source: string, by: string): Promise<void> {
    await tx.tasks.closeByKey(taskKey('fresh_export', source), by, clock.now());
    for (const request of await tx.requests.list('open', 500)) {
      const search = 'searches' in request.state ? request.state.searches[source] : undefined;
      if (search?.coverage === 'pending_export' || search?.coverage === 'waiting')
        await tx.enqueue('gather-source', { requestId: request.id, source });
    }
  }

  return {
    manualSearch: (taskId, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const task = await tx.tasks.byId(asId<TaskId>(taskId));
        const member = await staffMember(tx, by);
        if (task === undefined || task.requestId === null || member === undefined) return undefined;
        const locked = await tx.requests.lock(asId<RequestId>(task.requestId));
        const profile = await tx.profiles.latest();
        if (locked === undefined || profile === undefined) return undefined;
        // the keys to search by are the person's name, address and order numbers
        const request = await noteLook(tx, locked, logName(member), now);
        const searches = await tx.requests.searches(request.id);
        const orderNumbers = searches
          .flatMap((search) => search.records)
          .flatMap((record) => record.fields)
          .filter((field) => field.name === 'orderNumber')
          .map((field) => field.value);
        const keys = [
          { kind: 'email', value: request.email ?? '' },
          { kind: 'name', value: request.name ?? '' },
          ...[...new Set(orderNumbers)].map((value) => ({ kind: 'orderNumber', value })),
        ];
        return {
          task,
          requestNumber: request.number,
          keys: keys.filter((key) => key.value !== ''),
          sources: searches
            .filter((search) => isForHand(search.coverage))
            .map(({ source, coverage, records }) => ({
              source,
              name: sourceName(source, profile),
              screen: recipientOf(source, profile)?.screen ?? '',
              coverage,
              rows: typedRows(records),
            })),
        };
      }),

    recordManual: (taskId, results, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        const task = await tx.tasks.byId(asId<TaskId>(taskId));
        if (task === undefined || task.requestId === null || member === undefined)
          return refuse('task.unknown');
        if (task.doneAt !== null) return refuse('task.already_done');
        for (const { answer, rows, reason } of results) {
          if (answer === 'found' && rows.length === 0) return refuse('manual.rows_missing');
          if (answer === 'not_possible' && reason.trim() === '') return refuse('manual.reason_missing');
        }
        const requestId = asId<RequestId>(task.requestId);
        await tx.requests.lock(requestId);
        // Of a source that somebody else answered meanwhile, the first answer stays.
        const open = (await tx.requests.searches(requestId)).filter(({ coverage }) => isForHand(coverage));
        const findings = results.flatMap((one) => {
          const before = open.find(({ source }) => source === one.source);
          return before === undefined ? [] : [byHandFinding(one, before.records, now)];
        });
        await recordSearches(tx, settings, requestId, findings, logName(member));
        const left = (await tx.requests.searches(requestId)).some(
          (search) => search.coverage.status === 'pending_manual',
        );
        if (!left) await tx.tasks.close(asId<TaskId>(taskId), logName(member), now);
        return ok(null);
      }),

    reopenManual: (requestId, source, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const id = asId<RequestId>(requestId);
        const member = await staffMember(tx, by);
        const request = await tx.requests.lock(id);
        if (member === undefined || request === undefined) return refuse('source.not_by_hand');
        const search = (await tx.requests.searches(id)).find((one) => one.source === source);
        if (search === undefined || !wasByHand(search)) return refuse('source.not_by_hand');
        const reopen = { type: 'reopen_source', by: logName(member), source } as const;
        const reopened = await runCommand(tx, request, reopen, now);
        if (!reopened.ok) return refuse('source.too_late');
        await tx.requests.saveSearch({ ...search, coverage: { status: 'pending_manual' } }, now);
        await addTask(tx, { kind: 'manual_search', about: id, requestId: id }, now);
        // A first draft still waits for all sources; a later one never shows what is being corrected.
        if (reopened.value.state.status === 'awaiting_approval') await redraft(tx, settings, reopened.value);
        const task = (await tx.tasks.ofRequest(id)).find(
          ({ kind, doneAt }) => kind === 'manual_search' && doneAt === null,
        );
        if (task === undefined) throw new Error('a source was reopened without its task');
        return ok({ taskId: task.id });
      }),

    withhold: (requestId, change, by) => withholdRecord(settings, requestId, change, by),

    exports: (source) =>
      store.transaction(async (tx) => {
        const views: ExportFileView[] = [];
        for (const file of await tx.exports.list(source, EXPORTS_SHOWN)) views.push(await fileView(tx, file));
        return views;
      }),

    upload: (source, file, by) => {
      const table = reader.read(file.content);
      return store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        if (!table.ok) return table;
        if (member === undefined) return refuse('export.empty');
        const row: ExportFileRow = {
          id: newId(),
          source,
          sha256: sha256(file.content),
          fingerprint: table.value.fingerprint,
          rowCount: table.value.rows.length,
          uploadedAt: now,
          uploadedBy: member.name,
          content: file.content,
        };
        await tx.exports.add(row);
        const view = await fileView(tx, row);
        if (view.status === 'ready') await searchAgain(tx, source, logName(member));
        return ok(view);
      });
    },

    confirmColumns: (source, fileId, columns, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        const file = await tx.exports.byId(fileId);
        if (file === undefined || file.source !== source || member === undefined)
          return refuse('export.unknown');
        const table = reader.read(file.content);
        if (!table.ok || table.value.header.length !== columns.length) return refuse('columns.count_differs');
        if (!columns.includes('email')) return refuse('columns.email_missing');
        const single = columns.filter((column) => column !== 'ignore' && column !== 'other');
        if (new Set(single).size !== single.length) return refuse('columns.twice');
        await tx.exports.confirmColumns(source, file.fingerprint, columns, member.id, now);
        await searchAgain(tx, source, logName(member));
        return ok(null);
      }),

    check: async () => {
      const profile = await shopProfile(settings);
      return Promise.all(
        settings.sources(profile).map(async (processor) => {
          const health = await processor.check();
          return {
            source: processor.capabilities().source,
            ok: health.ok,
            code: health.ok ? '' : health.code,
          };
        }),
      );
    },
  };
}
