import { keysByHand } from '../fulfilment/keys-by-hand.ts';
import { checklistOf, evidenceRefusal } from '../fulfilment/manual-checklist.ts';
import { mayMore } from '../fulfilment/may-more.ts';
import { mayNot } from '../fulfilment/may-not.ts';
import { CATEGORIES } from '../fulfilment/processor.ts';
import { asId, type RequestId, type TaskId } from '../kernel/ids.ts';
import { ok, refuse } from '../kernel/result.ts';
import { addTask } from './add-task.ts';
import { byHandFinding, foundRows, isForHand, typedRows, wasByHand } from './by-hand.ts';
import type { EvidenceView, Sources } from './core-api.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { decideFoundKey } from './decide-key.ts';
import { decideRecords } from './decide-records.ts';
import { deciding } from './deciding.ts';
import type { GroupRefusal } from './decision-api.ts';
import { type ExportReader, makeExports } from './exports.ts';
import type { FoundFileRow } from './file-ports.ts';
import { evidenceBytes, evidenceLine, keepEvidence } from './keep-evidence.ts';
import { noteLook } from './note-look.ts';
import type { Tx } from './ports.ts';
import { redraft } from './prepare-answer.ts';
import { readable } from './readable-request.ts';
import { recordSearches } from './record-searches.ts';
import { refuseGroup } from './refuse-group.ts';
import { runCommand } from './run-command.ts';
import { searchAgain } from './search-again.ts';
import { recipientOf, sourceName } from './source-name.ts';
import { logName, staffMember } from './staff-actor.ts';
import { viewFile, viewRecord } from './view-record.ts';
import { withholdRecord } from './withhold.ts';

/** Work on sources that a person feeds: manual searches (R31) and exports of systems without API. */
export function makeSources(settings: CoreSettings, reader: ExportReader): Sources {
  const { store, clock } = settings;

  return {
    manualSearch: (taskId, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const task = await tx.tasks.byId(asId<TaskId>(taskId));
        const member = await staffMember(tx, by);
        if (task?.kind !== 'manual_search' || task.requestId === null || member === undefined)
          return undefined;
        const locked = await tx.requests.lock(asId<RequestId>(task.requestId));
        const profile = await tx.profiles.latest();
        if (locked === undefined || profile === undefined) return undefined;
        // the keys to search by are the person's name, address and order numbers
        const request = await noteLook(tx, readable(locked), logName(member), now);
        const searches = await tx.requests.searches(request.id);
        const met = keysByHand(
          await tx.requests.keys(request.id),
          searches.flatMap(({ records }) => records),
        );
        const keys = [
          { kind: 'email', value: request.email ?? '' },
          { kind: 'name', value: request.name ?? '' },
          ...met.map(({ kind, value }) => ({ kind, value })),
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
              found: foundRows(records),
              checklist: checklistOf(source),
            })),
        };
      }),

    recordManual: (taskId, results, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        const task = await tx.tasks.byId(asId<TaskId>(taskId));
        if (task?.kind !== 'manual_search' || task.requestId === null || member === undefined)
          return refuse('task.unknown');
        if (task.doneAt !== null) return refuse('task.already_done');
        for (const { source, answer, rows, reason, done = [] } of results) {
          const refusal = evidenceRefusal(source, done);
          if (refusal !== undefined) return refuse(refusal);
          if (answer === 'found' && rows.length === 0) return refuse('manual.rows_missing');
          if (answer === 'not_possible' && reason.trim() === '') return refuse('manual.reason_missing');
        }
        const requestId = asId<RequestId>(task.requestId);
        await tx.requests.lock(requestId);
        // Of a source that somebody else answered meanwhile, the first answer stays.
        const open = (await tx.requests.searches(requestId)).filter(({ coverage }) => isForHand(coverage));
        const findings = results.flatMap((one) => {
          const before = open.find(({ source }) => source === one.source);
          if (before === undefined) return [];
          return [byHandFinding(one, before.records, now)];
        });
        await recordSearches(tx, settings, requestId, findings, logName(member));
        // Afterwards: what an earlier search of the source left goes first.
        for (const { source, done = [] } of results) await keepEvidence(tx, { requestId, source, now }, done);
        const left = (await tx.requests.searches(requestId)).some(
          (search) => search.coverage.status === 'pending_manual',
        );
        if (!left) await tx.tasks.close(asId<TaskId>(taskId), logName(member), now);
        return ok(null);
      }),

    evidence: (taskId) => store.transaction(async (tx) => (await evidenceOf(tx, taskId)).map(evidenceView)),

    evidenceFile: (taskId, fileId, by) =>
      store.transaction(async (tx) => {
        const member = await staffMember(tx, by);
        const file = (await evidenceOf(tx, taskId)).find(({ id }) => id === fileId);
        const request = file === undefined ? undefined : await tx.requests.lock(file.requestId);
        if (member === undefined || file === undefined || request === undefined) return undefined;
        await noteLook(tx, request, logName(member), clock.now());
        return { ...evidenceView(file), content: await evidenceBytes(tx, file) };
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

    searchAgain: (requestId, source, by) => searchAgain(settings, requestId, source, by),
    withhold: (requestId, change, by) => withholdRecord(settings, requestId, change, by),
    record: (requestId, of, by) => viewRecord(settings, requestId, of, by),
    recordFile: (requestId, fileId, by) => viewFile(settings, requestId, fileId, by),

    decideRecords: (requestId, change, by) => decideRecords(settings, requestId, change, by),
    decideKey: (requestId, decision, by) => decideFoundKey(settings, requestId, decision, by),

    refuseGroup: (requestId, { category: typed, ...change }, by) =>
      deciding(settings, requestId, by, async (context) => {
        const category = CATEGORIES.find((known) => known === typed);
        if (category === undefined) return refuse<GroupRefusal>('source.record_unknown');
        return refuseGroup(settings, context, { ...change, category });
      }),

    ...makeExports(settings, reader),

    check: async () => {
      const profile = await shopProfile(settings);
      return Promise.all(
        settings.sources(profile).map(async (processor) => {
          const health = await processor.check();
          const capabilities = processor.capabilities();
          return {
            source: capabilities.source,
            name: sourceName(capabilities.source, profile),
            ok: health.ok,
            code: health.ok ? '' : health.code,
            supports: capabilities.supports,
            mayNot: mayNot(capabilities, health),
            mayMore: mayMore(capabilities, health),
          };
        }),
      );
    },
  };
}

async function evidenceOf(tx: Tx, taskId: string): Promise<readonly FoundFileRow[]> {
  const task = await tx.tasks.byId(asId<TaskId>(taskId));
  if (task === undefined || task.requestId === null) return [];
  const files = await tx.requests.files(asId<RequestId>(task.requestId));
  return files.filter((file) => evidenceLine(file) !== undefined);
}

function evidenceView(file: FoundFileRow): EvidenceView {
  const { id, source, name, mediaType, bytes } = file;
  return { id, source, line: evidenceLine(file) ?? '', name, mediaType, bytes };
}
