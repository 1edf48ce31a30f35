import { keptRecords, othersRecords } from '../fulfilment/kept-records.ts';
import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { DAY } from '../kernel/clock.ts';
import { idOf, type LetterId, newId, type RequestId } from '../kernel/ids.ts';
import { termLength } from '../kernel/retention-terms.ts';
import type { ErasureEntry, ErasureLedger, MailStopEntry } from './erasure-ports.ts';
import { isSamePerson } from './is-same-person.ts';
import type { Secrets, Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** Names the erasure that this letter tells of. */
export function erasureId(letterId: string): string {
  return idOf(`erasure ${letterId}`);
}

/** What has to be recorded of an erasure that people carried out as approved; undefined for any other letter. */
export async function erasureOf(
  tx: Tx,
  secrets: Secrets,
  request: RequestRow,
  letterId: LetterId,
  now: Date,
): Promise<ErasureEntry | undefined> {
  const letter = await tx.answers.letter(letterId);
  const outcome = letter?.kind === 'decision' ? (letter.input.outcome ?? null) : null;
  if (outcome?.right !== 'erasure' || outcome.result !== 'planned') return undefined;
  const { email, emailHash } = request;
  // An export that was dropped here today is gone when its own term is over.
  const exportsGone = addDays(amsterdamDay(now), Math.ceil(termLength('order_export') / DAY));
  const results = await tx.requests.searches(request.id);
  const kept = keptRecords(outcome.plan, results);
  return {
    id: erasureId(letterId),
    at: now,
    requestId: request.id,
    addressHashes: [
      ...new Set([
        ...(emailHash === null ? [] : [emailHash]),
        ...(email === null ? [] : secrets.hashes('address', email)),
      ]),
    ],
    until: lastOf(outcome.backupUntil, exportsGone),
    holds: kept.map((records) => ({ id: newId(), ...records })),
    othersRecords: othersRecords(results),
    mailStop: outcome.suppression && email !== null ? secrets.hash('mail stop', email) : null,
  };
}

/**
 * Each is recorded once, however often the job runs; resolves when none can be lost any more. Answers what stands there.
 */
export async function recordOnce(
  ledger: ErasureLedger,
  owed: readonly (ErasureEntry | MailStopEntry)[],
): Promise<readonly (ErasureEntry | MailStopEntry)[]> {
  if (owed.length === 0) return [];
  const { entries, mailStops } = await ledger.read();
  const known = new Map([...entries, ...mailStops].map((entry) => [entry.id, entry]));
  for (const entry of owed) if (!known.has(entry.id)) await ledger.append(entry);
  return owed.map((entry) => known.get(entry.id) ?? entry);
}

/** Fills the stores of R33; false when the database knew this. */
export async function fillStores(tx: Tx, entry: ErasureEntry | MailStopEntry): Promise<boolean> {
  if (!('until' in entry)) return (await tx.erasures.addMailStops([entry.mailStop])) > 0;
  if (!(await tx.erasures.addBlock(entry))) return false;
  await forgetCopies(tx, entry);
  for (const hold of entry.holds) await tx.erasures.addHold(hold);
  if (entry.mailStop !== null) await tx.erasures.addMailStops([entry.mailStop]);
  return true;
}

/** Of earlier requests of the same person: an address alone is not enough, a household may share it (R11, R12). */
async function forgetCopies(tx: Tx, { requestId, addressHashes, at }: ErasureEntry): Promise<void> {
  const erased = requestId === null ? undefined : await tx.requests.lock(requestId);
  if (erased === undefined) return;
  const known: RequestRow[] = [];
  for (const hash of addressHashes) known.push(...(await tx.requests.ofProvenAddress(hash)));
  const theirs: RequestId[] = [];
  for (const other of known)
    if (other.id !== erased.id && (await isSamePerson(tx, erased, other, known))) theirs.push(other.id);
  await tx.erasures.forgetCopies(theirs, at);
}

function lastOf(one: CalendarDay, other: CalendarDay): CalendarDay {
  return one < other ? other : one;
}
