import type { Category, FieldValue, FoundRecord } from './processor.ts';

type Terms = Readonly<Record<string, string>>;

/** A way to a property of schema.org: `customer:Person.name` is the name of the Person that is the customer. */
const under = (prefix: string, terms: Terms): Terms =>
  Object.fromEntries(Object.entries(terms).map(([field, property]) => [field, `${prefix}.${property}`]));

const WHO: Terms = {
  name: 'name',
  salutation: 'honorificPrefix',
  gender: 'gender',
  email: 'email',
  phone: 'telephone',
  mobilePhone: 'telephone',
  fax: 'faxNumber',
  website: 'url',
  vatNumber: 'vatID',
  company: 'worksFor:Organization.name',
  companyNumber: 'worksFor:Organization.identifier',
};
const WHERE: Terms = {
  address: 'streetAddress',
  street: 'streetAddress',
  postcode: 'postalCode',
  city: 'addressLocality',
  region: 'addressRegion',
  country: 'addressCountry',
};
const DELIVERY: Terms = {
  deliveryName: 'name',
  deliveryStreet: 'streetAddress',
  deliveryPostcode: 'postalCode',
  deliveryCity: 'addressLocality',
  deliveryRegion: 'addressRegion',
  deliveryCountry: 'addressCountry',
  deliveryEmail: 'email',
  deliveryPhone: 'telephone',
};
const PERSON = { ...WHO, ...under('address:PostalAddress', WHERE) };
const MESSAGE: Terms = {
  ...under('sender:Person', WHO),
  from: 'sender:Person.name',
  to: 'recipient:Person.name',
  subject: 'headline',
  words: 'text',
  text: 'text',
  message: 'text',
  content: 'text',
  at: 'dateSent',
  date: 'dateSent',
  sentAt: 'dateSent',
  receivedAt: 'dateReceived',
  messageId: 'identifier',
  attachments: 'messageAttachment:CreativeWork.name',
};

const KINDS: Readonly<Record<Category, { readonly type: string; readonly terms: Terms }>> = {
  contact_details: { type: 'Person', terms: PERSON },
  account: { type: 'Person', terms: PERSON },
  order: {
    type: 'Order',
    terms: {
      ...under('customer:Person', WHO),
      ...under('billingAddress:PostalAddress', WHERE),
      ...under('orderDelivery:ParcelDelivery.deliveryAddress:PostalAddress', DELIVERY),
      orderNumber: 'orderNumber',
      orderDate: 'orderDate',
      status: 'orderStatus',
      item: 'orderedItem:OrderItem.orderedItem:Product.name',
      quantity: 'orderedItem:OrderItem.orderQuantity',
      amount: 'acceptedOffer:Offer.price',
      paymentMethod: 'paymentMethod',
      paymentId: 'paymentMethodId',
      invoiceNumber: 'partOfInvoice:Invoice.identifier',
      barcode: 'orderDelivery:ParcelDelivery.trackingNumber',
    },
  },
  invoice: {
    type: 'Invoice',
    terms: {
      ...under('customer:Person', PERSON),
      invoiceNumber: 'identifier',
      amount: 'totalPaymentDue:MonetaryAmount.value',
      status: 'paymentStatus',
      paymentMethod: 'paymentMethod',
      orderNumber: 'referencesOrder:Order.orderNumber',
    },
  },
  payment: {
    type: 'PayAction',
    terms: {
      ...under('agent:Person', PERSON),
      accountHolder: 'agent:Person.name',
      paymentId: 'identifier',
      amount: 'price',
      paidAt: 'endTime',
      status: 'actionStatus',
      paymentMethod: 'instrument:PaymentMethod.name',
      orderNumber: 'object:Order.orderNumber',
    },
  },
  parcel: {
    type: 'ParcelDelivery',
    terms: {
      ...under('deliveryAddress:PostalAddress', { ...WHERE, ...DELIVERY, name: 'name', email: 'email' }),
      barcode: 'trackingNumber',
      status: 'deliveryStatus:DeliveryEvent.name',
      orderNumber: 'partOfOrder:Order.orderNumber',
    },
  },
  message: { type: 'Message', terms: MESSAGE },
  conversation: { type: 'Message', terms: MESSAGE },
  request: {
    type: 'AskAction',
    terms: {
      ...under('agent:Person', PERSON),
      words: 'question:Question.text',
      receivedAt: 'startTime',
      closedAt: 'endTime',
    },
  },
  newsletter: { type: 'SubscribeAction', terms: under('agent:Person', PERSON) },
  note: { type: 'CreativeWork', terms: { note: 'text', text: 'text' } },
  other: { type: 'Thing', terms: { name: 'name', description: 'description' } },
};

/** What a field is called at schema.org, from its type on; undefined where there is no term for it. */
export function schemaOrgProperty(category: Category, field: string): string | undefined {
  const { type, terms } = KINDS[category];
  const path = terms[field];
  return path === undefined ? undefined : `${type}.${path.replaceAll(/:\w+/g, '')}`;
}

interface Thing {
  [property: string]: string | string[] | Thing;
}

/** These fields of a record as a thing of schema.org (JSON-LD); what has no term is an `additionalProperty`. */
export function schemaOrgThing(
  source: string,
  { ref, category }: FoundRecord,
  fields: readonly FieldValue[],
): object {
  const { type, terms } = KINDS[category];
  const thing: Thing = {
    '@type': type,
    '@id': `urn:privacybalie:${encodeURIComponent(source)}:${encodeURIComponent(ref)}`,
  };
  const rest: object[] = [];
  for (const { name, value } of fields) {
    const path = terms[name];
    if (path === undefined) rest.push({ '@type': 'PropertyValue', name, value });
    else put(thing, path.split('.'), value);
  }
  return rest.length === 0 ? thing : { ...thing, additionalProperty: rest };
}

function put(thing: Thing, [step = '', ...further]: readonly string[], value: string): void {
  const [property = '', type] = step.split(':', 2);
  const known = thing[property];
  if (type === undefined) {
    thing[property] = known === undefined ? value : [known, value].flat().filter(isText);
    return;
  }
  const inner: Thing = typeof known === 'object' && !Array.isArray(known) ? known : { '@type': type };
  thing[property] = inner;
  put(inner, further, value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
