import { followChain } from '../register/event-chain.ts';
import { findFault, type RegisterFault } from '../register/find-fault.ts';
import { countHead, EMPTY_SUM } from '../register/log-head.ts';
import type { CoreSettings } from './core-settings.ts';
import { followFigures } from './follow-figures.ts';
import { followPlans } from './follow-plans.ts';
import { isWholePolicyRecord } from './log-policy.ts';
import type { Tx } from './ports.ts';
import { watchSeal } from './put-back.ts';
import type { VerifiedRegister, VerifyProgress } from './register-api.ts';

/** Logs that are held at a time. */
const BATCH = 200;
const FAULTS_TOLD = 100;

/** Checks every log and the seal over all of them, as of one moment, in bounded memory. */
export async function verifyRegister(
  { store, sealNote }: Pick<CoreSettings, 'store' | 'sealNote'>,
  progress: (done: VerifyProgress) => void = () => undefined,
): Promise<VerifiedRegister> {
  const putBack = await watchSeal({ store, sealNote });
  return store.snapshot(async (tx) => {
    const of = await tx.register.count();
    const seal = await tx.register.seal();
    const faults: RegisterFault[] = [];
    let [requests, entries, sealed, sum, after] = [0, 0, 0, EMPTY_SUM, ''];
    for (;;) {
      const batch = await checkBatch(tx, after);
      for (const fault of batch.faults) if (faults.length < FAULTS_TOLD) faults.push(fault);
      requests += batch.requests;
      entries += batch.entries;
      for (const mac of batch.sealed) {
        sum = countHead(sum, null, mac);
        sealed += 1;
      }
      if (batch.last === undefined) break;
      after = batch.last;
      progress({ requests, of, entries });
    }
    const nowhere = { number: null, sequence: null } as const;
    if (seal === undefined || !seal.genuine) faults.unshift({ fault: 'seal', ...nowhere });
    else if (seal.requests !== sealed || seal.sum !== sum) faults.push({ fault: 'heads', ...nowhere });
    const { planEntries, planEventOf, planFigures } = tx.register;
    faults.push(...followPlans(await planEntries(), planEventOf, await planFigures()));
    if (!(await isWholePolicyRecord(tx))) faults.push({ fault: 'policy', ...nowhere });
    if (putBack !== undefined) faults.push({ fault: 'put_back', ...nowhere });
    return { entries, requests, seal: seal?.number ?? 0, broken: faults[0] ?? null, faults };
  });
}

async function checkBatch(tx: Tx, after: string) {
  const logs = await tx.register.logs(after, BATCH);
  const chains = new Map(
    logs.flatMap(({ requestId, standing }) =>
      standing === undefined ? [] : [[requestId, followChain(standing.begin)] as const],
    ),
  );
  const ids = logs.map(({ requestId }) => requestId);
  const folded = followFigures((entry) => tx.register.eventOf(entry));
  let entries = 0;
  for await (const entry of tx.register.entries(ids)) {
    chains.get(entry.requestId)?.add(entry);
    folded.add(entry);
    entries += 1;
  }
  const beside = await tx.register.figures(ids);
  return {
    requests: logs.length,
    entries,
    faults: logs.flatMap(
      ({ requestId, standing, head }): RegisterFault | readonly RegisterFault[] =>
        findFault(standing, head, chains.get(requestId)) ??
        (folded.fits(requestId, beside.get(requestId) ?? [])
          ? []
          : { fault: 'figures', number: standing?.number ?? '', sequence: null }),
    ),
    sealed: logs.flatMap(({ sealedMac }) => sealedMac ?? []),
    last: logs.at(-1)?.requestId,
  };
}
