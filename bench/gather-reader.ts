import process from 'node:process';
import { gatherSource } from '../src/core/application/gather-source.ts';
import { prepareAnswer } from '../src/core/application/prepare-answer.ts';
import type { Finding, FoundRecord, Processor } from '../src/core/fulfilment/processor.ts';
import { asId, type RequestId } from '../src/core/kernel/ids.ts';
import { spareMemory } from '../src/platform/spare-memory.ts';
import { openCoreApart, watchMemory } from './core-apart.ts';

const NONE = 'none';
const MATTER = readingMatter();

/** Searches a source that holds so many long mails of one person and drafts the letter; tells what it took, as JSON. Of bench/gather.ts. */
async function gather(
  connectionString: string,
  dataDir: string,
  id: RequestId,
  mails: number,
  length: number,
) {
  const { settings, close } = await openCoreApart(connectionString, dataDir);
  const memory = await watchMemory();
  const source = mailbox(mails, length);
  const searching = { ...settings, sources: () => [source] };
  const endSparing = spareMemory();
  const started = performance.now();
  await gatherSource(searching, id, source.capabilities().source);
  const gathered = { seconds: (performance.now() - started) / 1000, peak: memory.peak() };
  const second = performance.now();
  await gatherSource(searching, id, source.capabilities().source);
  const again = { seconds: (performance.now() - second) / 1000, peak: memory.peak() };
  const drafting = performance.now();
  await prepareAnswer(searching, id);
  const drafted = { seconds: (performance.now() - drafting) / 1000, peak: memory.peak() };
  endSparing();
  memory.end();
  await close();
  return { idle: memory.idle, gathered, again, drafted };
}

function mailbox(mails: number, length: number): Processor {
  return {
    capabilities: () => ({
      ...{ source: 'mijndomein', role: 'processor', searchBy: ['email'], canProveAbsence: true },
      supports: { find: 'api', export: 'api', rectify: NONE, erase: NONE, restrict: NONE, unrestrict: NONE },
    }),
    check: async () => ({ ok: true }),
    async *find(): AsyncIterable<Finding> {
      for (let mail = 0; mail < mails; mail += 1) yield { type: 'record', record: record(mail, length) };
      yield {
        type: 'coverage',
        coverage: { status: 'complete', scanned: mails, found: mails, provesAbsence: true },
      };
    },
  };
}

/** As a mailbox gives it: the text is made of bytes that were read, and is no part of another text. */
function record(mail: number, length: number): FoundRecord {
  const from = (mail * 7_919) % (MATTER.length - length);
  const text = MATTER.toString('utf8', from, from + length);
  return {
    ref: `mail:${mail}`,
    category: 'message',
    fields: [
      { name: 'from', value: 'Sanne Voorbeeld <sanne@example.nl>' },
      { name: 'subject', value: `Vraag ${mail}` },
      { name: 'text', value: text },
    ],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'INBOX', fetchedAt: '2026-11-20T10:00:00Z' },
  };
}

/** Words in an order of their own, which are packed no better than those of a person; read from here, a mail costs its own letters only. */
function readingMatter(): Buffer {
  const words: string[] = [];
  let letters = 0;
  for (let at = 1; letters < 1_000_000; at = (at * 69_069 + 12_345) % 2_147_483_648) {
    const word = (((at >> 8) % 2_000) * 7_919 + 60_000).toString(36);
    words.push(word);
    letters += word.length + 1;
  }
  return Buffer.from(words.join(' '));
}

const [connectionString = '', dataDir = '', id = '', mails = '', length = ''] = process.argv.slice(2);
process.stdout.write(
  JSON.stringify(await gather(connectionString, dataDir, asId<RequestId>(id), Number(mails), Number(length))),
);
