import { type DoneLine, evidenceKind } from '../fulfilment/manual-checklist.ts';
import { sha256 } from '../kernel/digest.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import type { FoundFileRow } from './file-ports.ts';
import type { Tx } from './ports.ts';

const PART_BYTES = 256 * 1024;
/** No record has such a `ref`, so that evidence never goes into a copy. */
const EVIDENCE = 'evidence:';

/** Stores what staff show of a search by hand: sealed, and gone with the request. A later file of a line stands beside it. */
export async function keepEvidence(
  tx: Tx,
  { requestId, source, now }: { readonly requestId: RequestId; readonly source: string; readonly now: Date },
  done: readonly DoneLine[],
): Promise<void> {
  const kept: string[] = [];
  for (const { line, content } of done) {
    const kind = content === undefined ? undefined : evidenceKind(content);
    if (content === undefined || kind === undefined) continue;
    const id = newId();
    const parts = Math.ceil(content.length / PART_BYTES);
    const about = { requestId, source, recordRef: `${EVIDENCE}${line}`, name: `${line}.${kind.extension}` };
    await tx.requests.beginFile(
      { id, ...about, mediaType: kind.mediaType, bytes: content.length, parts },
      now,
    );
    for (let part = 0; part < parts; part += 1)
      await tx.requests.addFilePart(id, part, content.subarray(part * PART_BYTES, (part + 1) * PART_BYTES));
    await tx.requests.completeFile(id, sha256(content));
    kept.push(id);
  }
  if (kept.length > 0) await tx.requests.keepFiles(requestId, source, kept, true);
}

/** Of which line a file is evidence; undefined for a file of a record. */
export function evidenceLine({ recordRef }: Pick<FoundFileRow, 'recordRef'>): string | undefined {
  return recordRef.startsWith(EVIDENCE) ? recordRef.slice(EVIDENCE.length) : undefined;
}

/** One file whole; throws when a part is gone. */
export async function evidenceBytes(
  tx: Tx,
  { id, parts }: Pick<FoundFileRow, 'id' | 'parts'>,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for (let part = 0; part < parts; part += 1) {
    const piece = await tx.requests.filePart(id, part);
    if (piece === undefined) throw new Error('evidence is not there whole');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
