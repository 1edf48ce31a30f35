import { pastCustomers } from '../fulfilment/past-customers.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after, DAY } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { addTask, taskKey } from './add-task.ts';
import type { OrderRow, SeeOrders } from './came-back-rows.ts';
import type { CoreSettings } from './core-settings.ts';

const A_YEAR = 365 * DAY;

/** Lists who is past the two-year promise in an export (R32): a plan to erase them waits for a person. */
export async function lookForPastCustomers(
  { store, clock }: Pick<CoreSettings, 'store' | 'clock'>,
  source: string,
  rows: (begin: SeeOrders) => Promise<void>,
): Promise<void> {
  const now = clock.now();
  let orders: OrderRow[] = [];
  await rows(() => {
    orders = [];
    return (row) => orders.push({ ...row, address: normaliseEmail(row.address) ?? row.address });
  });
  const { people, held } = pastCustomers(orders, amsterdamDay(now));
  const count = people.length;
  const inAll = people.reduce((sum, person) => sum + person.orders, 0);
  const id = newId();
  await store.transaction(async (tx) => {
    await tx.tasks.closeByKey(taskKey('yearly_export', source), 'system', now);
    const begun = { approvedBy: null, startsAt: null, steps: [], done: [] };
    const status = count === 0 ? 'done' : 'open';
    await tx.reviews.add({ id, source, madeAt: now, status, people, count, orders: inAll, held, ...begun });
    // It names the list; one about an older list would lead nowhere.
    await tx.tasks.closeByKey(taskKey('two_years', source), 'system', now);
    if (count > 0) {
      const params = { source, people: count, review: id };
      await addTask(tx, { kind: 'two_years', about: source, params }, now);
    }
  });
}

/** Once a year somebody is asked for an export to look through, also when nobody asked anything (R32). */
export async function askYearlyExport(settings: CoreSettings, now: Date): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const profile = await tx.profiles.latest();
    if (profile === undefined) return;
    for (const processor of settings.sources(profile)) {
      const { source, supports } = processor.capabilities();
      if (supports.find !== 'file') continue;
      const last = await tx.reviews.lastLook(source);
      if (last !== undefined && after(last, A_YEAR) > now) continue;
      await addTask(tx, { kind: 'yearly_export', about: source, params: { source } }, now);
    }
  });
}
