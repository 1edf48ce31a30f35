import type { ManualResult, ManualSearchView } from '../../core/application/core-api.ts';
import { type Form, lines } from '../frame/read-form.ts';
import type { ManualForm } from './manual-form.ts';

type Source = ManualSearchView['sources'][number];
type Done = NonNullable<ManualResult['done']>;
type ErrorCode = ManualForm['errors'] extends ReadonlyMap<string, infer Code> ? Code : never;
type Row = ManualResult['rows'][number];

/** How many kinds of data one source's form takes. */
export const ROW_FIELDS = [0, 1, 2] as const;

/** One submit for all systems: only sources that got an answer are recorded, the others stay open. */
export async function readManual(sources: readonly Source[], form: Form): Promise<ManualForm> {
  const results: ManualResult[] = [];
  const errors = new Map<string, ErrorCode>();
  for (const { source, checklist } of sources) {
    const answer = form.text(`${source}.answer`);
    const rows = ROW_FIELDS.flatMap((field) => readRows(form, source, field));
    const reason = form.text(`${source}.reason`);
    const done = await readDone(source, form);
    if (checklist.some((line) => isUnshown(line, done))) {
      errors.set(source, 'evidence_missing');
      continue;
    }
    if (answer === 'found') {
      if (rows.length === 0) errors.set(source, 'rows_missing');
      else results.push({ source, answer, rows, reason: '', done });
    } else if (answer === 'none') {
      if (rows.length > 0) errors.set(source, 'rows_but_none');
      else results.push({ source, answer, rows: [], reason: '', done });
    } else if (answer === 'not_possible') {
      if (reason === '') errors.set(source, 'reason_missing');
      else results.push({ source, answer, rows: [], reason, done });
    } else if (rows.length > 0 || reason !== '' || done.length > 0) errors.set(source, 'answer_missing');
  }
  return {
    results,
    errors,
    typed: (name) => form.text(name),
    ticked: (source, line) => form.all(`${source}.done`).includes(line),
  };
}

function readRows(form: Form, source: string, field: number): readonly Row[] {
  const category = form.text(`${source}.category.${field}`);
  return lines(form.text(`${source}.rows.${field}`)).map((text) => ({ category, text }));
}

/** Lines of the checklist that were ticked, each with its words and its file. */
async function readDone(source: string, form: Form): Promise<Done> {
  return Promise.all(
    form.all(`${source}.done`).map(async (line) => {
      const note = form.text(`${source}.note.${line}`);
      const file = form.file(`${source}.file.${line}`);
      if (file === undefined || file.size === 0) return { line, note };
      return { line, note, content: new Uint8Array(await file.arrayBuffer()) };
    }),
  );
}

/** Ticked without what the line asks for. */
function isUnshown({ id, evidence }: Source['checklist'][number], done: Done): boolean {
  const ticked = done.find(({ line }) => line === id);
  if (ticked === undefined || evidence === 'none') return false;
  return evidence === 'text' ? ticked.note === '' : ticked.content === undefined;
}
