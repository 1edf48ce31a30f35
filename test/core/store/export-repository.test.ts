import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { useTestStore } from '../../support/store.ts';
import { storeExport } from '../../support/store-export.ts';
import { NOW } from './stored-rows.ts';

const db = useTestStore();

test('dropped exports are listed newest first per source, without their bytes', async () => {
  const at = (minutes: number) => ({ uploadedAt: after(NOW, minutes * MINUTE) });
  await db.store.transaction(async (tx) => {
    const old = await storeExport(tx, { ...at(0), period: ['2024-01-31', '2026-11-03'] });
    const young = await storeExport(tx, at(1));
    const other = await storeExport(tx, { ...at(2), source: 'mollie' });
    expect(await tx.exports.list('jouwweb', 9)).toEqual([young, old]);
    expect(await tx.exports.list('jouwweb', 1)).toEqual([young]);
    expect(await tx.exports.byId(other.id)).toEqual(other);
    expect(await tx.exports.byId(randomUUID())).toBeUndefined();
  });
});

test('the bytes are kept as they came, part by part, each sealed for its own place', async () => {
  const parts = [Buffer.from([0xef, 0xbb, 0xbf, 0x00, 0xff]), Buffer.from([0x3b, 0x0d, 0x0a])];
  const { id } = await db.store.transaction((tx) => storeExport(tx, {}, parts));
  await db.store.transaction(async (tx) => {
    for (const [index, bytes] of parts.entries())
      expect(Buffer.from((await tx.exports.part(id, index)) ?? [])).toEqual(bytes);
    expect(await tx.exports.part(id, 2)).toBeUndefined();
  });
  await db.sql.query(
    `UPDATE "ExportPart" p SET "contentEnc" = o."contentEnc" FROM "ExportPart" o
     WHERE p."fileId" = $1 AND o."fileId" = $1 AND p."part" = 0 AND o."part" = 1`,
    [id],
  );
  await expect(db.store.transaction((tx) => tx.exports.part(id, 0))).rejects.toThrow('does not open');
});

test('a file whose parts are still being stored is not there for anybody', async () => {
  const { id } = await db.store.transaction((tx) => storeExport(tx, { source: 'half' }));
  await db.sql.query('UPDATE "ExportFile" SET "sha256" = NULL WHERE "id" = $1', [id]);
  await db.store.transaction(async (tx) => {
    expect(await tx.exports.list('half', 9)).toEqual([]);
    expect(await tx.exports.byId(id)).toBeUndefined();
  });
});

test('the period is known once a person has said which column holds the day', async () => {
  await db.store.transaction(async (tx) => {
    const file = await storeExport(tx);
    await tx.exports.setPeriod(file.id, ['2025-01-01', '2026-01-01']);
    expect((await tx.exports.byId(file.id))?.period).toEqual(['2025-01-01', '2026-01-01']);
  });
});

test('what the columns of a header mean is remembered per source, the last confirmation holds', async () => {
  await db.store.transaction(async (tx) => {
    expect(await tx.exports.columns('jouwweb', 'header')).toBeUndefined();
    await tx.exports.confirmColumns('jouwweb', 'header', ['email', 'ignore'], 'staff:1', NOW);
    await tx.exports.confirmColumns('jouwweb', 'header', ['email', 'name'], 'staff:2', NOW);
    expect(await tx.exports.columns('jouwweb', 'header')).toEqual(['email', 'name']);
    expect(await tx.exports.columns('mollie', 'header')).toBeUndefined();
  });
});
