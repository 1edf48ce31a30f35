import type { RequestId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { CHAIN_START, chainHash } from '../register/event-chain.ts';
import { decideRequest, openRequest, type RequestRefusal } from '../request/decide-request.ts';
import { evolveRequest } from '../request/evolve-request.ts';
import type { OpenRequest, RequestCommand } from '../request/request-commands.ts';
import type { RequestEvent } from '../request/request-events.ts';
import type { FoldedState, RequestState } from '../request/request-state.ts';
import { profileIn } from './core-settings.ts';
import { staffDueAtClosing, turnsInStop } from './dates-at-closing.ts';
import { closingDays } from './due-days.ts';
import { hasCard } from './has-card.ts';
import type { Tx } from './ports.ts';
import type { LoggedEvent, RequestRow } from './rows.ts';

interface Logged {
  readonly state: RequestState;
  readonly headHash: string;
  readonly events: readonly LoggedEvent[];
}

/** Writes a new request with its first event; the clock runs from `receivedAt` (AVG 12(3)). */
export async function insertRequest(
  tx: Tx,
  request: Omit<RequestRow, 'state' | 'headHash'>,
  command: OpenRequest,
  now: Date,
  by = 'customer',
): Promise<RequestRow> {
  const versions = await tx.versions();
  const logged = log(request.id, null, CHAIN_START, [openRequest(command)], { by, at: now, versions });
  const row = { ...request, state: logged.state, headHash: logged.headHash };
  await tx.requests.insert(row, logged.events, now);
  return row;
}

/**
 * Decides, folds, logs and writes one command; the caller holds the request's lock. The staff's card follows by a
 * job of the same transaction.
 */
export async function runCommand(
  tx: Tx,
  request: RequestRow,
  command: RequestCommand,
  now: Date,
  identity?: { readonly name: string; readonly email: string; readonly emailHash: string },
): Promise<Result<RequestRow, RequestRefusal>> {
  const decided = decideRequest(request.state, command, now);
  if (!decided.ok) return decided;
  if (decided.value.length === 0) return ok(request);
  const who = { by: command.by, at: now, versions: await tx.versions() };
  const first = log(request.id, request.state, request.headHash, decided.value, who);
  const events = await withStaffDue(tx, request, first.state, decided.value);
  const logged =
    events === decided.value ? first : log(request.id, request.state, request.headHash, events, who);
  const row: RequestRow = {
    ...request,
    // An earlier receipt may have come with a request that was joined to it (R12).
    receivedAt: new Date(logged.state.receivedAt),
    state: logged.state,
    headHash: logged.headHash,
    // An erasure that is replayed was proven by somebody of whom this database does not know it.
    provenAt: logged.state.level > 0 ? (request.provenAt ?? now) : request.provenAt,
    ...(identity === undefined ? {} : { ...identity, provenAt: now }),
  };
  await tx.requests.append(row, logged.events, identity);
  if (row.state.cardVersion !== request.state.cardVersion && hasCard(row))
    await tx.enqueue('update-card', { requestId: row.id });
  return ok(row);
}

/** Everything that compares a closing day reads the day of the state: it is put right in the same breath (law.md 2.10). */
async function withStaffDue(
  tx: Tx,
  request: RequestRow,
  next: RequestState,
  events: readonly RequestEvent[],
): Promise<readonly RequestEvent[]> {
  if (!turnsInStop(request.state, next)) return events;
  const closed = closingDays(await profileIn(tx));
  const staffDue = staffDueAtClosing(request.state, next, await tx.requests.events(request.id), closed);
  const { due } = request.state;
  if (staffDue === null || staffDue === due.staffDue) return events;
  // Before the closing: what happened last to a request stays its last entry.
  return [{ type: 'redated', cause: 'closed_in_stop', due: { ...due, staffDue } }, ...events];
}

function log(
  requestId: RequestId,
  before: RequestState | null,
  head: string,
  events: readonly RequestEvent[],
  who: Pick<LoggedEvent, 'by' | 'at'> & { readonly versions: string },
): Logged {
  let state: FoldedState | null = before;
  let previousHash = head;
  const logged: LoggedEvent[] = [];
  for (const event of events) {
    state = evolveRequest(state, event, { by: who.by, at: who.at });
    const { sequence } = state;
    const hash = chainHash(previousHash, { requestId, sequence, event, ...who });
    logged.push({ sequence, event, ...who, previousHash, hash });
    previousHash = hash;
  }
  if (state === null) throw new Error('a command without events was logged');
  if (state.status === 'anonymised') throw new Error('what remains of a request is written elsewhere');
  return { state, headHash: previousHash, events: logged };
}
