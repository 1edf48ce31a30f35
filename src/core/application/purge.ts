import {
  CASE_CLASSES,
  type CaseClass,
  cutoff,
  ROW_CLASSES,
  type RowClass,
  retentionTerm,
} from '../kernel/retention-terms.ts';
import type { RetentionRun } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { endCase } from './end-case.ts';
import type { Attempt } from './isolated-steps.ts';
import type { DueCase } from './retention-ports.ts';

/** Rows and requests that are looked at in one go: small, so that nobody waits long for a lock. */
const BATCH = 200;

/**
 * What is past its term goes (R34, R35), each request and each batch of rows in a transaction of its own: a run that
 * was cut off is finished by the next one, and a second run finds nothing to do.
 */
export async function purgePastTerm(
  settings: CoreSettings,
  now: Date,
  attempt: Attempt = (_step, work) => work(),
): Promise<RetentionRun> {
  const purged: Record<string, number> = {};
  const kept: Record<string, number> = {};
  const endAll = async (name: CaseClass): Promise<number> => {
    let ended = 0;
    for await (const { id } of dueCases(settings, name, now)) {
      const outcome = await attempt(name, () => endCase(settings, id, now), 'gone');
      if (outcome === 'anonymised') ended += 1;
      else if (outcome !== 'gone') kept[outcome] = (kept[outcome] ?? 0) + 1;
    }
    return ended;
  };
  // The requests first: what one leaves of its conversation may be past its own term.
  for (const name of CASE_CLASSES) purged[name] = await attempt(name, () => endAll(name), 0);
  for (const name of ROW_CLASSES) purged[name] = await attempt(name, () => purgeRows(settings, name, now), 0);
  return { at: now, purged, kept };
}

/** What is kept for hours does not wait for the night: within the hour after its term it is gone. */
export async function purgeHours(settings: CoreSettings, now: Date): Promise<void> {
  for (const name of ROW_CLASSES)
    if (retentionTerm(name).period.unit === 'hours') await purgeRows(settings, name, now);
}

async function* dueCases(settings: CoreSettings, name: CaseClass, now: Date): AsyncGenerator<DueCase> {
  let after: DueCase | undefined;
  for (;;) {
    const due = await settings.store.transaction((tx) =>
      tx.retention.dueCases(name, cutoff(name, now), after, BATCH),
    );
    yield* due;
    if (due.length < BATCH) return;
    after = due.at(-1);
  }
}

async function purgeRows(settings: CoreSettings, name: RowClass, now: Date): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await settings.store.transaction((tx) =>
      tx.retention.purgeRows(name, cutoff(name, now), BATCH),
    );
    total += count;
    if (count < BATCH) return total;
  }
}
