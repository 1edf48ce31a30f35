import { NO_CHANGES, needsHand, stepName } from '../fulfilment/change/change-plan.ts';
import { type ChangePayload, isLeft, isMade, isPending } from '../fulfilment/change/change-step.ts';
import {
  answeredStep,
  givenUpStep,
  isOfSystem,
  nextMove,
  sentStep,
} from '../fulfilment/change/follow-step.ts';
import { waitForOthers } from '../fulfilment/change/wait-for-others.ts';
import {
  type ChangingProcessor,
  isChanging,
  type StepContext,
  type StepOutcome,
} from '../fulfilment/processor.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after, MINUTE, SECOND } from '../kernel/clock.ts';
import type { LetterId, RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import type { ChangeRow } from './change-ports.ts';
import { lettersWhenDone } from './confirm-steps.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { sourceName } from './source-name.ts';

/** Then the next job goes on: the lock of this one may not outlive its transaction. */
const LONGEST_RUN = 20 * SECOND;
/** So many in a row that fail are a system that is down: the rest is not tried against it. */
const MOST_FAILURES = 3;
const BUSY = MINUTE;
/** Staff took the credentials away, or another version of the program does not know the system. */
const NOT_CONNECTED: StepOutcome = { status: 'failed', code: 'change.not_connected', retryable: false };
const PURGED: StepOutcome = { status: 'failed', code: 'change.purged', retryable: false };

export interface Execution {
  readonly requestId: RequestId;
  readonly letterId: LetterId;
  readonly source: string;
}

/**
 * Changes at one system what a letter's approval allows, record by record: each is committed as `sent` before the call, and
 * looked at first where an earlier call may have been made. Nothing is done of a letter that was taken back. What fails is
 * tried again for a day, and is then work for a person; other systems do not wait for it.
 */
export async function executeSource(settings: CoreSettings, execution: Execution): Promise<void> {
  const { requestId, source } = execution;
  const ran = await settings.store.exclusively(`execute ${requestId} ${source}`, () =>
    runSteps(settings, execution),
  );
  if (ran !== undefined) return;
  const startAt = after(settings.clock.now(), BUSY);
  await settings.store.transaction((tx) => tx.enqueue('execute-source', { ...execution }, { startAt }));
}

async function runSteps(settings: CoreSettings, execution: Execution): Promise<true> {
  const { store, clock } = settings;
  const processor = await changing(settings, execution.source);
  const until = after(clock.now(), LONGEST_RUN);
  let failures = 0;
  let tried = 0;
  while (clock.now() <= until) {
    const taken = await store.transaction((tx) => take(tx, execution, clock.now()));
    if (taken === undefined) break;
    const isKept = () => store.transaction((tx) => isKeptBefore(tx, taken.row, clock.now()));
    const outcome = await perform(processor, taken, isKept, clock.now());
    const row = await store.transaction((tx) => record(tx, execution, taken.row, outcome, clock.now()));
    tried += 1;
    failures = row.endedAt === null && mayBeDown(outcome) ? failures + 1 : 0;
    const asked = outcome.status === 'failed' && outcome.retryAfterMs !== undefined;
    if (!asked && failures < MOST_FAILURES) continue;
    // It was asked for the last time: the others would wait as long again.
    if (row.nextAt === null && isOfSystem(row.code))
      await store.transaction((tx) => giveUp(tx, execution, row));
    await store.transaction((tx) => conclude(tx, execution, clock.now(), row.nextAt));
    return true;
  }
  const idle = tried === 0;
  await store.transaction((tx) => conclude(tx, execution, clock.now(), idle ? 'early' : null));
  return true;
}

/** A record that is refused for good says nothing of the others, unless the whole system is closed to us. */
function mayBeDown(outcome: StepOutcome): boolean {
  if (outcome.status === 'failed') return outcome.retryable || isOfSystem(outcome.code);
  return outcome.status === 'unknown';
}

/** The jobs of a system gave up: people finish what is not known to be done. */
export async function giveUpChanges(settings: CoreSettings, execution: Execution): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    await giveUp(tx, execution, { code: 'change.gave_up' });
    await conclude(tx, execution, now, null);
  });
}

async function changing(settings: CoreSettings, source: string): Promise<ChangingProcessor | undefined> {
  const processors = settings.sources(await shopProfile(settings));
  const processor = processors.find((one) => one.capabilities().source === source);
  return processor !== undefined && isChanging(processor) ? processor : undefined;
}

