import type { Desk, SimpleField } from '../../core/application/core-api.ts';
import { sourceInWords } from '../../core/text/source-in-words.ts';
import { textIfAny } from '../../core/text/texts.ts';
import type { View } from '../frame/view.ts';

export type ShopProfile = Awaited<ReturnType<Desk['profile']>>;

/** Where a field stands: in the form of a right, or in a line of one of its lists. */
export interface FieldPlace {
  readonly right: string;
  readonly name: string;
  /** The list whose line holds it. */
  readonly list?: string;
}

/** The label of a field: the right's own words for it, else the general ones. */
export function fieldLabel({ words }: View, { right, name, list }: FieldPlace): string {
  const key = list === undefined ? name : `${list}_${name}`;
  const own = textIfAny(words.language, `forms:fields.${right}_${key}`);
  return own ?? textIfAny(words.language, `forms:fields.${key}`) ?? name;
}

/** What to fill in, where the label does not say it all. */
export function fieldHint({ words }: View, { right, name }: FieldPlace): string | undefined {
  const own = textIfAny(words.language, `forms:hints.${right}_${name}`);
  return own ?? textIfAny(words.language, `forms:hints.${name}`);
}

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

/** What can be chosen, in words: systems and recipients by their names, kinds of data by ours. */
export function fieldOptions(
  { words }: View,
  field: SimpleField,
  name: string,
  places: readonly string[],
  shop: ShopProfile,
): readonly FieldOption[] {
  if (field.kind === 'place')
    return places.map((value) => ({ value, label: sourceInWords(words.language, value, shop) }));
  if (field.kind !== 'choice' && field.kind !== 'several') return [];
  const retired = field.kind === 'choice' ? (field.retired ?? []) : [];
  const offered = field.options.filter((value) => !retired.includes(value));
  return offered.map((value) => ({
    value,
    label:
      name === 'category'
        ? words.term('categories', value)
        : (textIfAny(words.language, `forms:options.${name}_${value}`) ?? value),
  }));
}
