import { forTheFile } from './fake-api.ts';
import { fakeEBoekhouden } from './fake-e-boekhouden.ts';
import { fakeMollie } from './fake-mollie.ts';
import { CUSTOMER, DOT, fakePostnl, POSTNL_KEY } from './fake-postnl.ts';
import { newImapServer } from './imap-server.ts';

export const SANNE = 'sanne@example.nl';
export const MOTHER = 'Mijn moeder Ria Hendriks is ziek';

/**
 * Every system of the demo shop on loopback, with what it has of Sanne, who bought order D2425, and of her household; and
 * the variables that connect the desk to them. Until it is closed.
 */
export async function shopSystems() {
  const { opened, close } = await forTheFile(async () => ({
    mollie: await fakeMollie({
      customers: [{ id: 'cst_sanne', name: 'Sanne de Vries', email: SANNE }],
      payments: [
        {
          id: 'tr_demo1025',
          customerId: 'cst_sanne',
          description: 'Bestelling D2425',
          paidAt: '2026-07-30T10:00:00Z',
        },
      ],
      mandates: [{ id: 'mdt_sanne', customerId: 'cst_sanne' }],
      subscriptions: [{ id: 'sub_sanne', customerId: 'cst_sanne', mandateId: 'mdt_sanne' }],
    }),
    books: await fakeEBoekhouden({
      relations: [
        {
          id: 1,
          type: 'P',
          name: 'Sanne de Vries',
          emailAddress: SANNE,
          phoneNumber: '06-00001000',
          note: 'Belt graag',
        },
        { id: 5, name: 'Webshop klanten' },
      ],
      invoices: [
        { id: 11, relationId: 1, invoiceNumber: '2026-1025', date: '2026-07-30', reference: 'D2425' },
      ],
      mutations: [],
    }),
    postnl: await fakePostnl([
      {
        ...{ barcode: '3SDEMO100001025', reference: 'D2425', delivered: true, signature: DOT, daysAgo: 60 },
        receiver: { first: 'Sanne', last: 'de Vries' },
      },
    ]),
  }));
  const mailbox = newImapServer('info@winkel.example', 'geheim', ['UIDPLUS', 'MOVE']);
  mailbox.folder('Sent', '\\Sent', 7);
  mailbox.folder('Trash', '\\Trash', 8);
  await mailbox.start();
  const arrived = new Date('2026-03-02T09:00:00Z');
  const mails = [
    { From: SANNE, Subject: 'Waar blijft mijn kaars?', text: 'Hij is er nog niet.' },
    { From: SANNE, Subject: 'Kan het thuis?', text: `${MOTHER}. Kan het thuis?` },
    { From: 'bram@example.nl', Subject: 'Vraag', text: `Mijn vrouw ${SANNE} vraagt of er korting is.` },
  ];
  for (const [index, { From, Subject, text }] of mails.entries()) {
    const head = `From: ${From}\nTo: info@winkel.example\nSubject: ${Subject}\nMessage-ID: <${index}@klant.example>`;
    mailbox.arrives(`${head}\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n\n${text}\n`, arrived);
  }
  return {
    ...opened,
    mailbox,
    variables: {
      ...{ MOLLIE_ACCESS_TOKEN: 'live_sanne', MOLLIE_API_URL: opened.mollie.url },
      ...{ EBOEKHOUDEN_TOKEN: opened.books.token, EBOEKHOUDEN_API_URL: opened.books.url },
      ...{ POSTNL_API_KEY: POSTNL_KEY, POSTNL_API_URL: opened.postnl.url },
      ...{ POSTNL_CUSTOMER_CODE: CUSTOMER.code, POSTNL_CUSTOMER_NUMBER: CUSTOMER.number },
      MIJNDOMEIN_IMAP_URL: mailbox.url,
    },
    close: async () => {
      await close();
      await mailbox.stop();
    },
  };
}
