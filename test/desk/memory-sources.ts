import type { ExportFileView, Sources, TaskRow } from '../../src/core/application/core-api.ts';
import { newId } from '../../src/core/kernel/ids.ts';
import { ok, refuse } from '../../src/core/kernel/result.ts';
import type { Case } from './memory-decisions.ts';

/** Manual searches and exports, kept in memory; a file is a table of lines with semicolons. */
export function memorySources(tasks: TaskRow[], find: (id: string) => Case | undefined, now: () => Date) {
  const files: ExportFileView[] = [];
  const recorded: Parameters<Sources['recordManual']>[1][number][] = [];

  const sources: Sources = {
    async manualSearch(taskId) {
      const task = tasks.find(({ id }) => id === taskId);
      const one = task?.requestId == null ? undefined : find(task.requestId);
      if (task === undefined || one === undefined) return undefined;
      const { detail } = one;
      return {
        task,
        requestNumber: detail.number,
        keys: [
          { kind: 'email', value: detail.email ?? '' },
          { kind: 'name', value: detail.name ?? '' },
        ],
        sources: detail.sources
          .filter(({ coverage }) => coverage.status.startsWith('pending'))
          .map(({ source, name, coverage, records }) => ({
            source,
            name,
            screen: 'Relaties > Zoeken',
            coverage,
            rows: records.map(({ category, fields }) => ({ category, text: fields[0]?.value ?? '' })),
          })),
      };
    },

    async recordManual(taskId, results) {
      const index = tasks.findIndex(({ id }) => id === taskId);
      const task = tasks[index];
      const one = task?.requestId == null ? undefined : find(task.requestId);
      if (task === undefined || one === undefined) return refuse('task.unknown');
      if (task.doneAt !== null) return refuse('task.already_done');
      recorded.push(...results);
      const sourcesNow = one.detail.sources.map((view) => {
        const result = results.find(({ source }) => source === view.source);
        if (result === undefined) return view;
        const found = result.rows.length;
        return {
          ...view,
          coverage: { status: 'complete' as const, scanned: found, found, provesAbsence: false },
        };
      });
      one.detail = { ...one.detail, sources: sourcesNow };
      if (!sourcesNow.some(({ coverage }) => coverage.status === 'pending_manual'))
        tasks[index] = { ...task, doneAt: now() };
      return ok(null);
    },

    async reopenManual(requestId, source) {
      const one = find(requestId);
      const task = tasks.find((known) => known.requestId === requestId && known.kind === 'manual_search');
      const search = one?.detail.sources.find((view) => view.source === source);
      if (one === undefined || task === undefined || search?.reopenable !== true)
        return refuse('source.not_by_hand');
      const reopened = { ...search, coverage: { status: 'pending_manual' as const }, reopenable: false };
      one.detail = {
        ...one.detail,
        sources: one.detail.sources.map((view) => (view === search ? reopened : view)),
      };
      return ok({ taskId: task.id });
    },

    async withhold(requestId, { source, ref, reason }) {
      const one = find(requestId);
      const search = one?.detail.sources.find((view) => view.source === source);
      if (one === undefined || search?.changeable !== true) return refuse('source.record_unknown');
      const records = search.records.map((record) => {
        if (record.ref !== ref) return record;
        const { withheld: _before, ...rest } = record;
        return reason === null ? rest : { ...rest, withheld: reason };
      });
      const changed = { ...search, records };
      one.detail = {
        ...one.detail,
        sources: one.detail.sources.map((view) => (view === search ? changed : view)),
      };
      return ok(null);
    },

    exports: async () => files,

    async upload(_source, file, by) {
      const text = new TextDecoder().decode(file.content);
      const [header = [], ...rows] = text
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map((line) => line.split(';'));
      if (header.length < 2) return refuse('export.not_a_table');
      const view: ExportFileView = {
        id: newId(),
        uploadedAt: now(),
        uploadedBy: by.name,
        rows: rows.length,
        period: null,
        status: 'profile_needed',
        header,
        sample: rows.slice(0, 5),
      };
      files.unshift(view);
      return ok(view);
    },

    async confirmColumns(_source, fileId, columns) {
      const index = files.findIndex(({ id }) => id === fileId);
      const file = files[index];
      if (file === undefined) return refuse('export.unknown');
      if (columns.length !== file.header.length) return refuse('columns.count_differs');
      if (!columns.includes('email')) return refuse('columns.email_missing');
      files[index] = { ...file, status: 'ready' };
      return ok(null);
    },

    check: async () => [],
  };
  return { sources, recorded, files };
}
