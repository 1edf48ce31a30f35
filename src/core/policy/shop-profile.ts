import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ImportedPolicy } from './imported-policy.ts';

/** Somebody to whom personal data go. The role is what the parties say they are, not what a heading calls them. */
export interface Recipient {
  /** Stable id; processors/<id> where it has an adapter. */
  readonly id: string;
  readonly name: string;
  readonly role: 'processor' | 'independent_controller' | 'doubtful';
  /** What it does for the shop: a key of locales (recipients). */
  readonly task:
    | 'shop_software'
    | 'payments'
    | 'parcels'
    | 'bookkeeping'
    | 'mail_hosting'
    /** The machine on which this desk runs, and where its backups are kept. */
    | 'desk_hosting'
    | 'backups'
    | 'chat'
    | 'other';
  /** Where it processes, as told to customers; empty when the owner has not said. */
  readonly country: string;
  /** Where staff look by hand; empty when there is no screen. */
  readonly screen: string;
}

/** One shop. A versioned row: every change makes a new version, and letters keep the version they were made with. */
export interface ShopProfile {
  readonly version: number;
  readonly name: string;
  readonly website: string;
  readonly address: string;
  readonly phone: string;
  readonly email: string;
  readonly contactPerson: string;
  readonly policyUrl: string;
  readonly policyDate: CalendarDay;
  /** Number of the policy that is told now, and the shop's own text when it is that; both come with the version. */
  readonly policyVersion: number;
  readonly ownPolicy?: ImportedPolicy;
  /** So many mails about a new version of the policy leave in an hour (F31); 0: none is ever sent. */
  readonly policyMailsPerHour: number;
  /** Mail addresses of the shop itself: never a customer's. */
  readonly ownAddresses: readonly string[];
  /** Address of a member of staff who gets the owner's alarms too (R30); empty when there is none. */
  readonly deputy: string;
  readonly closingDays: readonly CalendarDay[];
  readonly recipients: readonly Recipient[];
  /** Names of further places where personal data may be (R31): phone, paper, other sales channels. */
  readonly otherPlaces: readonly string[];
  /** The owner confirmed `otherPlaces`; until then a letter never says "all" (R31). */
  readonly otherPlacesConfirmed: boolean;
}
