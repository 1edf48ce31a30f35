import { isDealtWith } from '../fulfilment/came-back.ts';
import {
  type OwnContact,
  type PastCustomer,
  pastCustomers,
  withContacts,
} from '../fulfilment/past-customers.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after, DAY } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { addTask, taskKey } from './add-task.ts';
import { erasedAddresses, type OrderRow, type SeeOrders } from './came-back-rows.ts';
import type { CoreSettings } from './core-settings.ts';
import { logReview } from './log-review.ts';

const A_YEAR = 365 * DAY;

/** Lists who is past the two-year promise in an export that `by` (staff:<id>) dropped (R32): a plan to erase them waits for a person. */
export async function lookForPastCustomers(
  settings: Pick<CoreSettings, 'store' | 'clock' | 'secrets'>,
  source: string,
  by: string,
  rows: (begin: SeeOrders) => Promise<void>,
): Promise<void> {
  const { store } = settings;
  const now = settings.clock.now();
  const today = amsterdamDay(now);
  const erasedOf = await erasedAddresses(settings, source);
  let orders: OrderRow[] = [];
  await rows(() => {
    orders = [];
    return ({ day, recordIds, address: written }) => {
      const address = normaliseEmail(written) ?? written;
      const erased = erasedOf?.(address);
      // What an earlier erasure left, or should have taken, says nothing of a customer who came back.
      if (erased === undefined || !isDealtWith({ day, recordIds }, erased))
        orders.push({ day, recordIds, address });
    };
  });
  const past = pastCustomers(orders, today);
  const { people, held } = withContacts(past, await contactsOf(settings, past), today);
  const count = people.length;
  const inAll = people.reduce((sum, person) => sum + person.orders, 0);
  const id = newId();
  await store.transaction(async (tx) => {
    await tx.tasks.closeByKey(taskKey('yearly_export', source), 'system', now);
    const begun = { approvedBy: null, startsAt: null, steps: [], done: [] };
    const status = count === 0 ? 'done' : 'open';
    await tx.reviews.add({ id, source, madeAt: now, status, people, count, orders: inAll, held, ...begun });
    const event = { type: 'listed', people: count, orders: inAll } as const;
    await logReview(tx, id, { event, by, at: now });
    // It names the list; one about an older list would lead nowhere.
    await tx.tasks.closeByKey(taskKey('two_years', source), 'system', now);
    if (count > 0) {
      const params = { source, people: count, review: id };
      await addTask(tx, { kind: 'two_years', about: source, params }, now);
    }
  });
}

/** What these people wrote to this desk themselves, and whose request is open. */
async function contactsOf(
  { store, secrets }: Pick<CoreSettings, 'store' | 'secrets'>,
  people: readonly PastCustomer[],
): Promise<ReadonlyMap<string, OwnContact>> {
  const addressOf = new Map(
    people.flatMap(({ address }) =>
      secrets.hashes('address', address).map((hash) => [hash, address] as const),
    ),
  );
  if (addressOf.size === 0) return new Map();
  const found = await store.transaction((tx) => tx.reviews.contacts([...addressOf.keys()]));
  const contacts = new Map<string, OwnContact>();
  for (const { hash, open, wroteAt } of found) {
    const address = addressOf.get(hash) ?? '';
    const before = contacts.get(address);
    const days = [before?.wroteOn, wroteAt === null ? undefined : amsterdamDay(wroteAt)];
    const wroteOn = days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1);
    contacts.set(address, { wroteOn, open: open || before?.open === true });
  }
  return contacts;
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
