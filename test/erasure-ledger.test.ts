import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailStopEntry } from '../src/core/application/mail-stop-entry.ts';
import type { ErasureEntry, ErasureLedger } from '../src/core/application/ports.ts';
import { newId } from '../src/core/kernel/ids.ts';
import { Redacted } from '../src/core/kernel/redacted.ts';
import { erasureLedger } from '../src/erasure-ledger.ts';
import { appendFile } from '../src/platform/append-file.ts';
import { createFieldCipher } from '../src/platform/field-cipher.ts';
import { loadSecretKey } from '../src/platform/secret-key.ts';
import { day } from './support/request-builder.ts';

const secretKey = new Redacted(Buffer.alloc(32, 7));
const cipher = createFieldCipher(
  await loadSecretKey({ secretKey, previousSecretKeys: [], dataDir: '/nowhere' }),
);
const AT = new Date('2026-03-14T10:20:30.400Z');
let folder = '';
let path = '';
let ledger: ErasureLedger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasure-ledger-'));
});
beforeEach(() => {
  path = join(folder, newId());
  ledger = erasureLedger(path, cipher);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function erasure(until: string, mailStop: string | null = null): ErasureEntry {
  const said = { requestId: null, addressHashes: ['hash'], holds: [], othersRecords: [], mailStop };
  return { id: newId(), at: AT, until: day(until), ...said };
}

test('an erasure leaves the ledger the day after no backup or export can bring it back, not before (R33)', async () => {
  const [first, last] = [erasure('2026-06-30'), erasure('2026-07-01')];
  for (const entry of [first, last]) await ledger.append(entry);
  expect(await ledger.expire(day('2026-06-30'))).toBe(0);
  expect(await ledger.expire(day('2026-07-01'))).toBe(1);
  expect(await ledger.read()).toEqual({ entries: [last], mailStops: [], damaged: 0 });
  expect(await readFile(path, 'utf8')).not.toContain(first.id);
  expect(await ledger.expire(day('2026-07-02'))).toBe(1);
  expect(await readFile(path, 'utf8')).toBe('');
});

test('who asked for no advertising when erased stays on that list, without the day of the erasure', async () => {
  await ledger.append(erasure('2026-06-30', 'keyed hash'));
  await ledger.append(mailStopEntry('another', AT));
  expect(await ledger.expire(day('2027-01-02'))).toBe(1);
  expect(await ledger.read()).toEqual({
    entries: [],
    mailStops: [mailStopEntry('keyed hash', new Date('2027-01-10T00:00:00Z')), mailStopEntry('another', AT)],
    damaged: 0,
  });
  const text = await readFile(path, 'utf8');
  expect(text).not.toMatch(/2026-03-14|keyed hash|another/);
  expect(await ledger.expire(day('2040-01-01'))).toBe(0);
});

test('a line that does not open stays, for nobody knows its day; one that was cut off goes', async () => {
  await ledger.append(erasure('2026-06-30'));
  const lines = appendFile(path);
  const [line = ''] = await lines.lines();
  await lines.append(line.replace('"sealed":"', '"sealed":"AAAA'));
  await lines.append(line.slice(0, -9));
  expect(await ledger.expire(day('2026-07-01'))).toBe(1);
  expect(await ledger.read()).toEqual({ entries: [], mailStops: [], damaged: 1 });
  expect(await lines.lines()).toHaveLength(1);
});
