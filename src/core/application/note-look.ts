import { after, HOUR } from '../kernel/clock.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * That somebody looked at a request is in its log (row 77): once an hour per person, so that going to and fro
 * between pages does not bury what was done; at found records one by one beside it. The caller holds the request's lock.
 */
export async function noteLook(
  tx: Tx,
  request: RequestRow,
  by: string,
  now: Date,
  what?: 'record',
): Promise<RequestRow> {
  const since = after(now, -HOUR);
  const seen = (await tx.requests.events(request.id)).some(
    (logged) =>
      logged.event.type === 'looked_at' &&
      logged.event.what === what &&
      logged.by === by &&
      logged.at > since,
  );
  if (seen) return request;
  const noted = await runCommand(
    tx,
    request,
    { type: 'look_at', by, ...(what === undefined ? {} : { what }) },
    now,
  );
  return noted.ok ? noted.value : request;
}

/** The same for words that led to no request, and so have no log to stand in. */
export async function noteLooksAt(
  tx: Tx,
  conversations: readonly ConversationId[],
  by: string,
  now: Date,
): Promise<void> {
  await tx.conversations.noteLooks(conversations, { by, at: now }, after(now, -HOUR));
}
