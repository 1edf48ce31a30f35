import type { ColumnField } from '../../core/application/core-api.ts';
import type { View } from '../frame/view.ts';

/** A record, so that a new field does not compile until it stands here. */
const COLUMN_FIELDS: Readonly<Record<ColumnField, true>> = {
  ignore: true,
  orderNumber: true,
  orderDate: true,
  name: true,
  email: true,
  phone: true,
  street: true,
  postcode: true,
  city: true,
  country: true,
  amount: true,
  paymentMethod: true,
  item: true,
  quantity: true,
  status: true,
  invoiceNumber: true,
  note: true,
  other: true,
};

/** Whether a posted word is one of the fields. */
export function isColumnField(text: string): text is ColumnField {
  return Object.hasOwn(COLUMN_FIELDS, text);
}

/** Every field with its name, in the order of the list. */
export function columnOptions({
  words,
}: View): readonly { readonly value: ColumnField; readonly label: string }[] {
  return Object.keys(COLUMN_FIELDS)
    .filter(isColumnField)
    .map((value) => ({
      value,
      label: value === 'ignore' ? words.t('desk:columns.ignore') : words.term('fields', value),
    }));
}

/** A first choice for a column whose heading is the name of a field; everything else the owner chooses. */
export function suggestedColumn(view: View, heading: string): ColumnField {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const same = columnOptions(view).find(
    ({ value, label }) => plain(heading) === plain(label) || plain(heading) === plain(value),
  );
  return same?.value ?? 'other';
}
