import { type Coverage, isSettled } from '../fulfilment/coverage.ts';
import type { FoundRecord } from '../fulfilment/processor.ts';
import { canonicalJson } from '../kernel/digest.ts';
import type { RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { endExportTask } from './end-work.ts';
import type { Tx } from './ports.ts';
import { redraft } from './prepare-answer.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { searchHasEnded } from './search-has-ended.ts';

export interface SourceFinding {
  readonly source: string;
  readonly coverage: Coverage;
  readonly records: readonly FoundRecord[];
}

/**
 * Stores what sources gave and asks staff where a person is needed. When all sources have answered once, a draft is
 * made; from then on it follows at once, so that nobody can approve a letter that is older than what was found.
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
  for (const finding of findings) {
    const { source, coverage, records } = finding;
    const before = 'searches' in request.state ? request.state.searches[source] : undefined;
    if (by === 'system' && before?.settled === true && !(await isNews(tx, requestId, finding))) continue;
    const search = { source, coverage: coverage.status, settled: isSettled(coverage), found: records.length };
    const recorded = await runCommand(tx, request, { type: 'record_search', by, search }, now);
    if (!recorded.ok) return;
    request = recorded.value;
    await tx.requests.saveSearch({ requestId, ...finding }, now);
    await askStaff(tx, requestId, finding, now);
    if (before?.coverage === 'pending_export') await endExportTask(tx, source, by, now);
  }
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
async function isNews(tx: Tx, requestId: RequestId, finding: SourceFinding): Promise<boolean> {
  if (!isSettled(finding.coverage)) return false;
  const known = (await tx.requests.searches(requestId)).find(({ source }) => source === finding.source);
  return known === undefined || told(known) !== told(finding);
}

/** What was found, apart from when and where it was looked up. */
function told({ coverage, records }: Pick<SourceFinding, 'coverage' | 'records'>): string {
  return canonicalJson({ coverage, records: records.map(({ provenance: _where, ...record }) => record) });
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

function isWaiting({ state }: RequestRow): boolean {
  return 'searches' in state && Object.values(state.searches).some(({ coverage }) => coverage === 'waiting');
}
