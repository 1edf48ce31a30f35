import { normaliseEmail } from '../identity/email-address.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal } from './outcome-api.ts';
import { redraft } from './prepare-answer.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/** Where the answer goes: the proven address, or another one that staff recorded; null before there is any. */
export function answerAddress({ email, particulars }: RequestRow): string | null {
  return particulars?.answerTo ?? email;
}

/**
 * The answer goes to another address (F19, F20). From level 2 on; the old address is told at once, and the new one that
 * it comes. The search keeps to the proven address. The proven address itself takes it back, as whoever says that it was
 * not them was promised.
 */
export async function answerElsewhere(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  typed: string,
): Promise<Result<null, OutcomeRefusal | 'proof.address_invalid'>> {
  const { id: requestId, state, email } = request;
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  const to = normaliseEmail(typed);
  if (to === undefined) return refuse('proof.address_invalid');
  const { answerTo: before, ...rest } = request.particulars ?? {};
  const back = to === email;
  if (back && before === undefined) return refuse('proof.address_invalid');
  const command = { type: 'answer_elsewhere', by, ...(back ? { back } : {}) } as const;
  const done = await runCommand(tx, request, command, now);
  if (!done.ok) return narrowRefusal(done);
  const particulars = back ? rest : { ...rest, answerTo: to };
  await tx.requests.saveParticulars(requestId, particulars);
  const { language } = state;
  if (email !== null && !back)
    await queueMail(tx, { kind: 'notice', to: email, language, about: 'old_address' }, now, { requestId });
  await queueMail(tx, { kind: 'notice', to, language, about: 'new_address' }, now, { requestId });
  await redraft(tx, settings, { ...done.value, particulars });
  return ok(null);
}
