import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type ConversationId, newId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { StaffOnly } from '../kernel/staff-only.ts';
import { addTask, taskKey } from './add-task.ts';
import type { Tx } from './ports.ts';
import { runCommand } from './run-command.ts';
import { customerWords } from './sorted-conversations.ts';

/**
 * A held mail belongs to this request, as a person says (row 10). Its words go to that request as a note: whoever is in
 * that conversation is not shown the words of another address (R12). `mail.not_held`, `mail.no_request`.
 */
export async function placeMail(
  tx: Tx,
  id: ConversationId,
  number: string,
  by: string,
  now: Date,
): Promise<Result<{ readonly id: string }, 'mail.not_held' | 'mail.no_request'>> {
  const conversation = await tx.conversations.lockById(id);
  const said = conversation && customerWords(await tx.conversations.transcript(id, 0));
  if (said === undefined || conversation?.dialogue.held === undefined) return refuse('mail.not_held');
  const found = await tx.requests.byNumber(number.trim().toUpperCase());
  const request = found && (await tx.requests.lock(asId(found.id)));
  const noted = request && (await runCommand(tx, request, { type: 'add_note', by }, now));
  if (request === undefined || noted?.ok !== true) return refuse('mail.no_request');
  const text = `${amsterdamDay(said.receivedAt)}\n\n${said.words}`;
  await tx.requests.addNote({ id: newId(), requestId: request.id, at: now, by, text: new StaffOnly(text) });
  await addTask(tx, { kind: 'customer_replied', about: request.id, requestId: request.id }, now);
  const { held: _held, ...dialogue } = conversation.dialogue;
  await tx.conversations.save(id, { dialogue });
  await tx.tasks.closeByKey(taskKey('held_mail', id), by, now);
  return ok({ id: request.id });
}