/** The request while this letter is being carried out. */
async function underWay(
  tx: Tx,
  { requestId, letterId }: Execution,
): Promise<{ readonly request: RequestRow; readonly done: readonly string[] } | undefined> {
  const request = await lockRequest(tx, requestId);
  if (request?.state.status !== 'executing' || request.state.letter.id !== letterId) return undefined;
  const { done, undelivered } = request.state;
  return done === undefined || undelivered !== undefined ? undefined : { request: readable(request), done };
}

/** All steps of this system, as long as it still belongs to the letter that is being carried out. */
async function stepsUnderWay(
  tx: Tx,
  execution: Execution,
): Promise<{ readonly request: RequestRow; readonly rows: readonly ChangeRow[] } | undefined> {
  const { requestId, letterId, source } = execution;
  const found = await underWay(tx, execution);
  if (found === undefined) return undefined;
  const all = await tx.changes.ofRequest(requestId);
  const rows = all.filter((row) => row.letterId === letterId && row.source === source);
  return rows.some((row) => found.done.includes(stepName(row)))
    ? undefined
    : { request: found.request, rows };
}

interface Taken {
  readonly row: ChangeRow;
  readonly move: 'execute' | 'verify';
}

/** The next step, committed as `sent`. What a law keeps by now is left to a person. */
async function take(tx: Tx, execution: Execution, now: Date): Promise<Taken | undefined> {
  const found = await underWay(tx, execution);
  if (found === undefined) return undefined;
  const { request, done } = found;
  for (;;) {
    const row = await tx.changes.nextDue(execution, now);
    const move = row === undefined ? undefined : nextMove(row, now);
    if (row === undefined || move === undefined || done.includes(stepName(row))) return undefined;
    if (move === 'execute' && (await isKeptBefore(tx, row, now))) {
      await tx.changes.save([{ ...row, ...answeredStep(row, { status: 'held' }, now) }]);
      continue;
    }
    const waits = await waiting(tx, row, now);
    if (waits !== undefined) {
      await tx.changes.save([waits]);
      continue;
    }
    if (!(await begin(tx, execution, request, now))) return undefined;
    const sent = { ...row, ...sentStep(row, now) };
    await tx.changes.save([sent]);
    return { row: sent, move };
  }
}

/** The step as it waits for what has to go before it, or is left with that; undefined when it can be made. */
async function waiting(tx: Tx, row: ChangeRow, now: Date): Promise<ChangeRow | undefined> {
  const { takes, takenBy } = row.payload?.step ?? {};
  if (takes === undefined && takenBy === undefined) return undefined;
  const all = await tx.changes.ofRequest(row.requestId);
  const own = all.filter(({ letterId, source }) => letterId === row.letterId && source === row.source);
  const waits = waitForOthers(row, own);
  if (waits === 'nothing') return undefined;
  if (waits === 'left') return { ...row, ...givenUpStep(row, 'change.waits') };
  const status = row.status === 'planned' ? 'failed' : row.status === 'sent' ? 'unknown' : row.status;
  return { ...row, status, code: 'change.waits', nextAt: waits.until ?? after(now, BUSY) };
}

/** It stands in the log before the first call. */
async function begin(tx: Tx, execution: Execution, request: RequestRow, now: Date): Promise<boolean> {
  const { letterId, source } = execution;
  if (request.state.status === 'executing' && request.state.changed?.[source] !== undefined) return true;
  const steps = (await stepsUnderWay(tx, execution))?.rows.length ?? 0;
  const begun = { type: 'begin_changes', by: 'system', letterId, source, steps } as const;
  return (await runCommand(tx, request, begun, now)).ok;
}

/** Whether an earlier erasure left it where it is, until a day that is not over (R33); of a record that was planned as kept only goes what the law does not need. */
async function isKeptBefore(tx: Tx, { action, source, payload }: ChangeRow, now: Date): Promise<boolean> {
  if (action !== 'erase' || payload === null || payload.step.hold !== null) return false;
  const today = amsterdamDay(now);
  const holds = (await tx.erasures.holds(source)).filter(({ until }) => until >= today);
  const held = new Set(holds.flatMap(({ recordIds }) => recordIds));
  return payload.numbers.some((number) => held.has(number));
}

