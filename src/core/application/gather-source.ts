import type { Coverage } from '../fulfilment/coverage.ts';
import type { FoundRecord, Processor, SubjectKey } from '../fulfilment/processor.ts';
import type { RequestId } from '../kernel/ids.ts';
import { tellCameBack } from './came-back-rows.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { readable } from './readable-request.ts';
import { recordSearches, type SourceFinding } from './record-searches.ts';
import type { RequestRow } from './rows.ts';

/** Searches one source for one proven request. The search itself runs outside any transaction. */
export async function gatherSource(
  settings: CoreSettings,
  requestId: RequestId,
  source: string,
): Promise<void> {
  const request = await settings.store.transaction((tx) => tx.requests.byId(requestId));
  if (request === undefined || readable(request).email === null) return;
  const profile = await shopProfile(settings);
  const processor = settings.sources(profile).find((known) => known.capabilities().source === source);
  if (processor === undefined) return;
  const now = settings.clock.now();
  const { cameBack, ...found } = await search(processor, request, now);
  await settings.store.transaction(async (tx) => {
    await recordSearches(tx, settings, requestId, [{ source, ...found }], 'system');
    if (cameBack > 0) await tellCameBack(tx, source, { rows: cameBack, people: 1 }, now);
  });
}

async function search(
  processor: Processor,
  request: RequestRow,
  now: Date,
): Promise<Omit<SourceFinding, 'source'> & { readonly cameBack: number }> {
  const records = new Map<string, FoundRecord>();
  let coverage: Coverage = { status: 'failed', code: 'search.no_coverage', retryable: false };
  let cameBack = 0;
  const keys: readonly SubjectKey[] = [{ kind: 'email', value: request.email ?? '', from: 'proven' }];
  const { id, receivedAt, name, state } = request;
  const context = {
    requestId: id,
    level: state.level,
    requestReceivedAt: receivedAt,
    now,
    ...(name === null ? {} : { name }),
  };
  for await (const finding of processor.find(keys, context)) {
    if (finding.type === 'record') records.set(finding.record.ref, finding.record);
    if (finding.type === 'came_back') cameBack += finding.rows;
    if (finding.type === 'coverage') coverage = finding.coverage;
  }
  return { coverage, records: [...records.values()], cameBack };
}
