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
  address: true,
  postcode: true,
  city: true,
  country: true,
  amount: true,
  paymentMethod: true,
  item: true,
  quantity: true,
  status: true,
  invoiceNumber: true,
  paymentId: true,
  barcode: true,
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

/** A first choice for columns whose heading is a usual name of a field, each field once; the owner confirms it. */
export function suggestedColumns(view: View, header: readonly string[]): readonly ColumnField[] {
  const options = columnOptions(view);
  const taken = new Set<ColumnField>();
  return header.map((heading) => {
    const wanted = plain(heading);
    const field = options.find(
      ({ value, label }) =>
        !taken.has(value) &&
        [label, value, ...view.words.columnNames(value)].some((name) => plain(name) === wanted),
    );
    if (field === undefined) return 'other';
    taken.add(field.value);
    return field.value;
  });
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
