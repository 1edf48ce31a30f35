import type { ConversationFacts } from '../conversation/conversation-input.ts';
import type { RenderLetter } from '../fulfilment/letter.ts';
import type { BuildPackage } from '../fulfilment/package-parts.ts';
import type { BuildPortable } from '../fulfilment/portable-package.ts';
import type { Processor } from '../fulfilment/processor.ts';
import type { Clock } from '../kernel/clock.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { UsedService } from '../policy/find-drift.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import type { ToldPolicy } from '../policy/policy-version.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { Understand } from '../understanding/understanding.ts';
import type { ErasureLedger, SealNote, Secrets, Store, Tx } from './ports.ts';

/** What main.ts gives the core: ports and settings, nothing else. */
export interface CoreSettings {
  readonly store: Store;
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** Outside the database and its backups (R33). */
  readonly ledger: ErasureLedger;
  /** Beside the ledger. */
  readonly sealNote: SealNote;
  readonly understand: Understand;
  readonly renderLetter: RenderLetter;
  /** All that customers are told of this shop's policy. */
  readonly policyDocument: (profile: ShopProfile) => ToldPolicy;
  /** The text that was imported last; undefined when none was. */
  readonly readOwnPolicy: () => Promise<ImportedPolicy | undefined>;
  readonly buildPackage: BuildPackage;
  readonly buildPortable: BuildPortable;
  /** Rows as a CSV in which no cell is a formula, written while it is read. */
  readonly writeTable: (rows: AsyncIterable<readonly string[]>) => AsyncIterable<Uint8Array>;
  /** The sources to be searched for this shop: an adapter where there is one, else the manual page. */
  readonly sources: (profile: ShopProfile) => readonly Processor[];
  /** Channels that are sent to; the others fetch from the transcript. */
  readonly pushes: (channel: ChannelName) => boolean;
  /** Where requests are shown as cards besides the desk; undefined: nowhere. */
  readonly staffChannel: 'slack' | undefined;
  readonly choiceWords: Readonly<Record<ReplyLanguage, ConversationFacts['choiceWords']>>;
  readonly noticeVersion: string;
  /** Versions of the deadline rules, the classifier and the texts, logged with every step (R36). */
  readonly rulesVersion: string;
  /** What the policy is held against every day (R28). */
  readonly practice: {
    readonly services: readonly UsedService[];
    /** In use for real people: then who hosts the desk and its backups counts. */
    readonly hosted: boolean;
  };
  /** R19: how long an approved answer can still be stopped. */
  readonly answerDelayMs: number;
}

/** The profile is written by main.ts before the core starts; without one nothing can be answered. */
export function shopProfile(settings: CoreSettings): Promise<ShopProfile> {
  return settings.store.transaction(profileIn);
}

/** The same inside a transaction that is open already. */
export async function profileIn(tx: Tx): Promise<ShopProfile> {
  const profile = await tx.profiles.latest();
  if (profile === undefined) throw new Error('no shop profile');
  return profile;
}
