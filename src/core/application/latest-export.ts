import type { Store } from './ports.ts';
import type { ExportFileRow } from './rows.ts';

/** How far back an export with confirmed columns is looked for. */
const LOOKED_AT = 20;

/** The newest export of a source whose columns a person has confirmed. */
export function latestExport(store: Store, source: string) {
  return store.transaction(async (tx) => {
    for (const file of await tx.exports.list(source, LOOKED_AT)) {
      const columns = await tx.exports.columns(source, file.fingerprint);
      if (columns !== undefined)
        return { bytes: exportBytes(store, file), columns, uploadedAt: file.uploadedAt };
    }
    return undefined;
  });
}

/** The file as it was uploaded, one stored part after the other. Throws when a part is gone: less is not the file. */
export function exportBytes(
  store: Store,
  { id, parts }: Pick<ExportFileRow, 'id' | 'parts'>,
): () => AsyncIterable<Uint8Array> {
  return async function* () {
    for (let part = 0; part < parts; part += 1) {
      const bytes = await store.transaction((tx) => tx.exports.part(id, part));
      if (bytes === undefined) throw new Error('an export was removed while it was read');
      yield bytes;
    }
  };
}
