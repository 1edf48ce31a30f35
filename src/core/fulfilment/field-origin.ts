import type { Category } from './processor.ts';

/** Where a value comes from: the person gave it, it was seen while the person bought or wrote, or the shop made it itself. */
export const ORIGINS = ['provided', 'observed', 'derived'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Typed or chosen by the person. */
const PROVIDED = new Set(
  `name email phone mobilePhone fax street postcode city region country address company contact salutation gender
   otherStreet otherPostcode otherCity otherCountry website vatNumber companyNumber bic iban invoiceEmail reminderEmail
   peppolId accountHolder payerAccount cardHolder cardNumber cardLabel cardExpiryDate paymentMethod item quantity interval
   deliveryName deliveryCompany deliveryStreet deliveryPostcode deliveryCity deliveryRegion deliveryCountry deliveryEmail
   deliveryPhone from to subject words text message content attachments rating noNewsletter mailStop right language`.split(
    /\s+/,
  ),
);

/** What the shop thought up for its own administration. */
const DERIVED = new Set(
  `number level decision letter deadline closedAt proof told ownerAlarmed events row customerId reference entryNumber folder
   inactive metadata description freeText1 freeText2 freeText3 freeText4 freeText5 freeText6 freeText7 freeText8 freeText9
   freeText10 statusReason mandateType`.split(/\s+/),
);

/**
 * The origin of a field: what a person provided, and what was observed, is portable, and what a shop concluded itself is not
 * (AVG 20(1); guidelines WP 242). A name that nobody knows counts as observed, in favour of the person.
 */
export function originOf(category: Category, field: string): Origin {
  if (category === 'note') return 'derived';
  if (PROVIDED.has(field)) return 'provided';
  return DERIVED.has(field) ? 'derived' : 'observed';
}
