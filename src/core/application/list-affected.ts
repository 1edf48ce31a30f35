import { isDealtWith } from '../fulfilment/came-back.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { after, DAY } from '../kernel/clock.ts';
import { erasedAddresses } from './came-back-rows.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import type { ExportReader } from './exports.ts';
import { latestExport } from './latest-export.ts';
import type { PolicyNoticeRow } from './ports.ts';

/** An older export lacks who bought since, and holds who was erased elsewhere. */
const FRESH_DAYS = 7;

export interface Affected {
  readonly addresses: readonly string[];
  readonly leftOut: PolicyNoticeRow['leftOut'];
}

/**
 * Whose data a change of the policy affects (F31: "gegevens die we al van u hebben"): the addresses in the latest export
 * of each system that has one. Not those who were erased and did not come back (R33), nor those whose data may only be
 * stored now (AVG 18(2); F28). A mail stop does not count: it is against advertising (AVG 21(3)), and this is none.
 * Undefined without a fresh export.
 */
export async function listAffected(
  settings: CoreSettings,
  reader: Pick<ExportReader, 'eachRow'>,
  now: Date,
): Promise<Affected | undefined> {
  const { store, secrets } = settings;
  const profile = await shopProfile(settings);
  const own = new Set(profile.ownAddresses.map((address) => normaliseEmail(address)));
  const affected = new Set<string>();
  const erased = new Set<string>();
  const unusable = new Set<string>();
  let fresh = false;
  for (const processor of settings.sources(profile)) {
    const { source } = processor.capabilities();
    const file = await latestExport(store, source);
    if (file === undefined || file.uploadedAt < after(now, -FRESH_DAYS * DAY)) continue;
    fresh = true;
    const erasedOf = await erasedAddresses(settings, source);
    await reader.eachRow(file.bytes, file.columns, () => ({ address: written, ...row }) => {
      const address = normaliseEmail(written);
      if (address === undefined) unusable.add(written);
      else if (own.has(address)) return;
      else if (erasedOf !== undefined && isDealtWith(row, erasedOf(address))) erased.add(address);
      else affected.add(address);
    });
  }
  if (!fresh) return undefined;
  const addresses = [...affected];
  const hashes = new Map(
    addresses.flatMap((address) =>
      secrets.hashes('address', address).map((hash) => [hash, address] as const),
    ),
  );
  const found = await store.transaction((tx) => tx.policyNotices.restricted([...hashes.keys()]));
  const restricted = new Set(found.map((hash) => hashes.get(hash)));
  return {
    addresses: addresses.filter((address) => !restricted.has(address)),
    leftOut: {
      erased: [...erased].filter((address) => !affected.has(address)).length,
      restricted: restricted.size,
      unusable: unusable.size,
    },
  };
}
