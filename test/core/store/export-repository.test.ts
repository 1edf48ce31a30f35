import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW } from './stored-rows.ts';

const db = useTestStore();

test('a dropped export is kept byte for byte, newest first per source', async () => {
  const file = (source: string, minutes: number) => ({
    id: randomUUID(),
    source,
    sha256: 'sha',
    fingerprint: 'header',
    rowCount: 2,
    uploadedAt: after(NOW, minutes * MINUTE),
    uploadedBy: 'staff:1',
    content: Buffer.from([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x3b, 0x0d, 0x0a, minutes]),
  });
  const [old, young, other] = [file('jouwweb', 0), file('jouwweb', 1), file('mollie', 2)];
  await db.store.transaction(async (tx) => {
    for (const each of [old, young, other]) await tx.exports.add(each);
    expect(await tx.exports.list('jouwweb', 9)).toEqual([young, old]);
    expect(await tx.exports.list('jouwweb', 1)).toEqual([young]);
    expect(await tx.exports.byId(other.id)).toEqual(other);
    expect(await tx.exports.byId(randomUUID())).toBeUndefined();
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
