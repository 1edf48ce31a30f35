import { createCore } from '../../src/core/application/create-core.ts';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import type { ChangingProcessor, FoundRecord } from '../../src/core/fulfilment/processor.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import type { Right } from '../../src/core/kernel/rights.ts';
import { exportReader } from '../../src/processors/shared/export-reader.ts';
import { storeRequest } from '../core/store/stored-rows.ts';
import { decideOutcome } from './decide-outcome.ts';
import { approveLetter, timePasses } from './decided-letter.ts';
import { staffActor } from './desk-staff.ts';
import type { FakeSystem } from './fake-system.ts';
import { aRequest, day } from './request-builder.ts';
import type { CoreUnderTest } from './use-core.ts';
import { workOff } from './work-off.ts';

let asked = 0;

/** The desk with these systems beside the others, in place of the manual page. */
export function withSystems(open: CoreUnderTest, systems: readonly ChangingProcessor[]): CoreUnderTest {
  const names = systems.map((system) => system.capabilities().source);
  const settings: CoreUnderTest['settings'] = {
    ...open.settings,
    sources: (profile) => [
      ...open.settings.sources(profile).filter((one) => !names.includes(one.capabilities().source)),
      ...systems,
    ],
  };
  return { ...open, settings, core: createCore(settings, exportReader) };
}

/** Somebody of level 2 whose data were searched in these systems and who waits for a decision. */
export async function searched(
  open: CoreUnderTest,
  systems: readonly ChangingProcessor[],
  right: Right = 'erasure',
  email = `wissen${asked}@example.nl`,
): Promise<string> {
  asked += 1;
  const sources = systems.map((system) => system.capabilities().source);
  const events = aRequest(right).then(
    { type: 'identity_asked' },
    { type: 'proven', level: 2, method: 'order_facts' },
    { type: 'search_started', sources },
  ).events;
  const { id } = await open.settings.store.transaction(async (tx) => {
    const request = await storeRequest(tx, events, { email });
    for (const source of sources) await tx.enqueue('gather-source', { requestId: request.id, source });
    return request;
  });
  await workOff(open);
  return id;
}

type Line = { readonly source: string; readonly records: readonly FoundRecord[] };

/** Everything without a hold goes, what a law keeps stays. */
export function plan(open: CoreUnderTest, lines: readonly Line[]) {
  const kinds = lines.flatMap(({ source, records }) =>
    [...new Set(records.map(({ category, hold }) => `${category} ${hold?.until ?? ''}`))].map((kind) => {
      const of = records.filter(({ category, hold }) => `${category} ${hold?.until ?? ''}` === kind);
      const [first] = of;
      if (first === undefined) throw new Error('a kind without a record');
      const { category, hold } = first;
      const base = { source, category, count: of.length, facts: '' };
      return hold === null
        ? ({ ...base, treatment: 'erase', ground: null, until: null } as const)
        : ({ ...base, treatment: 'keep', ground: 'tax', until: day(hold.until) } as const);
    }),
  );
  return {
    ...({ right: 'erasure', result: 'planned', basis: 'not_needed', planWhy: '', lost: [] } as const),
    plan: kinds,
    backupUntil: addDays(amsterdamDay(open.clock.now()), 30),
    suppression: false,
    recipients: [],
  } as const;
}

/** Decided, approved and announced; a day later the systems are asked. */
export async function begun(
  desk: CoreUnderTest,
  systems: readonly FakeSystem[],
  before: (id: string) => Promise<void> = async () => {},
) {
  const open = withSystems(desk, systems);
  const id = await searched(open, systems);
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  const lines = systems.map((system) => ({
    source: system.capabilities().source,
    records: [...system.held.values()],
  }));
  await decideOutcome(open.core, id, plan(open, lines), by);
  await approveLetter(open, id, by);
  await before(id);
  await timePasses(open, DAY);
  return { open, id, by };
}

/** How the request stands. */
export async function statusOf({ core }: CoreUnderTest, id: string): Promise<string | undefined> {
  return (await core.desk.card(id))?.status;
}

/** The journal: each record with what became of its step. */
export async function journal({ settings }: CoreUnderTest, id: string) {
  const rows = await settings.store.transaction((tx) => tx.changes.ofRequest(asId(id)));
  return rows.map(({ payload, status, code }) =>
    [payload?.step.recordRef, status, code].filter((word) => word !== '').join(' '),
  );
}

/** The kinds of the open tasks about it. */
export async function tasksOf({ core }: CoreUnderTest, id: string): Promise<readonly string[]> {
  const tasks = await core.desk.tasks('open');
  return tasks.filter(({ requestId }) => requestId === id).map(({ kind }) => kind);
}

/** A decision that is carried out at once: approved, and its time to stop it over. */
export async function decided(open: CoreUnderTest, id: string, outcome: Outcome): Promise<void> {
  const by = await staffActor(open.core, 'eigenaar@example.nl');
  await decideOutcome(open.core, id, outcome, by);
  await approveLetter(open, id, by);
}
