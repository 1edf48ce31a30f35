import { after, HOUR } from '../kernel/clock.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * That somebody looked at a request is in its log (row 77): once an hour per person, so that going to and fro
 * between pages does not bury what was done. The caller holds the request's lock.
 */
export async function noteLook(tx: Tx, request: RequestRow, by: string, now: Date): Promise<RequestRow> {
  const since = after(now, -HOUR);
  const seen = (await tx.requests.events(request.id)).some(
    (logged) => logged.event.type === 'looked_at' && logged.by === by && logged.at > since,
  );
  if (seen) return request;
  const noted = await runCommand(tx, request, { type: 'look_at', by }, now);
  return noted.ok ? noted.value : request;
}
