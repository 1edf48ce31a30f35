import type { SourceResult } from '../fulfilment/letter.ts';
import type { Doubt } from '../fulfilment/outcome/required-level.ts';
import { type FoundRecord, OWN_RECORDS } from '../fulfilment/processor.ts';
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
  const records = results.filter(({ source }) => source !== OWN_RECORDS).flatMap((result) => result.records);
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

/** Nothing that was found stands at the proven address, or something stands at another one (checklist, row 15). */
function isUnknown(
  records: readonly FoundRecord[],
  proven: string | undefined,
  ownAddresses: readonly string[],
): boolean {
  if (records.length === 0) return false;
  const named = records.map((record) => addressesIn(record).filter((one) => !ownAddresses.includes(one)));
  const known = records.some(
    ({ matchedBy }, index) =>
      matchedBy.includes('email') || (proven !== undefined && named[index]?.includes(proven)),
  );
  return !known || named.some((one) => one.length > 0 && !one.some((address) => address === proven));
}

function addressesIn({ fields }: FoundRecord): readonly string[] {
  return fields.flatMap(({ value }) =>
    (value.match(LIKE_AN_ADDRESS) ?? []).flatMap((one) => normaliseEmail(one) ?? []),
  );
}

/** Ends before the full stop of a sentence. */
const LIKE_AN_ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,189}[a-z0-9])?/gi;
