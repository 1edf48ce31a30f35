import { awaitsProof } from '../fulfilment/coverage.ts';
import type { Processor } from '../fulfilment/processor.ts';
import { LAST_ROUND, nextSearches, type WalkedSource } from '../fulfilment/search-keys.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { SearchHead } from './record-ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Whether somebody is still searching: what that finds may be a key for the others. */
export function isWaiting({ state }: RequestRow): boolean {
  return 'searches' in state && Object.values(state.searches).some(({ coverage }) => coverage === 'waiting');
}

/**
 * When every source has answered, those are searched again that another one found a key for: at most three rounds after
 * each beginning, and none with keys that it had before; and those with something that the proof by now allows. The caller
 * holds the request's lock and answers for its draft.
 */
export async function walkSources(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  now: Date,
): Promise<RequestRow> {
  if (isWaiting(request)) return request;
  const keys = await tx.requests.keys(request.id);
  const rows = await tx.requests.searchHeads(request.id);
  const proven = rows.filter(
    ({ coverage, byHand }) => byHand !== true && awaitsProof(coverage, request.state.level),
  );
  if (proven.length === 0 && !keys.some(({ place }) => place !== null)) return request;
  const sources = settings.sources(await profileIn(tx)).map((processor) => walked(processor, request, rows));
  const found = nextSearches(sources, keys);
  const next = [
    ...found,
    ...proven
      .filter(({ source }) => !found.some((one) => one.source === source))
      .map(({ source }) => ({ source, round: LAST_ROUND })),
  ];
  if (next.length === 0) return request;
  const continued = await runCommand(
    tx,
    request,
    { type: 'continue_search', by: 'system', sources: next.map(({ source }) => source) },
    now,
  );
  if (!continued.ok) return request;
  for (const { source, round } of next)
    await tx.enqueue('gather-source', { requestId: request.id, source, round: String(round) });
  return continued.value;
}

/** Whether this source is being searched, or was asked to be. */
export function isSearching({ state }: Pick<RequestRow, 'state'>, source: string): boolean {
  return 'searches' in state && state.searches[source]?.coverage === 'waiting';
}

function walked(processor: Processor, { state }: RequestRow, rows: readonly SearchHead[]): WalkedSource {
  const { source, searchBy, supports } = processor.capabilities();
  const row = rows.find((one) => one.source === source);
  const settled = 'searches' in state && state.searches[source]?.settled === true;
  return {
    ...{ source, searchBy, find: supports.find, searchedTo: row?.searchedTo ?? 0 },
    ended: settled && row?.byHand !== true,
  };
}
