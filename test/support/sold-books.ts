import type { BooksContent } from './fake-e-boekhouden.ts';

export const SANNE = 1;
export const NOOR = 6;

/** The books of a small shop: a household, two people of one name, and a relation for whoever buys as a guest. */
export const SOLD: BooksContent = {
  relations: [
    {
      id: SANNE,
      type: 'P',
      code: 'D1001',
      date: '2022-03-04T00:00:00',
      name: 'Sanne de Vries',
      gender: 'v',
      address: 'Dorpsstraat 1',
      postalCode: '1234 AB',
      city: 'Voorbeeldstad',
      country: 'Nederland',
      phoneNumber: '020-5550101',
      mobilePhoneNumber: null,
      emailAddress: 'Sanne@example.nl',
      emailAddressInvoice: 'rekening@example.nl',
      note: 'Belt graag vóór tien uur.',
      iban: 'NL02ABNA0123456789',
      termOfPayment: 14,
      freeText3: 'maat M',
      doNotReceiveNewsletters: 0,
      inactive: false,
    },
    { id: 2, name: 'S. de Vries', emailAddress: 'oud@example.nl', emailAddressReminder: 'sanne@example.nl' },
    {
      id: 3,
      name: 'Jan de Vries',
      address: 'Dorpsstraat 1',
      postalCode: '1234AB',
      city: 'Voorbeeldstad',
      phoneNumber: '+31 20 555 01 01',
      emailAddress: 'jan@example.nl',
    },
    { id: 4, name: 'Sanne de Vries', emailAddress: 'sanne.de.vries@example.org' },
    { id: 5, name: 'Webshop klanten' },
    { id: NOOR, name: 'Noor Smit', emailAddress: 'noor@example.nl', phoneNumber: '010-5550166' },
    { id: 7, name: 'Papierhandel Voorbeeld', emailAddress: 'verkoop@papier.example' },
    { id: 8, name: 'Wim Nieuw', emailAddress: 'wim@example.nl', mobilePhoneNumber: '06-55501088' },
  ],
  invoices: [
    {
      id: 11,
      relationId: SANNE,
      invoiceNumber: '2024-0007',
      date: '2024-05-06',
      reference: '#1042',
      totalAmount: 25.5,
      text: '',
      items: [{ quantity: 2, description: 'Kaars' }],
    },
    { id: 12, relationId: 4, invoiceNumber: '2024-0008', date: '2024-05-07', reference: '1043' },
    { id: 13, relationId: 5, invoiceNumber: '2024-0009', date: '2024-05-08', reference: '1044' },
    { id: 14, relationId: 5, invoiceNumber: '2024-0010', date: '2024-05-09', reference: '1045' },
  ],
  mutations: [
    { id: 21, type: 2, date: '2024-05-06', invoiceNumber: '2024-0007', relationId: SANNE },
    {
      id: 22,
      type: 3,
      date: '2024-05-10',
      description: 'Uitbetaling',
      entryNumber: 'B7',
      rows: [
        { amount: 25.5, invoiceNumber: '2024-0007', relationId: SANNE },
        { amount: 10, invoiceNumber: '2024-0008', relationId: 4 },
      ],
    },
    { id: 23, type: 1, date: '2024-05-11', invoiceNumber: '2024-0007', relationId: 7 },
    { id: 24, type: 2, date: '2025-02-03', invoiceNumber: 'W-77', rows: [{ amount: 12, relationId: NOOR }] },
    { id: 25, type: 5, date: '2025-03-04', description: 'van sanne@example.nl, bedankt' },
    { id: 26, type: 5, date: '2025-03-05', description: 'van nietsanne@example.nl' },
    { id: 27, type: 3, date: '2024-05-12', invoiceNumber: '2024-0009', description: 'kas' },
  ],
};
