import { BEFORE_ERASURE, type Coverage, isSettled } from '../fulfilment/coverage.ts';
import { foundSoFar, hasLooked, isUndecided } from '../fulfilment/found-so-far.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import { recordHash } from '../fulfilment/record-hash.ts';
import { type MetKey, meetKeys } from '../fulfilment/search-keys.ts';
import { canonicalJson } from '../kernel/digest.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { endExportTask, endFailure } from './end-work.ts';
import type { Tx } from './ports.ts';
import { redraft } from './prepare-answer.ts';
import type { RequestRow, SearchRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { searchHasEnded } from './search-has-ended.ts';
import { isWaiting, walkSources } from './walk-sources.ts';

export interface SourceFinding {
  readonly source: string;
  readonly coverage: Coverage;
  readonly records: readonly FoundRecord[];
  /** Of a search that a system did: absent for what a person typed. */
  readonly walk?: Walk;
  /** It failed and is searched again by itself: no work for a person yet. */
  readonly again?: boolean;
}

interface Walk {
  readonly round: number;
  /** With more keys than before, at a system that may answer by these alone. */
  readonly adding: boolean;
  /** Place of the last key that it was searched with. */
  readonly searchedTo: number;
  /** Values that it met. */
  readonly met: readonly MetKey[];
  /** Ids of the files that it brought. */
  readonly files: readonly string[];
}

/**
 * Stores what sources gave and asks staff where a person is needed. When all sources have answered and none found a key
 * for another, a draft is made; from then on it follows at once, so that nobody can approve a letter that is older than what was found.
 */
export async function recordSearches(
  tx: Tx,
  settings: CoreSettings,
  requestId: RequestId,
  findings: readonly SourceFinding[],
  by: string,
): Promise<void> {
  const now = settings.clock.now();
  let request = await tx.requests.lock(requestId);
  if (request === undefined) return;
  for (const { walk, again = false, ...finding } of findings) {
    const { source } = finding;
    const before = 'searches' in request.state ? request.state.searches[source] : undefined;
    const stored = (await tx.requests.searches(requestId)).find((one) => one.source === source);
    const adding = walk?.adding ?? false;
    const keeps = adding || !hasLooked(finding.coverage);
    const found = by === 'system' ? { ...finding, ...foundSoFar(stored, finding, { adding }) } : finding;
    if (by === 'system' && before?.settled === true && !isNews(stored, found)) {
      await keepAsStored(tx, requestId, source, stored);
      continue;
    }
    const recorded = await runCommand(
      tx,
      request,
      { type: 'record_search', by, search: summaryOf(found) },
      now,
    );
    // Decided meanwhile: what is approved has the files that it had.
    if (!recorded.ok) return keepAsStored(tx, requestId, source, stored);
    request = recorded.value;
    if (by === 'system') await tx.requests.keepFiles(requestId, source, walk?.files ?? [], keeps);
    else await tx.requests.keepFiles(requestId, source, await filesToKeep(tx, requestId, found), false);
    const searchedTo = Math.max(walk?.searchedTo ?? 0, stored?.searchedTo ?? 0);
    await tx.requests.saveSearch({ requestId, ...found, searchedTo, byHand: by !== 'system' }, now);
    await tx.requests.keepTexts(requestId, source, found.records);
    if (walk !== undefined) await keepKeys(tx, settings, request, { source, walk, now });
    if (!again) await askStaff(tx, requestId, found, now);
    if (isSettled(found.coverage)) await endFailure(tx, requestId, source, by, now);
    if (before?.coverage === 'pending_export') await endExportTask(tx, source, by, now);
  }
  request = await walkSources(tx, settings, request, now);
  if (searchHasEnded(request.state) && request.state.facts?.stage === 'given')
    await tx.enqueue('compare-facts', { requestId });
  if (isWaiting(request)) return;
  if (request.state.status === 'gathering') await tx.enqueue('prepare-answer', { requestId });
  else await redraft(tx, settings, request);
}

/**
 * Whether a search tells more than the answer that is there. A job that runs again after a crash may come when a
 * person has answered: that stays. The same answer again would only make what staff look at outdated.
 */
function isNews(known: SearchRow | undefined, finding: SourceFinding): boolean {
  if (!isSettled(finding.coverage)) return false;
  return known === undefined || told(known) !== told(finding);
}

function summaryOf({ source, coverage, records }: SourceFinding) {
  const undecided = records.filter(isUndecided).length;
  const search = { source, coverage: coverage.status, settled: isSettled(coverage), found: records.length };
  const cameBack = coverage.status === 'partial' && coverage.unsearched.includes(BEFORE_ERASURE);
  return {
    ...search,
    ...(undecided === 0 ? {} : { undecided }),
    ...(cameBack ? { cameBack: true as const } : {}),
  };
}

/** Of what the system had found before a person finished its search; what that person showed before goes. */
async function filesToKeep(
  tx: Tx,
  requestId: RequestId,
  { source, records }: SourceFinding,
): Promise<readonly string[]> {
  const refs = new Set(records.map(({ ref }) => ref));
  const files = await tx.requests.files(requestId);
  return files.filter((file) => file.source === source && refs.has(file.recordRef)).map(({ id }) => id);
}

/** What this search brought goes. */
async function keepAsStored(
  tx: Tx,
  requestId: RequestId,
  source: string,
  stored: SearchRow | undefined,
): Promise<void> {
  await tx.requests.keepFiles(requestId, source, [], true);
  await tx.requests.keepTexts(requestId, source, stored?.records ?? []);
}

/** Of what some source can be searched by; the rest is nobody's to keep. */
async function keepKeys(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  { source, walk, now }: { readonly source: string; readonly walk: Walk; readonly now: Date },
): Promise<void> {
  if (walk.met.length === 0) return;
  const processors = settings.sources(await profileIn(tx));
  const kinds = new Set(processors.flatMap((processor) => processor.capabilities().searchBy));
  const { round } = walk;
  const keys = walk.met.filter(({ kind }) => kinds.has(kind));
  const known = await tx.requests.keys(request.id);
  const rows = meetKeys(known, { source, round, keys, email: request.email ?? '', newId });
  if (rows.length > 0) await tx.requests.saveKeys(request.id, rows, now);
}

/** What was found, apart from when and where it was looked up. */
function told({ coverage, records }: Pick<SourceFinding, 'coverage' | 'records'>): string {
  const said = records.map((record) => {
    const { provenance: _where, shortened: _place, fields: _content, matchedBy, ...rest } = record;
    // By the address alone, or by an order number that another system gave since: that is no news.
    return { ...rest, says: recordHash(record), byAddress: matchedBy.includes('email') };
  });
  return canonicalJson({ coverage, records: said.sort((a, b) => (a.ref < b.ref ? -1 : 1)) });
}

async function askStaff(
  tx: Tx,
  requestId: RequestId,
  { source, coverage }: SourceFinding,
  now: Date,
): Promise<void> {
  if (coverage.status === 'pending_manual')
    await addTask(tx, { kind: 'manual_search', about: requestId, requestId }, now);
  if (coverage.status === 'pending_export')
    await addTask(tx, { kind: 'fresh_export', about: source, params: { source } }, now);
  if (coverage.status === 'failed') {
    const about = `${requestId}:${source}`;
    await addTask(tx, { kind: 'job_failed', about, requestId, params: { source } }, now);
    // One system that does not answer may not hold up the answer: a person can look there (row 52).
    await addTask(tx, { kind: 'manual_search', about: requestId, requestId }, now);
  }
}
