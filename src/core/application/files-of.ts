import type { GivenSource } from '../fulfilment/given-source.ts';
import type { PackageFile } from '../fulfilment/package-parts.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { Store } from './ports.ts';
import { foundFileBytes } from './take-files.ts';

/** The files of the records that leave: one that is left out takes its files with it (AVG 15(4)). */
export async function filesOf(
  store: Store,
  id: RequestId,
  sources: readonly GivenSource[],
): Promise<readonly PackageFile[]> {
  const files = await store.transaction((tx) => tx.requests.files(id));
  const wanted = new Set(files.map(({ source, recordRef }) => `${source} ${recordRef}`));
  const given = new Set<string>();
  for (const { source, records } of sources) {
    if (!files.some((file) => file.source === source)) continue;
    for await (const { ref } of records()) if (wanted.has(`${source} ${ref}`)) given.add(`${source} ${ref}`);
  }
  return files
    .filter(({ source, recordRef }) => given.has(`${source} ${recordRef}`))
    .map((file) => ({ ...file, content: foundFileBytes(store, file) }));
}
