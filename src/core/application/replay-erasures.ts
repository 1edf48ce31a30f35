import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type LetterId } from '../kernel/ids.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import { hasEnded, isOpen } from '../request/request-state.ts';
import type { CoreSettings } from './core-settings.ts';
import { endWork } from './end-work.ts';
import { lockRequest } from './lock-request.ts';
import type { ErasureEntry, LedgerContent, MailStopEntry, Tx } from './ports.ts';
import { purgePastTerm } from './purge.ts';
import { erasureId, fillStores } from './record-erasure.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

export interface ReplayReport {
  /** Erasures in the ledger of which a backup may still know more than it should. */
  readonly erasures: number;
  /** Those that this database did not know: their stores were filled again. */
  readonly replayed: number;
  /** Addresses that want no advertising and that this database did not know of (AVG 21(3)). */
  readonly mailStops: number;
  /** Requests to erase that stood open again and were closed as they had been. */
  readonly closed: number;
  /** Cases of those people that were anonymised again now. */
  readonly anonymised: number;
  /** Cases that cannot go yet, by the code of the reason. */
  readonly kept: Readonly<Record<string, number>>;
  /** Lines of the ledger that do not open. */
  readonly damaged: number;
}

type ReplaySettings = Pick<CoreSettings, 'store' | 'clock' | 'ledger'>;

/** How ledger and database stand to each other, by one reading of the file. */
export interface LedgerStanding {
  /** What the ledger knows and this database does not: it was restored, or its last job was cut off. */
  readonly unknown: number;
  /** Erasures that this database knows and the ledger does not: it is not its ledger, or an old copy. */
  readonly missing: number;
  /** Lines of the ledger that do not open. */
  readonly damaged: number;
}

/** Compares what a backup may still bring back; older erasures are nobody's concern. */
export async function compareLedger({ store, clock, ledger }: ReplaySettings): Promise<LedgerStanding> {
  const today = amsterdamDay(clock.now());
  const known = await store.transaction((tx) => tx.erasures.currentBlocks(today));
  const read = await ledger.read();
  const ids = new Set(known);
  const erasures = read.entries.filter(({ id, until }) => until >= today && !ids.has(id)).length;
  const stops = stopsIn(read.mailStops);
  const unknown = erasures + (await store.transaction((tx) => tx.erasures.unknownMailStops(stops)));
  return { unknown, missing: missingFrom(read, known), damaged: read.damaged };
}

/**
 * How many of these erasures the ledger cannot know. Every erasure stands in the ledger before the database knows it; a
 * line that does not open may be one of them.
 */
export function missingFrom(
  { entries, damaged }: Pick<LedgerContent, 'entries' | 'damaged'>,
  erasures: readonly string[],
): number {
  const known = new Set(entries.map(({ id }) => id));
  return Math.max(0, erasures.filter((id) => !known.has(id)).length - damaged);
}

/**
 * Carries past erasures out again on our own data (R33): what the backup brought back of those people's requests,
 * threads, cards and mails goes as it went then. Who wants no advertising is on the list again. Other systems were never put back. A second run finds nothing to do.
 */
export async function replayErasures(settings: ReplaySettings & CoreSettings): Promise<ReplayReport> {
  const now = settings.clock.now();
  const read = await settings.ledger.read();
  const today = amsterdamDay(now);
  // What no backup can hold any more is nobody's concern.
  const entries = read.entries.filter(({ until }) => until >= today);
  const mailStops = await settings.store.transaction((tx) =>
    tx.erasures.addMailStops(stopsIn(read.mailStops)),
  );
  let replayed = 0;
  let closed = 0;
  for (const entry of entries) {
    const done = await settings.store.transaction((tx) => replay(tx, entry, now));
    if (done !== 'known') replayed += 1;
    if (done === 'closed') closed += 1;
  }
  const { purged, kept } = await purgePastTerm(settings, now);
  const anonymised = purged.erasure_case ?? 0;
  const { damaged } = read;
  return { erasures: entries.length, replayed, mailStops, closed, anonymised, kept, damaged };
}

function stopsIn(entries: readonly MailStopEntry[]): readonly string[] {
  return entries.map(({ mailStop }) => mailStop);
}

async function replay(tx: Tx, entry: ErasureEntry, now: Date): Promise<'known' | 'stored' | 'closed'> {
  const request = entry.requestId === null ? undefined : await lockRequest(tx, entry.requestId);
  if (request !== undefined && isLeaving(request, entry)) {
    // Not lost, only cut off: the job that was at it fills the stores and sends the letter.
    await tx.enqueue('send-answer', { requestId: request.id, letterId: letterOf(request) });
    return 'known';
  }
  if (!(await fillStores(tx, entry))) return 'known';
  if (request === undefined || (!isOpen(request.state) && !mayHaveBeenReopened(request))) return 'stored';
  const command = { type: 'replay_erasure', by: 'system', at: entry.at } as const;
  const ended = await runCommand(tx, request, command, now);
  if (!ended.ok) throw new Error(`an erasure cannot be replayed: ${ended.refusal.code}`);
  await tx.erasures.dropWaiting(request.id);
  for (const task of await tx.tasks.ofRequest(request.id))
    if (task.doneAt === null) await tx.tasks.close(asId(task.id), 'system', now);
  await endWork(tx, ended.value, 'system', now);
  return 'closed';
}

function isLeaving({ state }: RequestRow, { id }: ErasureEntry): boolean {
  if (state.status !== 'executing' || state.undelivered !== undefined) return false;
  return erasureId(state.letter.id) === id && stepsAreDone(state);
}

function letterOf({ state }: RequestRow): LetterId {
  return asId('letter' in state && state.letter !== null ? state.letter.id : '');
}

/** Withdrawn when the backup was made, and taken up again after it. */
function mayHaveBeenReopened({ state }: RequestRow): boolean {
  return hasEnded(state) && (state.status === 'withdrawn' || state.status === 'answered_generally');
}
