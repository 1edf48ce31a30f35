import type { Coverage } from '../fulfilment/coverage.ts';
import type { FoundRecord, Processor, SubjectKey } from '../fulfilment/processor.ts';
import { keysToSearch, lastPlace, type MetKey } from '../fulfilment/search-keys.ts';
import { after, SECOND } from '../kernel/clock.ts';
import type { RequestId } from '../kernel/ids.ts';
import { tellCameBack } from './came-back-rows.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { giveUpSearch } from './give-up-job.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import { recordSearches, type SourceFinding } from './record-searches.ts';
import type { RequestRow } from './rows.ts';
import { againAt, timesContinued } from './search-again.ts';
import { FILES_LEFT_OUT, type FileTaker, takeFiles } from './take-files.ts';
import { type TextTaker, takeTexts } from './take-texts.ts';
import { isSearching } from './walk-sources.ts';

/**
 * Searches one source for one proven request, with every key that may be used by now. The search itself runs outside any
 * transaction. `round` above 1: for keys that other sources found; a job that comes again finds nothing to do. `attempt`
 * above 1: the one before failed, and nobody has answered for the source or let it be searched again since `continued`.
 */
export async function gatherSource(
  settings: CoreSettings,
  requestId: RequestId,
  source: string,
  round = 1,
  attempt = 1,
  continued?: number,
): Promise<void> {
  const profile = await shopProfile(settings);
  const processor = settings.sources(profile).find((known) => known.capabilities().source === source);
  if (processor === undefined) return leaveSource(settings, requestId, source);
  const begun = await settings.store.transaction((tx) => begin(tx, requestId, source, round, attempt));
  if (begun === undefined || (continued ?? begun.continued) !== begun.continued) return;
  const now = settings.clock.now();
  const files = await takeFiles(settings, requestId, source);
  const texts = await takeTexts(settings, requestId, source);
  const { cameBack, met, ...found } = await search(settings, processor, begun, { files, texts }, now);
  // The whole file is read in every round, and it may be a newer one: what it says takes the place of the rows before.
  const adding = round > 1 && processor.capabilities().supports.find !== 'file';
  const walk = { round, adding, searchedTo: begun.searchedTo, met, files: files.taken().ids };
  await settings.store.transaction(async (tx) => {
    const again = againAt(found.coverage, attempt, now);
    const coverage = again === undefined ? toPerson(found.coverage) : found.coverage;
    const finding = { source, ...found, coverage, walk, again: again !== undefined };
    await recordSearches(tx, settings, requestId, [finding], 'system');
    if (again !== undefined)
      await tx.enqueue(
        'gather-source',
        {
          ...{ requestId, source, round: String(round) },
          ...{ attempt: String(attempt + 1), continued: String(begun.continued) },
        },
        { startAt: again },
      );
    await tx.requests.endProgress(requestId, source);
    if (cameBack > 0) await tellCameBack(tx, source, { rows: cameBack, people: 1 }, now);
  });
}

/** The recipient left the profile since: what it still holds is for a person, and no answer waits for it. */
async function leaveSource(settings: CoreSettings, requestId: RequestId, source: string): Promise<void> {
  const request = await settings.store.transaction((tx) => tx.requests.byId(requestId));
  if (request !== undefined && isSearching(request, source))
    await giveUpSearch(settings, requestId, source, 'search.not_connected');
}

interface Begun {
  readonly request: RequestRow;
  readonly keys: readonly SubjectKey[];
  readonly searchedTo: number;
  readonly continued: number;
}

async function begin(
  tx: Tx,
  requestId: RequestId,
  source: string,
  round: number,
  attempt: number,
): Promise<Begun | undefined> {
  const request = await tx.requests.byId(requestId);
  if (request === undefined || readable(request).email === null) return undefined;
  if (attempt > 1 ? !hasFailed(request, source) : round > 1 && !isSearching(request, source))
    return undefined;
  const keys = await tx.requests.keys(requestId);
  const continued = timesContinued(await tx.requests.events(requestId), source);
  return { request, keys: keysToSearch(request.email ?? '', keys), searchedTo: lastPlace(keys), continued };
}

function hasFailed({ state }: RequestRow, source: string): boolean {
  return 'searches' in state && state.searches[source]?.coverage === 'failed';
}

/** The attempts have ended: what would be worth another one is not tried by itself any more. */
function toPerson(coverage: Coverage): Coverage {
  return coverage.status === 'failed' ? { ...coverage, retryable: false } : coverage;
}

type Found = Pick<SourceFinding, 'coverage' | 'records'> & {
  readonly cameBack: number;
  readonly met: readonly MetKey[];
};

async function search(
  settings: CoreSettings,
  processor: Processor,
  { request, keys }: Begun,
  { files, texts }: { readonly files: FileTaker; readonly texts: TextTaker },
  now: Date,
): Promise<Found> {
  const records = new Map<string, FoundRecord>();
  const met = new Map<string, MetKey>();
  let coverage: Coverage = { status: 'failed', code: 'search.no_coverage', retryable: false };
  let cameBack = 0;
  const { id, receivedAt, name, state } = request;
  const context = {
    requestId: id,
    level: state.level,
    requestReceivedAt: receivedAt,
    now,
    ...(name === null ? {} : { name }),
  };
  const tell = tellProgress(settings, id, processor.capabilities().source);
  for await (const finding of processor.find(keys, context)) {
    if (finding.type === 'record') records.set(finding.record.ref, await texts.take(finding.record));
    // Part of a long text, it would hold on to the whole of it.
    if (finding.type === 'key') met.set(...named(structuredClone(finding.key)));
    if (finding.type === 'file') await files.take(finding.file);
    if (finding.type === 'progress') await tell(finding.scanned);
    if (finding.type === 'came_back') cameBack += finding.rows;
    if (finding.type === 'coverage') coverage = finding.coverage;
  }
  await texts.end();
  return {
    coverage: files.taken().leftOut > 0 ? withoutFiles(coverage) : coverage,
    records: [...records.values()],
    cameBack,
    met: [...met.values()],
  };
}

function named(key: MetKey): readonly [string, MetKey] {
  return [`${key.kind} ${key.value}`, key];
}

/** What was too large to keep was not given: the search is not the whole of it. */
function withoutFiles(coverage: Coverage): Coverage {
  if (coverage.status !== 'complete' && coverage.status !== 'partial') return coverage;
  const { scanned, found } = coverage;
  const before = coverage.status === 'partial' ? coverage.unsearched : [];
  return { status: 'partial', scanned, found, unsearched: [...before, FILES_LEFT_OUT] };
}

/** For who waits; at most once a second. */
function tellProgress(
  { store, clock }: CoreSettings,
  requestId: RequestId,
  source: string,
): (scanned: number) => Promise<void> {
  let next = clock.now();
  return async (scanned) => {
    const now = clock.now();
    if (now < next) return;
    next = after(now, SECOND);
    await store.transaction((tx) => tx.requests.noteProgress(requestId, source, scanned, now));
  };
}