/** `isKept`: read between looking and doing, for what became kept since an earlier attempt. */
async function perform(
  processor: ChangingProcessor | undefined,
  { row: { id, payload }, move }: Taken,
  isKept: () => Promise<boolean>,
  now: Date,
): Promise<StepOutcome> {
  if (processor === undefined) return NOT_CONNECTED;
  if (payload === null) return PURGED;
  const { step } = payload;
  const context = contextOf(id, payload, now);
  if (move === 'verify') {
    const seen = await orBroke(() => processor.verify(step, context));
    if (seen === undefined) return { status: 'unknown', code: 'change.broke' };
    if (seen === 'done') return { status: 'done' };
    if (seen === 'unknown') return { status: 'unknown', code: 'change.not_known' };
    if (await isKept()) return { status: 'held' };
  }
  const outcome = await orBroke(() => processor.execute(step, context));
  return outcome ?? { status: 'failed', code: 'change.broke', retryable: false };
}

/** Undefined for a bug of ours: at one record it may not stop the others. */
async function orBroke<Value>(call: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await call();
  } catch {
    return undefined;
  }
}

function contextOf(stepId: string, { change }: ChangePayload, now: Date): StepContext {
  return { stepId, change, now };
}

/** What a person finished meanwhile stays so. */
async function record(
  tx: Tx,
  { requestId }: Execution,
  sent: ChangeRow,
  outcome: StepOutcome,
  now: Date,
): Promise<ChangeRow> {
  await lockRequest(tx, requestId);
  const row = (await tx.changes.byId(sent.id)) ?? sent;
  if (row.endedAt !== null) return row;
  const answered = { ...row, ...answeredStep(row, outcome, now) };
  await tx.changes.save([answered]);
  return answered;
}

async function giveUp(tx: Tx, execution: Execution, { code }: Pick<ChangeRow, 'code'>): Promise<void> {
  const found = await stepsUnderWay(tx, execution);
  if (found === undefined) return;
  const pending = found.rows.filter(isPending);
  await tx.changes.save(pending.map((row) => ({ ...row, ...givenUpStep(row, code) })));
}

/** What is left for later gets a job; when nothing is, the step is done, or people hear what they have to finish. */
async function conclude(tx: Tx, execution: Execution, now: Date, wait: Date | 'early' | null): Promise<void> {
  const found = await stepsUnderWay(tx, execution);
  if (found === undefined) return;
  const { request, rows } = found;
  const { letterId, source, requestId } = execution;
  if (rows.some(isPending)) {
    await tx.enqueue('execute-source', { ...execution }, { startAt: nextRun(rows, now, wait) });
    return;
  }
  const made = rows.filter(isMade).length;
  const left = rows.filter(isLeft).length;
  const counts = { type: 'record_changes', by: 'system', letterId, source, made, left } as const;
  const counted = await runCommand(tx, request, counts, now);
  const noted = counted.ok ? counted.value : request;
  const [first] = rows;
  if (first === undefined) return;
  const step = stepName(first);
  const plan = (await tx.answers.letter(letterId))?.changes ?? NO_CHANGES;
  if (left === 0 && !needsHand(plan, step)) {
    const done = await runCommand(tx, noted, { type: 'confirm_step', by: 'system', step }, now);
    if (done.ok) await lettersWhenDone({ tx, by: 'system', now }, done.value);
    return;
  }
  await addTask(tx, { kind: 'carry_out', about: requestId, requestId }, now);
  if (rows.every((row) => row.status === 'by_hand' || isMade(row))) return;
  const params = { source: sourceName(source, await tx.profiles.latest()), count: left };
  await addTask(tx, { kind: 'finish_by_hand', about: `${requestId}:${source}`, requestId, params }, now);
}

/** The queue goes by the clock of the database, which may be ahead of ours: then the job comes later by as much. */
function nextRun(rows: readonly ChangeRow[], now: Date, wait: Date | 'early' | null): Date {
  if (wait instanceof Date) return wait;
  const times = rows.filter(isPending).map(({ nextAt }) => (nextAt ?? now).getTime());
  const soonest = new Date(Math.max(now.getTime(), Math.min(...times)));
  return wait === 'early' ? after(soonest, soonest.getTime() - now.getTime()) : soonest;
}
