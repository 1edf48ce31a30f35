type Has = (name: string) => boolean;

export interface RelationField {
  /** In a record. */
  readonly name: string;
  /** In the interface. */
  readonly api: string;
  /** Whether an administration that holds invoices of this relation can do without it, given what else is filled. */
  readonly spare: (has: Has) => boolean;
  /** It cannot be emptied from here, or names nobody. */
  readonly fixed?: true;
  /** Yes or no. */
  readonly flag?: true;
}

/** The name and address of an invoice (Wet OB art. 35a), and who owes what. */
const needed = () => false;
const spare = () => true;
const besideAddress = (has: Has) => has('street');
const besideEmail = (has: Has) => has('email');
const withoutMandate = (has: Has) => !has('mandate');

const FREE = Array.from({ length: 10 }, (_, index) => `freeText${index + 1}`);

/** What e-Boekhouden holds of a relation, as far as it says something of a person. */
export const RELATION_FIELDS: readonly RelationField[] = [
  { name: 'name', api: 'name', spare: needed },
  { name: 'customerId', api: 'code', spare: needed, fixed: true },
  { name: 'createdAt', api: 'date', spare: needed, fixed: true },
  { name: 'contact', api: 'contact', spare },
  { name: 'salutation', api: 'salutation', spare },
  { name: 'gender', api: 'gender', spare },
  { name: 'street', api: 'address', spare: needed },
  { name: 'postcode', api: 'postalCode', spare: needed },
  { name: 'city', api: 'city', spare: needed },
  { name: 'country', api: 'country', spare: needed },
  { name: 'otherStreet', api: 'address2', spare: besideAddress },
  { name: 'otherPostcode', api: 'postalCode2', spare: besideAddress },
  { name: 'otherCity', api: 'city2', spare: besideAddress },
  { name: 'otherCountry', api: 'country2', spare: besideAddress },
  { name: 'phone', api: 'phoneNumber', spare },
  { name: 'mobilePhone', api: 'mobilePhoneNumber', spare },
  { name: 'fax', api: 'faxNumber', spare },
  { name: 'email', api: 'emailAddress', spare: needed },
  { name: 'invoiceEmail', api: 'emailAddressInvoice', spare: besideEmail },
  { name: 'reminderEmail', api: 'emailAddressReminder', spare: besideEmail },
  { name: 'website', api: 'website', spare },
  { name: 'note', api: 'note', spare },
  { name: 'vatNumber', api: 'vatNumber', spare: needed },
  { name: 'companyNumber', api: 'companyRegistrationNumber', spare: needed },
  { name: 'iban', api: 'iban', spare: withoutMandate },
  { name: 'bic', api: 'bic', spare: withoutMandate },
  { name: 'mandate', api: 'mandate', spare: needed, flag: true },
  { name: 'mandateType', api: 'mandateType', spare: needed },
  { name: 'mandateReference', api: 'mandateId', spare: needed },
  { name: 'signatureDate', api: 'mandateSignedDate', spare: needed, fixed: true },
  { name: 'peppolId', api: 'peppolId', spare: needed, fixed: true },
  ...FREE.map((name) => ({ name, api: name, spare })),
  { name: 'noNewsletter', api: 'doNotReceiveNewsletters', spare: needed, fixed: true, flag: true },
  { name: 'inactive', api: 'inactive', spare: needed, fixed: true, flag: true },
];

/** What makes e-Boekhouden leave a relation alone, as far as it can. */
export const RESTING: readonly string[] = ['noNewsletter', 'inactive'];
