import { once } from 'node:events';
import { createServer } from 'node:http';
import { DEMO_EXPORT_HEADER } from '../prisma/demo-shop.ts';
import { newImapServer } from '../test/support/imap-server.ts';

export const PERSON = 'klant-77@example.nl';
/** As the orders have it: rows under another name would be for staff to decide, and lead nowhere (R11). */
export const NAME = 'Klant 77';
export const ORDERS = 10_000;
export const PAYMENTS = 20_000;
export const MAILS = 10_000;
/** So many customers share the orders, and each has two payments an order. */
const CUSTOMERS = 200;
const PAGE = 250;

/** One order in so many is the person's. */
const customerOf = (order: number) => order % CUSTOMERS;

/** The export of orders as the shop software gives it. */
export function ordersCsv(): Uint8Array {
  const rows = Array.from({ length: ORDERS }, (_, order) => {
    const who = customerOf(order);
    return `D${10_000 + order};03-11-2026;Klant ${who};klant-${who}@example.nl;06-00001000;Voorbeeldstraat ${who};1234 AB;Utrecht;Nederland;Kaars;1;12,50;iDEAL;Verzonden;;;`;
  });
  return new TextEncoder().encode([DEMO_EXPORT_HEADER.join(';'), ...rows, ''].join('\r\n'));
}

/** Payments that name an order and nobody's address, in pages that were written before anybody asks. */
export async function startPayments(closing: AsyncDisposableStack): Promise<string> {
  const payments = Array.from({ length: PAYMENTS }, (_, index) => ({
    ...{ resource: 'payment', id: `tr_${index}`, mode: 'live', createdAt: '2026-11-03T10:00:00+00:00' },
    ...{ amount: { currency: 'EUR', value: '12.50' }, status: 'paid', profileId: 'pfl_1', method: 'ideal' },
    ...{
      description: `Bestelling D${10_000 + (index % ORDERS)}`,
      metadata: { order_id: `D${10_000 + (index % ORDERS)}` },
    },
    ...{ sequenceType: 'oneoff', customerId: null, _links: {} },
  }));
  const pages = new Map<string, string>();
  for (let start = 0; start < PAYMENTS; start += PAGE) {
    const items = payments.slice(start, start + PAGE);
    const next = start + PAGE < PAYMENTS ? { href: `https://x/v2/payments?from=tr_${start + PAGE}` } : null;
    const body = { count: items.length, _embedded: { payments: items }, _links: { next } };
    pages.set(`tr_${start}`, JSON.stringify(body));
  }
  const empty = JSON.stringify({ count: 0, _embedded: {}, _links: { next: null } });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake.test');
    response.setHeader('content-type', 'application/json');
    const page = pathname === '/v2/payments' ? pages.get(searchParams.get('from') ?? 'tr_0') : empty;
    response.end(page ?? empty);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.defer(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
}

/** A mailbox in which one mail in two hundred is of the person. */
export async function startMailbox(closing: AsyncDisposableStack): Promise<string> {
  const server = newImapServer('info@winkel.example', 'geheim', ['UIDPLUS', 'MOVE']);
  await server.start();
  closing.defer(() => server.stop());
  const at = new Date('2026-11-03T10:00:00Z');
  for (let mail = 0; mail < MAILS; mail += 1) {
    const who = customerOf(mail);
    const head = `From: Klant ${who} <klant-${who}@example.nl>\nTo: info@winkel.example\nSubject: Vraag ${mail}`;
    server.arrives(`${head}\nMessage-ID: <${mail}@example.nl>\n\nWaar blijft D${10_000 + mail}?\n`, at);
  }
  return server.url;
}
