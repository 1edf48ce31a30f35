import type { Fields, TypedFields, TypedOutcome } from '../../core/application/core-api.ts';
import type { Form } from '../frame/read-form.ts';
import { FIELD } from './outcome-fields.ts';

const MOST_ROWS = 60;

/** What was typed into the form of a result; whether it holds together the core decides. */
export function readTyped(form: Form, fields: Fields): TypedOutcome {
  return {
    result: form.text('result'),
    fields: readFields(form, fields),
    sendTo: form.text('sendTo'),
    child: form.text('child') === 'yes',
  };
}

function readFields(form: Form, fields: Fields): TypedFields {
  const typed: Record<string, readonly string[]> = {};
  const take = (path: string): void => {
    typed[path] = form.all(`${FIELD}${path}`).filter((value) => value.trim() !== '');
  };
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind !== 'rows') {
      take(name);
      continue;
    }
    const count = Math.min(MOST_ROWS, Number.parseInt(form.text(`regels.${name}`), 10) || 0);
    for (let index = 0; index < count; index += 1)
      for (const inner of Object.keys(field.of)) take(`${name}.${index}.${inner}`);
  }
  return typed;
}
