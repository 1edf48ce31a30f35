import { normaliseEmail } from '../identity/email-address.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';

/**
 * Whether a file of the shop at this desk has this address (R8). Systems elsewhere are not asked about an address that nobody
 * proved, and no mail waits for them; in a mailbox anybody can write.
 */
export async function isOnFile(settings: CoreSettings, address: string): Promise<boolean> {
  const value = normaliseEmail(address);
  if (value === undefined) return false;
  const now = settings.clock.now();
  for (const processor of settings.sources(await shopProfile(settings))) {
    if (processor.capabilities().supports.find !== 'file') continue;
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
