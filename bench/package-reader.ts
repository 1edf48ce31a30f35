import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDeflateRaw } from 'node:zlib';
import * as z from 'zod';
import { givenOf } from '../src/core/application/given-of.ts';
import { systemClock } from '../src/core/kernel/clock.ts';
import { asId, type RequestId } from '../src/core/kernel/ids.ts';
import { unzip } from '../test/support/unzip.ts';
import { openCoreApart, watchMemory } from './core-apart.ts';

const MANIFEST = z.object({ files: z.array(z.object({ bytes: z.int() })) });

/** Builds one package into a file and tells what it took, as JSON. Of bench/package.ts. */
async function readPackage(connectionString: string, dataDir: string, id: RequestId) {
  const { settings, close } = await openCoreApart(connectionString, dataDir);
  const folder = await mkdtemp(join(tmpdir(), 'privacybalie-package-'));
  const file = join(folder, 'package.zip');
  const memory = await watchMemory();
  const started = performance.now();
  const searches = await settings.store.transaction((tx) => tx.requests.searchHeads(id));
  const content = settings.buildPackage({
    letter: { title: 'Brief', language: 'nl', blocks: [] },
    number: 'PB-2345-6789',
    right: 'portability',
    language: 'nl',
    sources: givenOf(settings.store, searches),
    createdAt: systemClock.now(),
  });
  await pipeline(Readable.from(content), createWriteStream(file));
  const seconds = (performance.now() - started) / 1000;
  memory.end();
  await close();
  const zip = unzip(await readFile(file));
  const { files } = MANIFEST.parse(JSON.parse(String(zip.get('manifest.json'))));
  const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
  const bare = performance.now();
  await pipeline(
    Readable.from(contentOf(zip)),
    createDeflateRaw({ level: 6 }),
    createWriteStream(join(folder, 'bare')),
  );
  const bareSeconds = (performance.now() - bare) / 1000;
  const zipBytes = (await stat(file)).size;
  await rm(folder, { recursive: true });
  const records = searches.reduce((sum, { coverage }) => sum + ('found' in coverage ? coverage.found : 0), 0);
  return { records, idle: memory.idle, peak: memory.peak(), seconds, zipBytes, bytes, bareSeconds };
}

const CHUNK = 64 * 1024;

function* contentOf(files: ReadonlyMap<string, Buffer>): Iterable<Buffer> {
  for (const content of files.values())
    for (let at = 0; at < content.length; at += CHUNK) yield content.subarray(at, at + CHUNK);
}

const [connectionString = '', dataDir = '', id = ''] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await readPackage(connectionString, dataDir, asId<RequestId>(id))));
