import {
  CASE_CLASSES,
  type CaseClass,
  cutoff,
  ROW_CLASSES,
  type RowClass,
} from '../kernel/retention-terms.ts';
import type { RetentionRun } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { endCase } from './end-case.ts';
import type { DueCase } from './retention-ports.ts';

/** Rows and requests that are looked at in one go: small, so that nobody waits long for a lock. */
const BATCH = 200;

/**
 * What is past its term goes (R34, R35), each request and each batch of rows in a transaction of its own: a run that
 * was cut off is finished by the next one, and a second run finds nothing to do.
 */
export async function purgePastTerm(settings: CoreSettings, now: Date): Promise<RetentionRun> {
  const purged: Record<string, number> = {};
  const kept: Record<string, number> = {};
  // The requests first: what one leaves of its conversation may be past its own term.
  for (const name of CASE_CLASSES) {
    purged[name] = 0;
    for await (const { id } of dueCases(settings, name, now)) {
      const outcome = await endCase(settings, id, now);
      if (outcome === 'anonymised') purged[name] += 1;
      else if (outcome !== 'gone') kept[outcome] = (kept[outcome] ?? 0) + 1;
    }
  }
  for (const name of ROW_CLASSES) purged[name] = await purgeRows(settings, name, now);
  return { at: now, purged, kept };
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
