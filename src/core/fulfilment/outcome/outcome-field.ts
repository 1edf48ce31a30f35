import type { CalendarDay } from '../../kernel/calendar-day.ts';

/** The field must be filled when a choice beside it has one of these values; otherwise it holds nothing. */
export interface When {
  readonly field: string;
  readonly is: readonly string[];
}

/** Absent and without `when` means: must be filled. */
interface Need {
  readonly when?: When;
  readonly optional?: true;
}

interface TextField extends Need {
  readonly kind: 'text';
  readonly max: number;
  /** Several lines. */
  readonly long: boolean;
}
interface ChoiceField extends Need {
  readonly kind: 'choice';
  readonly options: readonly string[];
  /** Read where they were stored, and chosen no more. */
  readonly retired?: readonly string[];
}
interface SeveralField extends Need {
  readonly kind: 'several';
  readonly options: readonly string[];
}
/** A box that is ticked or not. */
interface YesField extends Need {
  readonly kind: 'yes';
}
/** A day in Amsterdam: done by now (`past`, today included) or still to come (`ahead`, from tomorrow). */
interface DayField extends Need {
  readonly kind: 'day';
  readonly lies: 'past' | 'ahead';
}
interface CountField extends Need {
  readonly kind: 'count';
}
/** The id of a system or recipient of this shop. */
interface PlaceField extends Need {
  readonly kind: 'place';
}

export type SimpleField =
  | TextField
  | ChoiceField
  | SeveralField
  | YesField
  | DayField
  | CountField
  | PlaceField;

/** Several lines of fields; a line without anything in it is no line. */
export interface RowsField extends Need {
  readonly kind: 'rows';
  readonly of: Readonly<Record<string, SimpleField>>;
}

export type Field = SimpleField | RowsField;
export type Fields = Readonly<Record<string, Field>>;

type Plain<F> = F extends { readonly kind: 'text' | 'place' }
  ? string
  : F extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
    ? Option
    : F extends { readonly kind: 'several'; readonly options: readonly (infer Option)[] }
      ? readonly Option[]
      : F extends { readonly kind: 'yes' }
        ? boolean
        : F extends { readonly kind: 'day' }
          ? CalendarDay
          : F extends { readonly kind: 'count' }
            ? number
            : F extends { readonly kind: 'rows'; readonly of: infer Of }
              ? readonly ValuesOf<Of>[]
              : never;

type MayLack<F> = F extends { readonly when: When } | { readonly optional: true } ? true : false;

/** What a field holds. Where it may hold nothing: null, an empty text or an empty list. */
export type ValueOf<F> = F extends { readonly kind: 'choice' | 'day' | 'count' | 'place' }
  ? MayLack<F> extends true
    ? Plain<F> | null
    : Plain<F>
  : Plain<F>;

export type ValuesOf<Of> = { readonly [Name in keyof Of]: ValueOf<Of[Name]> };

const LINE = 200;
const LINES = 3_000;

export const line = { kind: 'text', max: LINE, long: false } as const;
export const words = { kind: 'text', max: LINES, long: true } as const;
export const yes = { kind: 'yes' } as const;
export const count = { kind: 'count' } as const;
export const place = { kind: 'place' } as const;
export const doneOn = { kind: 'day', lies: 'past' } as const;
export const comingOn = { kind: 'day', lies: 'ahead' } as const;

/** One of these, and no other. */
export function choice<const Options extends readonly string[]>(...options: Options) {
  return { kind: 'choice', options } as const;
}

/** The same choice, of which these stand in older outcomes only. */
export function without<const F extends { readonly kind: 'choice'; readonly options: readonly string[] }>(
  retired: readonly F['options'][number][],
  field: F,
) {
  return { ...field, retired } as const;
}

/** Any of these. */
export function several<const Options extends readonly string[]>(...options: Options) {
  return { kind: 'several', options } as const;
}

/** Lines with these fields. */
export function rows<const Of extends Readonly<Record<string, SimpleField>>>(of: Of) {
  return { kind: 'rows', of } as const;
}

/** The same field, which may stay empty. */
export function optional<const F extends Field>(field: F) {
  return { ...field, optional: true } as const;
}

/** The same field, to be filled only when `name` beside it is one of these. */
export function when<const F extends Field>(name: string, is: readonly string[], field: F) {
  return { ...field, when: { field: name, is } } as const;
}
