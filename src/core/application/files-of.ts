import type { SourceResult } from '../fulfilment/letter.ts';
import type { PackageFile } from '../fulfilment/package-parts.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { Store, Tx } from './ports.ts';
import { foundFileBytes } from './take-files.ts';

/** The files of the records in a copy: one that is left out takes its files with it (AVG 15(4)). */
export async function filesOf(
  tx: Tx,
  store: Store,
  id: RequestId,
  copy: readonly Pick<SourceResult, 'source' | 'records'>[],
): Promise<readonly PackageFile[]> {
  const given = new Set(copy.flatMap(({ source, records }) => records.map(({ ref }) => `${source} ${ref}`)));
  return (await tx.requests.files(id))
    .filter(({ source, recordRef }) => given.has(`${source} ${recordRef}`))
    .map((file) => ({ ...file, content: foundFileBytes(store, file) }));
}
