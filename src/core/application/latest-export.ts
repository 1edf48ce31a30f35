import type { Store } from './ports.ts';

/** How far back an export with confirmed columns is looked for. */
const LOOKED_AT = 20;

/** The newest export of a source whose columns a person has confirmed. */
export function latestExport(store: Store, source: string) {
  return store.transaction(async (tx) => {
    for (const file of await tx.exports.list(source, LOOKED_AT)) {
      const columns = await tx.exports.columns(source, file.fingerprint);
      if (columns !== undefined) return { content: file.content, columns, uploadedAt: file.uploadedAt };
    }
    return undefined;
  });
}
