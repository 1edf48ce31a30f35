import { assertNever } from '../../kernel/assert-never.ts';
import { type CalendarDay, parseDay } from '../../kernel/calendar-day.ts';
import type { Right } from '../../kernel/rights.ts';
import { checkOutcome } from './check-outcome.ts';
import { fieldsOf, isOutcome, type Outcome } from './outcome.ts';
import type { Fields, SimpleField } from './outcome-field.ts';
import type { OutcomeCode, OutcomeProblem } from './outcome-problem.ts';
import { type TypedFields, typedRows, typedValues } from './typed-outcome.ts';

export interface ReadContext {
  readonly today: CalendarDay;
  /** The ids of this shop's systems and recipients. */
  readonly places: readonly string[];
}

export type OutcomeReading =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly problems: readonly OutcomeProblem[] };

const MOST_ROWS = 60;
const MOST_COUNT = 1_000_000;

/** Reads the facts of a result from a form. Every problem is told at once, with the field that it is about. */
export function readOutcome(
  right: Right,
  result: string,
  typed: TypedFields,
  context: ReadContext,
): OutcomeReading {
  const fields = fieldsOf(right, result);
  if (fields === undefined) return { ok: false, problems: [{ field: 'result', code: 'outcome.unknown' }] };
  const problems: OutcomeProblem[] = [];
  const facts = readFields(fields, typed, '', context, problems);
  const outcome: unknown = { right, result, ...facts };
  if (problems.length > 0) return { ok: false, problems };
  if (!isOutcome(outcome)) throw new Error(`what was read is no ${right} ${result}`);
  const found = checkOutcome(outcome, context.today);
  return found.length === 0 ? { ok: true, outcome } : { ok: false, problems: found };
}

function readFields(
  fields: Fields,
  typed: TypedFields,
  prefix: string,
  context: ReadContext,
  problems: OutcomeProblem[],
): Readonly<Record<string, unknown>> {
  const facts: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const path = `${prefix}${name}`;
    const { when } = field;
    const chosen = when === undefined ? [] : typedValues(typed, `${prefix}${when.field}`);
    const meant = when === undefined || chosen.some((value) => when.is.includes(value));
    const must = meant && field.optional !== true;
    if (field.kind === 'rows') {
      facts[name] = readRows(field.of, typed, name, context, problems);
      if (must && typedRowsFilled(field.of, typed, name).length === 0)
        problems.push({ field: path, code: 'outcome.rows_missing' });
      continue;
    }
    const values = meant ? typedValues(typed, path) : [];
    if (values.length === 0) {
      if (must && field.kind !== 'yes') problems.push({ field: path, code: 'outcome.missing' });
      facts[name] = nothing(field);
      continue;
    }
    const [value = ''] = values;
    const wrong = problemOf(field, values, context);
    if (wrong !== undefined) problems.push({ field: path, code: wrong });
    facts[name] = readValue(field, value, values);
  }
  return facts;
}

function readRows(
  of: Readonly<Record<string, SimpleField>>,
  typed: TypedFields,
  name: string,
  context: ReadContext,
  problems: OutcomeProblem[],
): readonly unknown[] {
  const filled = typedRowsFilled(of, typed, name);
  if (filled.length > MOST_ROWS) problems.push({ field: name, code: 'outcome.too_long' });
  return filled
    .slice(0, MOST_ROWS)
    .map((index) => readFields(of, typed, `${name}.${index}.`, context, problems));
}

/** A choice that the form itself filled in makes no line; anything else does. */
function typedRowsFilled(
  of: Readonly<Record<string, SimpleField>>,
  typed: TypedFields,
  name: string,
): readonly number[] {
  const names = Object.keys(of);
  return Array.from({ length: typedRows(typed, name) }, (_row, index) => index).filter((index) =>
    names.some((inner) => typedValues(typed, `${name}.${index}.${inner}`).length > 0),
  );
}

function problemOf(
  field: SimpleField,
  values: readonly string[],
  { today, places }: ReadContext,
): OutcomeCode | undefined {
  const [value = ''] = values;
  switch (field.kind) {
    case 'text':
      return value.length > field.max ? 'outcome.too_long' : undefined;
    case 'choice':
    case 'several':
      return values.every((one) => field.options.includes(one)) ? undefined : 'outcome.choice_unknown';
    case 'yes':
      return undefined;
    case 'day': {
      const day = parseDay(value);
      if (day === undefined) return 'outcome.day_invalid';
      if (field.lies === 'past') return day > today ? 'outcome.day_ahead' : undefined;
      return day <= today ? 'outcome.day_past' : undefined;
    }
    case 'count':
      return /^\d{1,7}$/.test(value) && Number(value) <= MOST_COUNT ? undefined : 'outcome.count_invalid';
    case 'place':
      return places.includes(value) ? undefined : 'outcome.choice_unknown';
    default:
      return assertNever(field);
  }
}

function readValue(field: SimpleField, value: string, values: readonly string[]): unknown {
  if (field.kind === 'several') return values;
  if (field.kind === 'yes') return true;
  return field.kind === 'count' ? Number(value) : value;
}

function nothing({ kind }: SimpleField): unknown {
  if (kind === 'several') return [];
  if (kind === 'yes') return false;
  return kind === 'text' ? '' : null;
}
