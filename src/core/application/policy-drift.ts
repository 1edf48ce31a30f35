import { newId } from '../kernel/ids.ts';
import { type DriftFinding, findDrift } from '../policy/find-drift.ts';
import { addTask, taskKey } from './add-task.ts';
import type { DriftDesk } from './core-api.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { Tx } from './ports.ts';

/** More findings at once than a shop has parties. */
const MOST = 500;
const HISTORY = 50;

/** Where policy and practice differ at this moment (R28): of searches, exports, the owner's list and what is switched on. */
export async function driftNow(tx: Tx, { practice }: CoreSettings): Promise<readonly DriftFinding[]> {
  const { recipients, ownPolicy: own } = await profileIn(tx);
  const found = await tx.register.foundData();
  const { services, hosted } = practice;
  return findDrift({ recipients, services, hosted, found, own });
}

/**
 * The daily look: a new finding gives staff one task, told to the owner like any alarm; a finding that is gone closes its
 * task, and is new again when it returns. A task that somebody ticked off stays done while its finding stays.
 */
export async function watchDrift(settings: CoreSettings, now: Date): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const present = await driftNow(tx, settings);
    const known = await tx.register.drifts('open', MOST);
    for (const { id, finding } of known) {
      if (present.some(({ key }) => key === finding.key)) continue;
      await tx.register.endDrift(id, now);
      await tx.tasks.closeByKey(taskKey('policy_drift', finding.key), 'system', now);
    }
    for (const finding of present) {
      if (!(await tx.register.addDrift(newId(), finding, now))) continue;
      const { kind, name, data, fact, heading } = finding;
      const params = { finding: kind, name, data: data.join(' '), fact, heading };
      await addTask(tx, { kind: 'policy_drift', about: finding.key, params }, now);
    }
  });
}

/** What the desk shows of it. */
export function makeDriftDesk(settings: CoreSettings): DriftDesk {
  return {
    drift: () => settings.store.transaction((tx) => driftNow(tx, settings)),
    driftHistory: () => settings.store.transaction((tx) => tx.register.drifts('all', HISTORY)),
  };
}
