import type { Processor } from '../core/fulfilment/processor.ts';
import type { Redacted } from '../core/kernel/redacted.ts';
import type { Recipient, ShopProfile } from '../core/policy/shop-profile.ts';
import { ownRecords, type ReadOwnRecords } from './balie/own-records.ts';
import { E_BOEKHOUDEN } from './e-boekhouden/books-records.ts';
import { E_BOEKHOUDEN_REST, type EBoekhoudenSettings, eBoekhouden } from './e-boekhouden/e-boekhouden.ts';
import {
  type DroppedExports,
  type ErasedAddresses,
  JOUWWEB,
  JOUWWEB_REST,
  jouwweb,
} from './jouwweb/jouwweb.ts';
import type { DeskMails } from './mailbox/find-mails.ts';
import { MAILBOX_REST, shopMailbox } from './mailbox/mailbox.ts';
import { type MollieSettings, mollie } from './mollie/mollie.ts';
import { POSTNL, POSTNL_REST, type PostnlSettings, postnl } from './postnl/postnl.ts';
import { manualSource } from './shared/manual.ts';

/** The sixth source of R31: phone, paper, other sales channels. */
export const OTHER_PLACES = 'other_places';

/** What an adapter does not read of its system: searched by hand, as a source of its own. */
const BESIDE: Readonly<Record<string, string>> = {
  [JOUWWEB]: JOUWWEB_REST,
  [POSTNL]: POSTNL_REST,
  [E_BOEKHOUDEN]: E_BOEKHOUDEN_REST,
};

export interface SourcePorts {
  readonly exports: DroppedExports;
  readonly erased: ErasedAddresses;
  readonly readOwnRecords: ReadOwnRecords;
  /** Of systems with an interface; absent: a person searches there. */
  readonly mollie?: MollieSettings | undefined;
  readonly postnl?: PostnlSettings | undefined;
  readonly eBoekhouden?: EBoekhoudenSettings | undefined;
  readonly mailbox?: { readonly url: Redacted<string>; readonly desk: DeskMails } | undefined;
}

/** Every source that is searched for a shop: an adapter where there is one, else a person on the manual page. */
export function shopSources(ports: SourcePorts): (profile: ShopProfile) => readonly Processor[] {
  const found: readonly Processor[] = [
    jouwweb(ports.exports, ports.erased),
    ...(ports.mollie === undefined ? [] : [mollie(ports.mollie)]),
    ...(ports.postnl === undefined ? [] : [postnl(ports.postnl)]),
    ...(ports.eBoekhouden === undefined ? [] : [eBoekhouden(ports.eBoekhouden)]),
  ];
  const adapters = new Map(found.map((adapter) => [adapter.capabilities().source, adapter]));
  return (profile) => [
    ownRecords(ports.readOwnRecords),
    ...profile.recipients.flatMap((recipient) => {
      const { id, role, task } = recipient;
      // They hold this desk's own database, which is searched as its own records.
      if (task === 'desk_hosting' || task === 'backups') return [];
      const inbox = mailboxAt(recipient, profile, ports);
      if (inbox !== undefined) return [inbox, manualSource(MAILBOX_REST, role)];
      const adapter = adapters.get(id);
      if (adapter === undefined) return [manualSource(id, role)];
      // What a shop copied for itself is the shop's, also at somebody who decides about the rest.
      const beside = BESIDE[id];
      return beside === undefined
        ? [adapter]
        : [adapter, manualSource(beside, role === 'independent_controller' ? 'processor' : role)];
    }),
    manualSource(OTHER_PLACES, 'own'),
  ];
}

/** The mailbox is that of the first recipient that hosts mail; its provider may be another than at the beginning (G1). */
function mailboxAt(
  { id }: Recipient,
  { recipients, ownAddresses, email }: ShopProfile,
  { mailbox }: SourcePorts,
): Processor | undefined {
  const host = recipients.find(({ task }) => task === 'mail_hosting');
  if (mailbox === undefined || host?.id !== id) return undefined;
  return shopMailbox({ ...mailbox, source: id, ownAddresses: [...ownAddresses, email] });
}
