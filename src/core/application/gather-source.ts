import type { Coverage } from '../fulfilment/coverage.ts';
import { isSettled } from '../fulfilment/coverage.ts';
import type { FoundRecord, Processor, SubjectKey } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Searches one source for one proven request. The search itself runs outside any transaction. */
export async function gatherSource(
  settings: CoreSettings,
  requestId: RequestId,
  source: string,
): Promise<void> {
  const request = await settings.store.transaction((tx) => tx.requests.byId(requestId));
  if (request === undefined || request.email === null) return;
  const profile = await shopProfile(settings);
  const processor = settings.sources(profile).find((known) => known.capabilities().source === source);
  if (processor === undefined) return;
  const result = await search(processor, request, settings.clock.now());
  await settings.store.transaction((tx) => recordSearch(tx, settings, requestId, source, result, 'system'));
}

/** Stores what a source gave, asks staff where a person is needed, and has the draft made when all have answered. */
export async function recordSearch(
  tx: Tx,
  settings: CoreSettings,
  requestId: RequestId,
  source: string,
  result: { readonly coverage: Coverage; readonly records: readonly FoundRecord[] },
  by: string,
): Promise<void> {
  const now = settings.clock.now();
  const request = await tx.requests.lock(requestId);
  if (request === undefined) return;
  const { coverage, records } = result;
  const recorded = await runCommand(
    tx,
    request,
    {
      type: 'record_search',
      by,
      search: { source, coverage: coverage.status, settled: isSettled(coverage), found: records.length },
    },
    now,
  );
  if (!recorded.ok) return;
  await tx.requests.saveSearch({ requestId, source, coverage, records }, now);
  if (coverage.status === 'pending_manual')
    await addTask(tx, { kind: 'manual_search', about: requestId, requestId }, now);
  if (coverage.status === 'pending_export')
    await addTask(tx, { kind: 'fresh_export', about: source, params: { source } }, now);
  if (coverage.status === 'failed')
    await addTask(
      tx,
      { kind: 'job_failed', about: `${requestId}:${source}`, requestId, params: { source } },
      now,
    );
  const { state } = recorded.value;
  const waiting = 'searches' in state && Object.values(state.searches).some((s) => s.coverage === 'waiting');
  if (!waiting) await tx.enqueue('prepare-answer', { requestId });
}

async function search(
  processor: Processor,
  request: RequestRow,
  now: Date,
): Promise<{ readonly coverage: Coverage; readonly records: readonly FoundRecord[] }> {
  const records = new Map<string, FoundRecord>();
  let coverage: Coverage = { status: 'failed', code: 'search.no_coverage', retryable: false };
  const keys: readonly SubjectKey[] = [{ kind: 'email', value: request.email ?? '', from: 'proven' }];
  const context = { requestId: request.id, requestReceivedAt: request.receivedAt, now };
  for await (const finding of processor.find(keys, context)) {
    if (finding.type === 'record') records.set(finding.record.ref, finding.record);
    if (finding.type === 'coverage') coverage = finding.coverage;
  }
  return { coverage, records: [...records.values()] };
}
