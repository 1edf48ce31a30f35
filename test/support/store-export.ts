import { randomUUID } from 'node:crypto';
import type { Tx } from '../../src/core/application/ports.ts';
import type { ExportFileRow } from '../../src/core/application/rows.ts';

/** A complete dropped export in as many parts as are given. */
export async function storeExport(
  tx: Tx,
  change: Partial<ExportFileRow> = {},
  parts: readonly Uint8Array[] = [Buffer.from('naam;mail\r\n')],
): Promise<ExportFileRow> {
  const file: ExportFileRow = {
    id: randomUUID(),
    source: 'jouwweb',
    sha256: 'sha',
    fingerprint: 'header',
    rowCount: 1,
    header: ['naam', 'mail'],
    sample: [['Sanne', 'sanne@example.nl']],
    period: null,
    parts: parts.length,
    uploadedAt: new Date('2026-11-02T10:00:00Z'),
    uploadedBy: 'Noor Visser',
    ...change,
  };
  await tx.exports.begin(file);
  for (const [index, bytes] of parts.entries()) await tx.exports.addPart(file.id, index, bytes);
  await tx.exports.complete(file.id, file.sha256);
  return file;
}
