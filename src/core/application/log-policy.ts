import { hashOfPolicy } from '../policy/policy-version.ts';
import { CHAIN_START, chainHash, followChain } from '../register/event-chain.ts';
import type { PolicyEvent, PolicyStep, Tx } from './ports.ts';

/** All that is done with policies stands in one chain: what was removed from its middle is missed. */
const CHAIN = 'policy';

/** Adds an entry to the log of the policies; the caller holds the lock of the versions. */
export async function logPolicy(
  tx: Tx,
  version: number,
  event: PolicyEvent,
  by: string,
  at: Date,
): Promise<void> {
  const last = await tx.policies.lastStep();
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? CHAIN_START;
  const hash = chainHash(previousHash, hashed({ sequence, version, at, by, event }));
  await tx.policies.addStep({ sequence, version, at, by, event, previousHash, hash });
}

/** Whether every entry follows from the one before it. */
export function isWholePolicyLog(steps: readonly PolicyStep[]): boolean {
  const chain = followChain();
  for (const { previousHash, hash, ...step } of steps) chain.add({ ...hashed(step), previousHash, hash });
  return chain.broken === null;
}

/** The log is whole, and every text that customers were told is the one that it names. */
export async function isWholePolicyRecord({ policies }: Tx): Promise<boolean> {
  const steps = await policies.steps();
  const told = (await policies.summaries()).filter(({ status }) => status === 'told');
  const texts = await Promise.all(told.map(({ number }) => policies.byNumber(number)));
  const fits = texts.every((version) => {
    const logged = steps.some(
      ({ version: number, event }) =>
        number === version?.number && event.type === 'told' && event.hash === version.hash,
    );
    return version !== undefined && logged && hashOfPolicy(version.told) === version.hash;
  });
  return fits && isWholePolicyLog(steps);
}

function hashed({ version, event, ...step }: Omit<PolicyStep, 'previousHash' | 'hash'>) {
  return { ...step, requestId: CHAIN, event: { ...event, version } };
}
