import { isUndecided } from '../fulfilment/found-so-far.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { sourceName } from './source-name.ts';

/** Of how many records a person still has to say whose they are, and in which systems (R11). */
export async function undecidedIn(
  tx: Tx,
  { id }: RequestRow,
): Promise<{ readonly count: number; readonly source: string }> {
  const profile = await tx.profiles.latest();
  const open = (await tx.requests.searches(id))
    .map(({ source, records }) => ({
      name: sourceName(source, profile),
      count: records.filter(isUndecided).length,
    }))
    .filter(({ count }) => count > 0);
  return {
    count: open.reduce((sum, { count }) => sum + count, 0),
    source: open.map(({ name, count }) => `${name} (${count})`).join(', '),
  };
}
