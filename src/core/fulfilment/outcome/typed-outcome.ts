import type { Right } from '../../kernel/rights.ts';
import { fieldsOf, type Outcome } from './outcome.ts';

/** A form as it is typed: the values of a field by its name; of a line of fields by `plan.0.until`. */
export type TypedFields = Readonly<Record<string, readonly string[]>>;

/** What a field holds in a form: nothing is an empty list. */
export function typedValues(typed: TypedFields, path: string): readonly string[] {
  return (typed[path] ?? []).map((value) => value.trim()).filter((value) => value !== '');
}

/** How many lines were typed under this name, empty ones included. */
export function typedRows(typed: TypedFields, name: string): number {
  const numbers = Object.keys(typed).flatMap((path) => {
    const [of, index = '', field] = path.split('.');
    return of === name && field !== undefined && /^\d{1,3}$/.test(index) ? [Number(index)] : [];
  });
  return numbers.length === 0 ? 0 : Math.max(...numbers) + 1;
}

/** An outcome as its form shows it: the reverse of `readOutcome`. */
export function typedOutcome(outcome: Outcome): TypedFields {
  const { right, result, ...facts } = outcome;
  return typedFacts(right, result, facts);
}

/** Facts for a form, also when some are still missing. */
export function typedFacts(
  right: Right,
  result: string,
  facts: Readonly<Record<string, unknown>>,
): TypedFields {
  const typed: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries(fieldsOf(right, result) ?? {})) {
    const value = facts[name];
    if (field.kind !== 'rows') typed[name] = shown(value);
    else if (Array.isArray(value))
      value.forEach((row: Readonly<Record<string, unknown>>, index) => {
        for (const inner of Object.keys(field.of)) typed[`${name}.${index}.${inner}`] = shown(row[inner]);
      });
  }
  return typed;
}

function shown(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (value === true) return ['yes'];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && value !== '' ? [value] : [];
}
