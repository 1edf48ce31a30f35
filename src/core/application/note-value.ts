import type { Particulars } from './particulars.ts';
import { runCommand } from './run-command.ts';
import { replaceRequest, type Turn } from './turn.ts';

/** Keeps with a correction what the customer said that it should be (AVG 16): staff read it beside the first words. */
export async function noteValue(turn: Turn, number: string, text: string): Promise<undefined> {
  const { tx, now } = turn;
  const request = turn.requests.find((row) => row.number === number);
  const locked = request === undefined ? undefined : await tx.requests.lock(request.id);
  if (locked === undefined) return undefined;
  const before = locked.particulars?.newValue;
  const newValue = before === undefined ? text : `${before}\n${text}`;
  const particulars: Particulars = { ...locked.particulars, newValue };
  await tx.requests.saveParticulars(locked.id, particulars);
  const done = await runCommand(tx, locked, { type: 'note_customer_wrote', by: 'customer' }, now);
  replaceRequest(turn, { ...(done.ok ? done.value : locked), particulars });
  return undefined;
}
