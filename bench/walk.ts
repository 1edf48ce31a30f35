import { ImapFlow } from 'imapflow';
import { z } from 'zod';
import { DEMO_EXPORT_COLUMNS } from '../prisma/demo-shop.ts';
import { gatherSource } from '../src/core/application/gather-source.ts';
import { latestExport } from '../src/core/application/latest-export.ts';
import { isSearching } from '../src/core/application/walk-sources.ts';
import type { Processor } from '../src/core/fulfilment/processor.ts';
import { Redacted } from '../src/core/kernel/redacted.ts';
import type { openCore } from '../src/open-core.ts';
import { JOUWWEB } from '../src/processors/jouwweb/jouwweb.ts';
import { shopMailbox } from '../src/processors/mailbox/mailbox.ts';
import { MOLLIE, mollie } from '../src/processors/mollie/mollie.ts';
import { storeRequest } from '../test/core/store/stored-rows.ts';
import { aRequest } from '../test/support/request-builder.ts';
import { openIdleCore } from './idle-core.ts';
import {
  MAILS,
  NAME,
  ORDERS,
  ordersCsv,
  PAYMENTS,
  PERSON,
  startMailbox,
  startPayments,
} from './walk-shop.ts';

const MAILBOX = 'mijndomein';
const AMOUNTS: Readonly<Record<string, number>> = { [JOUWWEB]: ORDERS, [MOLLIE]: PAYMENTS, [MAILBOX]: MAILS };
const LIST = z.object({
  _embedded: z.object({ payments: z.array(z.unknown()) }),
  _links: z.object({ next: z.object({ href: z.string() }).nullable() }),
});

/**
 * The data of one person among ten thousand orders, twenty thousand payments and ten thousand mails, from the proven
 * address to the stored records, beside reading the same export, pages and mails and doing nothing with them.
 */
export async function measureWalk(closing: AsyncDisposableStack): Promise<string> {
  const open = await openIdleCore(closing);
  const { core } = open;
  const [payments, mailbox] = [await startPayments(closing), await startMailbox(closing)];
  await dropOrders(core);
  const jouwweb = open.settings.sources(await core.desk.profile()).find((one) => idOf(one) === JOUWWEB);
  if (jouwweb === undefined) throw new Error('the profile has no web shop');
  const token = { accessToken: new Redacted('live_bench'), writeToken: undefined, apiUrl: payments };
  const desk = { address: null, sent: () => false };
  const sources = [
    mollie(token),
    shopMailbox({ source: MAILBOX, url: new Redacted(mailbox), ownAddresses: ['info@winkel.example'], desk }),
    jouwweb,
  ];
  const settings = { ...open.settings, sources: () => sources };
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: sources.map(idOf) }).events;
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: PERSON, name: NAME }),
  );

  const bare = new Map([
    [JOUWWEB, await timed(() => readExport(open.settings))],
    [MOLLIE, await timed(() => readPages(payments))],
    [MAILBOX, await timed(() => readMails(mailbox))],
  ]);
  const searches: { source: string; round: number; ms: number }[] = [];
  for (let round = 1; ; round += 1) {
    const request = await settings.store.transaction((tx) => tx.requests.byId(id));
    const waiting = sources.map(idOf).filter((source) => request && isSearching(request, source));
    if (waiting.length === 0) break;
    for (const source of waiting)
      searches.push({ source, round, ms: await timed(() => gatherSource(settings, id, source, round)) });
  }
  const detail = await core.desk.card(id);
  const found = (detail?.sources ?? []).map(
    ({ source, records, coverage }) => `${source}: ${records.length} records, ${coverage.status}`,
  );
  return [
    'search'.padEnd(24) +
      'looked at'.padStart(12) +
      'in'.padStart(12) +
      'a second'.padStart(12) +
      'bare, a second'.padStart(17),
    ...searches.map(({ source, round, ms }) =>
      line(`${source}, round ${round}`, source, ms, bare.get(source) ?? 0),
    ),
    `found: ${found.join('; ')}`,
  ].join('\n');
}

function line(what: string, source: string, ms: number, bareMs: number): string {
  const amount = AMOUNTS[source] ?? 0;
  const rate = (took: number) => Math.round((amount / took) * 1000).toLocaleString('en-GB');
  return (
    what.padEnd(24) +
    amount.toLocaleString('en-GB').padStart(12) +
    `${ms.toFixed(0)} ms`.padStart(12) +
    rate(ms).padStart(12) +
    rate(bareMs).padStart(17)
  );
}

function idOf(processor: Processor): string {
  return processor.capabilities().source;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

async function dropOrders(core: Awaited<ReturnType<typeof openCore>>['core']): Promise<void> {
  await core.desk.addStaff('eigenaar@example.nl', { via: 'cli', name: 'bench' });
  const [owner] = await core.desk.staff();
  if (owner === undefined) throw new Error('nobody works here');
  const by = { via: 'desk', staffId: owner.id, name: owner.name } as const;
  const file = { name: 'export.csv', content: ordersCsv() };
  const dropped = await core.sources.upload(JOUWWEB, file, by);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  await core.sources.confirmColumns(JOUWWEB, dropped.value.id, DEMO_EXPORT_COLUMNS, by);
}

async function readExport(settings: Awaited<ReturnType<typeof openCore>>['settings']): Promise<void> {
  const stored = await latestExport(settings.store, JOUWWEB);
  if (stored === undefined) throw new Error('no export is stored');
  for await (const _ of stored.bytes());
}

async function readPages(url: string): Promise<void> {
  let from: string | null = '';
  while (from !== null) {
    const page: unknown = await (
      await fetch(`${url}/v2/payments?limit=250${from && `&from=${from}`}`)
    ).json();
    const { next } = LIST.parse(page)._links;
    from = next === null ? null : new URL(next.href).searchParams.get('from');
  }
}

async function readMails(url: string): Promise<void> {
  const { hostname: host, port, username, password } = new URL(url);
  const auth = { user: decodeURIComponent(username), pass: password };
  const client = new ImapFlow({ host, port: Number(port), secure: false, auth, logger: false });
  await client.connect();
  await client.mailboxOpen('INBOX', { readOnly: true });
  for await (const _ of client.fetch('1:*', { uid: true, source: true }, { uid: true }));
  await client.logout();
}
