import { isUndecided } from '../fulfilment/found-so-far.ts';
import type { SourceResult } from '../fulfilment/letter.ts';
import type { Doubt } from '../fulfilment/outcome/required-level.ts';
import { type Category, type FoundRecord, OWN_RECORDS } from '../fulfilment/processor.ts';
import { LIKE_AN_ADDRESS } from '../fulfilment/shorten-record.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { maySamePerson } from '../identity/same-person.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { RequestRow } from './rows.ts';

/**
 * Why who asks may not be whose data these are, from what was found and where the answer goes (R6, R11; F20): the
 * doubts, never the names. `ownAddresses` are the shop's, which stand in many a mail.
 */
export function doubtsAbout(
  request: Pick<RequestRow, 'name' | 'email' | 'particulars'>,
  results: readonly SourceResult[],
  { ownAddresses }: Pick<ShopProfile, 'ownAddresses'>,
): readonly Doubt[] {
  // What may be of somebody else says nothing about who asks before a person says whose it is.
  const records = results
    .filter(({ source }) => source !== OWN_RECORDS)
    .flatMap((result) => result.records.filter((record) => !isUndecided(record)));
  const names = records.flatMap(({ fields }) => fields.filter((field) => field.name === 'name'));
  const others = names.some(({ value }) => !maySamePerson(value, request.name ?? ''));
  const elsewhere = request.particulars?.answerTo !== undefined;
  return [
    ...(others ? (['several_names'] as const) : []),
    ...(isUnknown(records, normaliseEmail(request.email ?? ''), ownAddresses)
      ? (['unknown_address'] as const)
      : []),
    ...(elsewhere ? (['another_address'] as const) : []),
  ];
}

/**
 * Something stands at another address than the proven one, or facts of a customer were found and none at it (checklist,
 * row 15). Beside what a system found by the proven address, the words of a mail may name others: in a cc, say. Facts of
 * a customer may not: one order of somebody's own is no way to those of another.
 */
function isUnknown(
  records: readonly FoundRecord[],
  proven: string | undefined,
  ownAddresses: readonly string[],
): boolean {
  const matched = records.some(({ matchedBy }) => matchedBy.includes('email'));
  const named = records.map((record) => {
    const all = !matched || isOfCustomer(record);
    const fields = record.fields.filter(({ name }) => all || name === 'email');
    return addressesIn(fields).filter((one) => !ownAddresses.includes(one));
  });
  const atProven = named.map((addresses) => addresses.some((address) => address === proven));
  if (named.some((addresses, index) => addresses.length > 0 && !atProven[index])) return true;
  return !matched && !atProven.includes(true) && records.some(isOfCustomer);
}

/** Of somebody who ordered, or with the number of a house or a phone; not a newsletter or a mail without an address. */
function isOfCustomer({ category, fields }: FoundRecord): boolean {
  if (category === 'contact_details') return fields.some(({ value }) => /\d/.test(value));
  return OF_CUSTOMERS.includes(category);
}

const OF_CUSTOMERS: readonly Category[] = ['order', 'invoice', 'payment', 'parcel', 'account'];

function addressesIn(fields: FoundRecord['fields']): readonly string[] {
  return fields.flatMap(({ value }) =>
    (value.match(LIKE_AN_ADDRESS) ?? []).flatMap((one) => normaliseEmail(one) ?? []),
  );
}
