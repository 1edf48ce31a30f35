import type { SourceResult } from '../fulfilment/letter.ts';
import type { Doubt } from '../fulfilment/outcome/required-level.ts';
import { OWN_RECORDS } from '../fulfilment/processor.ts';
import { maySamePerson } from '../identity/same-person.ts';
import type { RequestRow } from './rows.ts';

/** Why who asks may not be whose data these are, from what was found and where the answer goes (R11; F20): the doubts, never the names. */
export function doubtsAbout(
  request: Pick<RequestRow, 'name' | 'particulars'>,
  results: readonly SourceResult[],
): readonly Doubt[] {
  const names = results
    .filter(({ source }) => source !== OWN_RECORDS)
    .flatMap(({ records }) =>
      records.flatMap(({ fields }) => fields.filter((field) => field.name === 'name')),
    );
  const others = names.some(({ value }) => !maySamePerson(value, request.name ?? ''));
  const elsewhere = request.particulars?.answerTo !== undefined;
  return [
    ...(others ? (['several_names'] as const) : []),
    ...(elsewhere ? (['another_address'] as const) : []),
  ];
}
