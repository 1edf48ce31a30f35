import { notWithdrawn } from './not-withdrawn.ts';
import type { Particulars } from './particulars.ts';
import { runCommand } from './run-command.ts';
import { raiseToStop, stopDoing } from './stop-doing.ts';
import { oweOwnChat } from './tell-own-chat.ts';
import { replaceRequest, type Turn } from './turn.ts';

/**
 * The customer asks for less than before: the words belong to the request, what was approved is stopped, and its plan is
 * made anew from them (R2, R19). Where some of it was done already, staff are told at once (R24).
 */
export async function narrowRequest(turn: Turn, number: string): Promise<undefined> {
  const { tx, now, message, outgoing } = turn;
  const request = turn.requests.find((row) => row.number === number);
  const locked = request === undefined ? undefined : await tx.requests.lock(request.id);
  if (locked === undefined) return undefined;
  const done = await runCommand(tx, locked, { type: 'narrow', by: 'customer' }, now);
  if (!done.ok) {
    if (done.refusal.code === 'request.deed_begun') replaceRequest(turn, await raiseToStop(tx, locked, now));
    outgoing.push({ message: notWithdrawn(done.refusal.code, number), requestId: locked.id });
    return undefined;
  }
  const before = locked.particulars?.narrowed;
  const narrowed = before === undefined ? message.words : `${before}\n${message.words}`;
  const particulars: Particulars = { ...locked.particulars, narrowed };
  await tx.requests.saveParticulars(locked.id, particulars);
  replaceRequest(turn, { ...done.value, particulars });
  await stopDoing(tx, done.value, locked.state, now);
  await oweOwnChat(turn, locked);
  outgoing.push({ message: { kind: 'narrowed', number }, requestId: locked.id });
  return undefined;
}
