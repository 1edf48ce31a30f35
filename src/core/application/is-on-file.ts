import { OWN_RECORDS } from '../fulfilment/processor.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';

/**
 * Whether a system of the shop that can be searched without a person has this address (R8). A system that fails, and
 * one that only a person can look into, does not say so; nor does a mailbox, to which anybody can write.
 */
export async function isOnFile(settings: CoreSettings, address: string): Promise<boolean> {
  const value = normaliseEmail(address);
  if (value === undefined) return false;
  const now = settings.clock.now();
  const profile = await shopProfile(settings);
  const mailboxes = profile.recipients.filter(({ task }) => task === 'mail_hosting').map(({ id }) => id);
  for (const processor of settings.sources(profile)) {
    const { source, supports } = processor.capabilities();
    if ([OWN_RECORDS, ...mailboxes].includes(source) || supports.find === 'manual') continue;
    const found = processor.find([{ kind: 'email', value, from: 'proven' }], {
      requestId: '',
      level: 0,
      requestReceivedAt: now,
      now,
    });
    for await (const finding of found) if (finding.type === 'record') return true;
  }
  return false;
}
