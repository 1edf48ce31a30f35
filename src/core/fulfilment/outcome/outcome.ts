import { assertNever } from '../../kernel/assert-never.ts';
import { parseDay } from '../../kernel/calendar-day.ts';
import type { Right } from '../../kernel/rights.ts';
import { ANSWERING_OUTCOMES } from './answering-outcomes.ts';
import { CORRECTING_OUTCOMES } from './correcting-outcomes.ts';
import { ERASURE_OUTCOMES } from './erasure-outcomes.ts';
import { HANDING_OVER_OUTCOMES } from './handing-over-outcomes.ts';
import type { Field, Fields, ValuesOf } from './outcome-field.ts';
import { STOPPING_OUTCOMES } from './stopping-outcomes.ts';

/** Every result that a right knows, with the facts that belong to it. Access follows from the search alone. */
export const OUTCOMES = {
  access: {},
  ...STOPPING_OUTCOMES,
  ...ANSWERING_OUTCOMES,
  ...CORRECTING_OUTCOMES,
  ...HANDING_OVER_OUTCOMES,
  ...ERASURE_OUTCOMES,
} as const satisfies Readonly<Record<Right, Readonly<Record<string, Fields>>>>;

type Outcomes = typeof OUTCOMES;
type Member<R extends Right, Result extends keyof Outcomes[R]> = {
  readonly right: R;
  readonly result: Result;
} & ValuesOf<Outcomes[R][Result]>;

/** What staff decided about a request: the facts that its letter says, one member per result. */
export type Outcome = {
  readonly [R in Right]: { readonly [Result in keyof Outcomes[R]]: Member<R, Result> }[keyof Outcomes[R]];
}[Right];

export type OutcomeOf<R extends Right, Result extends keyof Outcomes[R]> = Extract<
  Outcome,
  { readonly right: R; readonly result: Result }
>;

/** The results that a right knows; none for access. */
export function resultsOf(right: Right): readonly string[] {
  return Object.keys(OUTCOMES[right]);
}

/** The facts that belong to a result; undefined for a result of another right. */
export function fieldsOf(right: Right, result: string): Fields | undefined {
  const results: Readonly<Record<string, Fields>> = OUTCOMES[right];
  return Object.hasOwn(results, result) ? results[result] : undefined;
}

/** Whether a stored or read value is an outcome: exactly the fields of its result, each with a value that fits. */
export function isOutcome(value: unknown): value is Outcome {
  if (!isRecord(value) || !isRight(value.right) || typeof value.result !== 'string') return false;
  const { right, result, ...facts } = value;
  const fields = fieldsOf(right, result);
  return fields !== undefined && fits(fields, facts);
}

/** An outcome as it was stored before texts that may stay empty were added to its fields: those are empty then. */
export function withLaterTexts(value: unknown): unknown {
  if (!isRecord(value) || !isRight(value.right) || typeof value.result !== 'string') return value;
  const { right, result, ...facts } = value;
  const fields = fieldsOf(right, result);
  return fields === undefined ? value : { right, result, ...filled(fields, facts) };
}

function filled(fields: Fields, facts: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const known = Object.entries(fields).map(([name, field]): readonly [string, unknown] => {
    const value = facts[name];
    if (field.kind === 'rows' && Array.isArray(value))
      return [name, value.map((row) => (isRecord(row) ? filled(field.of, row) : row))];
    const mayLack = field.when !== undefined || field.optional === true;
    return [name, value === undefined && field.kind === 'text' && mayLack ? '' : value];
  });
  return { ...facts, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) };
}

function fits(fields: Fields, facts: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(fields);
  return (
    Object.keys(facts).length === names.length &&
    Object.entries(fields).every(([name, field]) => holds(field, facts[name]))
  );
}

function holds(field: Field, value: unknown): boolean {
  const mayLack = field.when !== undefined || field.optional === true;
  switch (field.kind) {
    case 'text':
      return typeof value === 'string';
    case 'place':
      return typeof value === 'string' || (mayLack && value === null);
    case 'choice':
      return isOneOf(field.options, value) || (mayLack && value === null);
    case 'several':
      return Array.isArray(value) && value.every((one) => isOneOf(field.options, one));
    case 'yes':
      return typeof value === 'boolean';
    case 'day':
      return (typeof value === 'string' && parseDay(value) !== undefined) || (mayLack && value === null);
    case 'count':
      return Number.isSafeInteger(value) || (mayLack && value === null);
    case 'rows':
      return Array.isArray(value) && value.every((row) => isRecord(row) && fits(field.of, row));
    default:
      return assertNever(field);
  }
}

function isOneOf(options: readonly string[], value: unknown): boolean {
  return options.some((option) => option === value);
}

function isRight(value: unknown): value is Right {
  return typeof value === 'string' && Object.hasOwn(OUTCOMES, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
