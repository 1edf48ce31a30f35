import { ok, type Result } from '../kernel/result.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/** Stops an approved letter in time (R19). A customer who was told what would be done hears that it is not. */
export async function stopLetter(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
): Promise<Result<null, OutcomeRefusal>> {
  const { state } = request;
  const stopped = await runCommand(tx, request, { type: 'stop', by, version }, now);
  if (!stopped.ok) return narrowRefusal(stopped);
  if (state.status !== 'executing' || (state.announcedAt ?? null) === null) return ok(null);
  const message = { kind: 'announcement_stopped', number: request.number } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
  return ok(null);
}
