import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { isForMailing } from '../kernel/for-mailing.ts';
import type { LetterId } from '../kernel/ids.ts';
import type { MailStopEntry } from './erasure-ports.ts';
import { mailStopEntry } from './mail-stop-entry.ts';
import type { Secrets, Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * Who objected to advertising, or withdrew the consent for it, stays on the list of mail stops, as the letter says, also when the request is gone or an
 * older database comes back (AVG 21(3); R33): the proven address, and the one that the letter goes to. Nothing for any
 * other letter.
 */
export async function mailStopsOf(
  tx: Tx,
  secrets: Secrets,
  { email }: Pick<RequestRow, 'email'>,
  letterId: LetterId,
  now: Date,
): Promise<readonly MailStopEntry[]> {
  const letter = await tx.answers.letter(letterId);
  const outcome = letter?.kind === 'decision' ? (letter.input.outcome ?? null) : null;
  if (outcome === null || !stopsMailing(outcome)) return [];
  const addresses = [email ?? '', letter?.input.sendTo ?? ''].flatMap((one) => normaliseEmail(one) ?? []);
  return [...new Set(addresses)].map((address) => mailStopEntry(secrets.hash('mail stop', address), now));
}

function stopsMailing(outcome: Outcome): boolean {
  if (outcome.right === 'objection') return outcome.result === 'marketing_stopped';
  return (
    outcome.right === 'withdraw_consent' && outcome.result === 'stopped' && isForMailing(outcome.consents)
  );
}
