import type { Tx } from '../../src/core/application/ports.ts';
import { sha256 } from '../../src/core/kernel/digest.ts';
import { newId, type RequestId } from '../../src/core/kernel/ids.ts';

/** The parts of the files of a request, by its id. */
export const PARTS =
  'FROM "FoundFilePart" p JOIN "FoundFile" f ON f."id" = p."fileId" WHERE f."requestId" = $1';

/** What a search leaves beside its records: a key, a long text, a mail in one part, and how far it is. */
export async function storeFindings(
  tx: Tx,
  requestId: RequestId,
  { name, words: text }: { readonly name: string; readonly words: string },
  at: Date,
): Promise<void> {
  const key = { id: newId(), kind: 'name', value: name, from: 'found', foundIn: 'jouwweb' } as const;
  await tx.requests.saveKeys(requestId, [{ ...key, round: 1, place: null }], at);
  await tx.requests.noteProgress(requestId, 'mollie', 1, at);
  await tx.requests.addTexts(requestId, 'mijndomein', 0, [text]);
  const id = newId();
  const bytes = new TextEncoder().encode(text);
  const file = { recordRef: 'mijndomein:1', name: '1.eml', mediaType: 'message/rfc822' };
  const row = { ...file, id, requestId, source: 'mijndomein', bytes: bytes.length, parts: 1 };
  await tx.requests.beginFile(row, at);
  await tx.requests.addFilePart(id, 0, bytes);
  await tx.requests.completeFile(id, sha256(bytes));
  await tx.requests.keepFiles(requestId, 'mijndomein', [id], false);
}
