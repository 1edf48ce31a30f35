import type { Secrets, Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** Whether the proven address of a request to erase is on the list of who wants no advertising: it stays there (R33). */
export async function isMailStopped(
  tx: Tx,
  secrets: Secrets,
  { right, email }: Pick<RequestRow, 'right' | 'email'>,
): Promise<boolean> {
  if (right !== 'erasure' || email === null) return false;
  return tx.erasures.mailStopped(secrets.hashes('mail stop', email));
}
