import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { systemClock } from '../../src/core/kernel/clock.ts';
import { asId, newId } from '../../src/core/kernel/ids.ts';
import { erasureLedger } from '../../src/erasure-ledger.ts';
import { createFieldCipher } from '../../src/platform/field-cipher.ts';
import { loadSecretKey } from '../../src/platform/secret-key.ts';
import { type Installation, newInstallation } from '../support/main-process.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await newInstallation();
});
afterAll(() => installation?.remove());

/** With its owner, who is not ours when the tests run as root. */
const copies = (from: string, to: string) => promisify(execFile)('cp', ['-a', from, to]);

const asks = (words: string) => installation.cli(['request', 'open'], JSON.stringify({ words }));

test('a copy of the cluster that was put back by hand serves nobody until restore-check carried out again what came after it (R33)', async () => {
  const { dataDir } = installation;
  const [cluster, copy] = [join(dataDir, 'postgres'), join(dataDir, '..', 'copy')];
  expect(await asks('Verwijder al mijn gegevens.')).toMatchObject({ code: 0 });
  await copies(cluster, copy);

  // What happened after the copy: an erasure was carried out, and somebody else asked.
  const [[requestId] = []] = await installation.ask('SELECT "id" FROM "PrivacyRequest"');
  const secret = await loadSecretKey({ secretKey: undefined, previousSecretKeys: [], dataDir });
  const ledger = erasureLedger(join(dataDir, 'erasure-ledger'), createFieldCipher(secret));
  const at = systemClock.now();
  const nothing = { addressHashes: ['hash'], holds: [], othersRecords: [], mailStop: null };
  const until = addDays(amsterdamDay(at), 30);
  await ledger.append({ id: newId(), at, requestId: asId(String(requestId)), until, ...nothing });
  expect(await asks('Welke gegevens hebben jullie van mij?')).toMatchObject({ code: 0 });

  await rm(cluster, { recursive: true });
  await copies(copy, cluster);
  const main = installation.start();
  const refused = await main.exit;
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('run restore-check');
  const verified = await installation.cli(['register', 'verify']);
  expect(verified).toMatchObject({ code: 1, stderr: expect.stringContaining('older database was put back') });
  const checked = await installation.cli(['restore-check']);
  expect(checked).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('1 requests to erase closed again'),
  });
  expect(await installation.ask('SELECT "status" FROM "PrivacyRequest"')).toEqual([['answered']]);
  const open = `SELECT "kind" FROM "Task" WHERE "doneAt" IS NULL AND "kind" = 'put_back'`;
  expect(await installation.ask(open)).toEqual([['put_back']]);
  const again = installation.start();
  await again.ready();
  again.signal('SIGTERM');
  expect(await again.exit).toMatchObject({ code: 0 });
}, 120_000);
