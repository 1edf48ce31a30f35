import type { ManualResult, ManualSearchView } from '../../core/application/core-api.ts';
import { type Form, lines } from '../frame/read-form.ts';
import type { ManualForm } from './manual-form.ts';

type Source = ManualSearchView['sources'][number];
type Row = ManualResult['rows'][number];

/** How many kinds of data one source's form takes. */
export const ROW_FIELDS = [0, 1, 2] as const;

/** One submit for all systems: only sources that got an answer are recorded, the others stay open. */
export function readManual(sources: readonly Source[], form: Form): ManualForm {
  const results: ManualResult[] = [];
  const errors = new Map<string, 'rows_missing' | 'reason_missing' | 'rows_but_none' | 'answer_missing'>();
  for (const { source } of sources) {
    const answer = form.text(`${source}.answer`);
    const rows = ROW_FIELDS.flatMap((field) => readRows(form, source, field));
    const reason = form.text(`${source}.reason`);
    if (answer === 'found') {
      if (rows.length === 0) errors.set(source, 'rows_missing');
      else results.push({ source, answer, rows, reason: '' });
    } else if (answer === 'none') {
      if (rows.length > 0) errors.set(source, 'rows_but_none');
      else results.push({ source, answer, rows: [], reason: '' });
    } else if (answer === 'not_possible') {
      if (reason === '') errors.set(source, 'reason_missing');
      else results.push({ source, answer, rows: [], reason });
    } else if (rows.length > 0 || reason !== '') errors.set(source, 'answer_missing');
  }
  return { results, errors, typed: (name) => form.text(name) };
}

function readRows(form: Form, source: string, field: number): readonly Row[] {
  const category = form.text(`${source}.category.${field}`);
  return lines(form.text(`${source}.rows.${field}`)).map((text) => ({ category, text }));
}
