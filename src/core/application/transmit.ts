import { normaliseEmail } from '../identity/email-address.ts';
import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { type LetterId, newCode, newToken } from '../kernel/ids.ts';
import { termEnd } from '../kernel/retention-terms.ts';
import { addTask } from './add-task.ts';
import { answerAddress } from './answer-elsewhere.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * Where an approved and sent letter says that another controller gets the portable data: mails that one a link and the
 * customer the code, to the address of the answer (AVG 20(2)). A link that was sent before stops. Nothing for every
 * other letter; the caller holds the request's lock.
 */
export async function transmit(
  tx: Tx,
  { secrets }: Pick<CoreSettings, 'secrets'>,
  request: RequestRow,
  letterId: LetterId,
  by: string,
  now: Date,
): Promise<void> {
  const outcome = (await tx.answers.letter(letterId))?.input.outcome;
  if (outcome?.right !== 'portability' || outcome.sending !== 'link') return;
  const { id: requestId, number, state } = request;
  const receiver = normaliseEmail(outcome.receiverEmail);
  const customer = answerAddress(request) ?? request.email;
  if (receiver === undefined || customer === null) {
    const params = { reason: 'no_channel' };
    await addTask(
      tx,
      { kind: 'delivery_failed', about: `transmission:${requestId}`, requestId, params },
      now,
    );
    return;
  }
  const [token, stopToken, code] = [newToken(), newToken(), newCode()];
  const tokenHash = secrets.hash('token', token);
  const expiresAt = termEnd('transmission', now);
  await tx.transmissions.revoke(requestId, now);
  await tx.transmissions.add({
    tokenHash,
    requestId,
    letterId,
    codeHash: transmissionCodeHash(secrets, tokenHash, code),
    stopTokenHash: secrets.hash('token', stopToken),
    createdAt: now,
    expiresAt,
  });
  const common = { language: state.language, number, until: lastDayOf(expiresAt) } as const;
  await queueMail(tx, { kind: 'transmission', to: receiver, ...common, token }, now, { requestId });
  const own = { to: customer, code, receiver: outcome.receiver, stopToken } as const;
  await queueMail(tx, { kind: 'transmission_code', ...common, ...own }, now, { requestId });
  await runCommand(tx, request, { type: 'hand_over_portable', by }, now);
}

/** A code opens one link only. */
export function transmissionCodeHash(
  secrets: CoreSettings['secrets'],
  tokenHash: string,
  code: string,
): string {
  return secrets.hash('code', `${tokenHash} ${code}`);
}

/** The day before: on all of it the link works. */
export function lastDayOf(expiresAt: Date): CalendarDay {
  return addDays(amsterdamDay(expiresAt), -1);
}
