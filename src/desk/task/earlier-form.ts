import type { ManualSearchView } from '../../core/application/core-api.ts';
import type { ManualForm } from './manual-form.ts';

/** A form on which stands what was typed before a source was reopened: a correction begins with the rows so far. */
export function earlierForm(sources: ManualSearchView['sources']): ManualForm {
  const fields = new Map<string, string>();
  for (const { source, rows } of sources) {
    const kinds = [...Map.groupBy(rows, ({ category }) => category)];
    if (kinds.length > 0) fields.set(`${source}.answer`, 'found');
    for (const [index, [category, typed]] of kinds.entries()) {
      fields.set(`${source}.category.${index}`, category);
      fields.set(`${source}.rows.${index}`, typed.map(({ text }) => text).join('\n'));
    }
  }
  return { results: [], errors: new Map(), typed: (name) => fields.get(name) ?? '', ticked: () => false };
}
