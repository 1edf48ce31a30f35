import { cameBack, type ErasedAddress } from '../fulfilment/came-back.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';

export interface OrderRow {
  readonly address: string;
  readonly day: CalendarDay | undefined;
  readonly recordIds: readonly string[];
}

/** Begins a reading of a file: what came before it is forgotten. */
export type SeeOrders = () => (row: OrderRow) => void;

type Settings = Pick<CoreSettings, 'store' | 'clock' | 'secrets'>;

/** Whether and when this address was erased, and which records of the source stayed. */
export function erasedAddress(
  { store, secrets }: Settings,
  source: string,
  address: string,
): Promise<ErasedAddress> {
  return store.transaction(async (tx) => {
    const blocks = await tx.erasures.blocks(secrets.hashes('address', address));
    const last = blocks
      .map(({ erasedAt }) => amsterdamDay(erasedAt))
      .toSorted()
      .at(-1);
    return { erasedOn: last, held: last === undefined ? new Set() : await heldIn(tx, source) };
  });
}

async function heldIn(tx: Tx, source: string): Promise<ReadonlySet<string>> {
  const kept = (await tx.erasures.holds(source)).flatMap(({ recordIds }) => recordIds);
  return new Set([...kept, ...(await tx.erasures.othersRecords())]);
}

/** What this desk knows of every address of a file; undefined when nobody was erased and nothing is held. */
export async function erasedAddresses(
  { store, secrets }: Pick<Settings, 'store' | 'secrets'>,
  source: string,
): Promise<((address: string) => ErasedAddress) | undefined> {
  const { blocks, held } = await store.transaction(async (tx) => ({
    blocks: await tx.erasures.blocks(),
    held: await heldIn(tx, source),
  }));
  if (blocks.length === 0 && held.size === 0) return undefined;
  const erasedOn = new Map(blocks.map(({ hash, erasedAt }) => [hash, amsterdamDay(erasedAt)]));
  const seen = new Map<string, ErasedAddress>();
  return (address) => {
    const before = seen.get(address);
    if (before !== undefined) return before;
    const hashes = secrets.hashes('address', normaliseEmail(address) ?? address);
    const erased = { erasedOn: lastOf(hashes, erasedOn), held };
    seen.set(address, erased);
    return erased;
  };
}

/** Looks for rows of erased people in a file; staff hear how many there are, and of how many people. */
export async function findCameBack(
  settings: Settings,
  source: string,
  rows: (begin: SeeOrders) => Promise<void>,
): Promise<void> {
  const erasedOf = await erasedAddresses(settings, source);
  if (erasedOf === undefined) return;
  const people = new Set<string>();
  let count = 0;
  await rows(() => {
    people.clear();
    count = 0;
    return ({ address, ...row }) => {
      if (!cameBack(row, erasedOf(address))) return;
      count += 1;
      people.add(address);
    };
  });
  if (count > 0)
    await settings.store.transaction((tx) =>
      tellCameBack(tx, source, { rows: count, people: people.size }, settings.clock.now()),
    );
}

function lastOf(
  hashes: readonly string[],
  erasedOn: ReadonlyMap<string, CalendarDay>,
): CalendarDay | undefined {
  return hashes
    .flatMap((hash) => erasedOn.get(hash) ?? [])
    .toSorted()
    .at(-1);
}

/** One task for each source, however often it is met. */
export async function tellCameBack(
  tx: Tx,
  source: string,
  { rows, people }: { readonly rows: number; readonly people: number },
  now: Date,
): Promise<void> {
  await addTask(tx, { kind: 'rows_came_back', about: source, params: { source, rows, people } }, now);
}
