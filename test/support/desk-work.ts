import { DEMO_EXPORT_COLUMNS, DEMO_EXPORT_HEADER } from '../../prisma/demo-shop.ts';
import type { ManualResult } from '../../src/core/application/core-api.ts';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from './core-customer.ts';
import { approve, type DeskActor } from './desk-staff.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

type Column = (typeof DEMO_EXPORT_COLUMNS)[number];
/** One row of the shop's order export, by what its columns mean. */
export type Order = Partial<Readonly<Record<Column, string>>>;

export interface Asker {
  readonly name: string;
  readonly email: string;
  readonly words?: string;
  /** What the web shop has about this person. */
  readonly orders?: readonly Order[];
  /** What staff found by hand, by source; of the others nothing. */
  readonly byHand?: Readonly<Record<string, Partial<ManualResult>>>;
}

/** A shop has orders, of whomever: an export without any says nothing. */
const OF_ANOTHER: Order = {
  orderNumber: '2026-0001',
  orderDate: '2026-01-05',
  name: 'Wil Anders',
  email: 'wil@example.org',
  item: 'Kaars',
};

export function ordersCsv(orders: readonly Order[]): Uint8Array {
  const cell = (value = '') => `"${value.replaceAll('"', '""')}"`;
  const rows = orders.map((order) => DEMO_EXPORT_COLUMNS.map((column) => cell(order[column])).join(';'));
  return new TextEncoder().encode([DEMO_EXPORT_HEADER.join(';'), ...rows].join('\r\n'));
}

/** A fresh export of the web shop; what its columns mean is said when nobody has yet. */
export async function dropOrders(open: CoreUnderTest, by: DeskActor, orders: readonly Order[]) {
  const { sources } = open.core;
  const file = { name: 'orders.csv', content: ordersCsv(orders) };
  const dropped = await sources.upload('jouwweb', file, by);
  if (!dropped.ok) throw new Error(dropped.refusal.code);
  if (dropped.value.status === 'profile_needed')
    await sources.confirmColumns('jouwweb', dropped.value.id, DEMO_EXPORT_COLUMNS, by);
  await workOff(open);
}

/** The task of this request to search by hand. */
export async function manualTask(open: CoreUnderTest, number: string): Promise<string> {
  const { tasks } = await cardOf(open, number);
  const task = tasks.find(({ kind, doneAt }) => kind === 'manual_search' && doneAt === null);
  if (task === undefined) throw new Error(`nothing to search by hand for ${number}`);
  return task.id;
}

/** Answers every source that a person has to search. */
export async function searchByHand(
  open: CoreUnderTest,
  number: string,
  by: DeskActor,
  found: Asker['byHand'] = {},
) {
  const { sources } = open.core;
  const task = await manualTask(open, number);
  const view = await sources.manualSearch(task, by);
  const nothing = { answer: 'none', rows: [], reason: '' } as const;
  const results = (view?.sources ?? []).map(({ source }) => ({ source, ...nothing, ...found[source] }));
  const recorded = await sources.recordManual(task, results, by);
  if (!recorded.ok) throw new Error(recorded.refusal.code);
  await workOff(open);
}

/** Somebody asked and proved the mailbox; the sources that need a person still wait. */
export async function searchingRequest(open: CoreUnderTest, { name, email, words }: Asker) {
  const customer = coreCustomer(open);
  const number = await customer.proves(name, email, words);
  return { customer, detail: await cardOf(open, number) };
}

/** Everything was searched and the letter is drafted: a person may decide. */
export async function readyRequest(open: CoreUnderTest, by: DeskActor, asker: Asker) {
  const { customer, detail } = await searchingRequest(open, asker);
  const { number } = detail;
  const orders = (asker.orders ?? []).map((order) => ({ name: asker.name, email: asker.email, ...order }));
  await dropOrders(open, by, orders.length === 0 ? [OF_ANOTHER] : orders);
  await searchByHand(open, number, by, asker.byHand);
  return { customer, detail: await cardOf(open, number) };
}

/** Approves and lets the stop time pass, until the answer waits in the queue of mails. */
export async function approveAndWait(open: CoreUnderTest, by: DeskActor, requestId: string) {
  const approved = await approve(open.core, requestId, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  open.clock.advance(10 * MINUTE);
}

/** The answer went to the proven address; `path` is the link in its mail. */
export async function answeredRequest(open: CoreUnderTest, by: DeskActor, asker: Asker) {
  const { customer, detail } = await readyRequest(open, by, asker);
  await approveAndWait(open, by, detail.id);
  await workOff(open);
  const mails = await open.core.desk.caughtMail(50);
  const mail = mails.find(({ to, text }) => to === asker.email && text.includes('/verzoek/'));
  const path = /\/verzoek\/[\w-]+/.exec(mail?.text ?? '')?.[0];
  if (path === undefined) throw new Error('no answer was mailed');
  return { customer, detail: await cardOf(open, detail.number), path };
}
