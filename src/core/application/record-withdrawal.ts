import type { StaffEvidence } from '../identity/identity-proof.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { endWork } from './end-work.ts';
import { mailToProven } from './mail-to-proven.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { queueMail } from './queue-mail.ts';
import { runCommand } from './run-command.ts';
import { stopDoing } from './stop-doing.ts';

/**
 * The customer took the request back by phone or at the counter (R3). Of a proven one staff state by which proof they
 * knew the person (R9), and the proven address hears of it, so that nobody else ends it unseen.
 */
export async function recordWithdrawal(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  knownBy: StaffEvidence | undefined,
): Promise<Result<null, OutcomeRefusal | 'withdrawal.evidence_missing'>> {
  const { id: requestId, number, conversationId, email, state } = request;
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  const proven = state.level > 0;
  if (proven && knownBy === undefined) return refuse('withdrawal.evidence_missing');
  const how = proven && knownBy !== undefined ? { knownBy } : {};
  const command = { type: 'withdraw', by, as: 'withdrawn', provenHere: false, ...how } as const;
  const withdrawn = await runCommand(tx, request, command, now);
  if (!withdrawn.ok) return narrowRefusal(withdrawn);
  await endWork(tx, withdrawn.value, by, now);
  await stopDoing(tx, withdrawn.value, state, now);
  if (isInPerson(state.channel)) {
    const { language } = state;
    if (proven && email !== null)
      await queueMail(tx, { kind: 'notice', to: email, language, about: 'withdrawn' }, now, { requestId });
    return ok(null);
  }
  const conversation = await tx.conversations.byId(conversationId);
  const step = conversation?.dialogue.step;
  if (conversation !== undefined && step !== undefined && 'number' in step && step.number === number)
    await tx.conversations.save(conversationId, {
      dialogue: { ...conversation.dialogue, step: { name: 'idle' } },
    });
  const message = { kind: 'withdrawn', number, as: 'withdrawn' } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
  await mailToProven(tx, { conversationId, requestId }, message, now);
  return ok(null);
}
