import type { Recipient } from './shop-profile.ts';

/**
 * Whether a source is this recipient, or the part of it that no adapter reads (`<id>_rest`; of the mailbox that of whoever
 * hosts the mail).
 */
export function isSourceOf(source: string, { id, task }: Pick<Recipient, 'id' | 'task'>): boolean {
  if (source === id || source === `${id.replaceAll('-', '_')}_rest`) return true;
  return task === 'mail_hosting' && source === 'mailbox_rest';
}
