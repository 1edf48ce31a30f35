import type { Recipient } from './shop-profile.ts';

/** A place in the published policy: a fact of core/policy/facts.ts, and the heading under which it stands. */
export interface PolicyPlace {
  readonly fact: string;
  readonly heading: string;
}

interface PublishedParty extends PolicyPlace {
  readonly name: string;
  /** The kinds of data that the policy says this party gets; empty where it names none (JouwWeb: "what is needed"). */
  readonly data: readonly string[];
}

/** The parties that the published policy names. */
export const PUBLISHED_PARTIES: readonly PublishedParty[] = [
  { name: 'JouwWeb', fact: 'F6', heading: 'Webwinkelsoftware', data: [] },
  { name: 'MijnDomein', fact: 'F7', heading: 'Webhosting', data: ['message'] },
  { name: 'Mollie', fact: 'F9', heading: 'Payment processors', data: ['contact_details', 'payment'] },
  { name: 'PostNL', fact: 'F10', heading: 'Verzenden en logistiek', data: ['contact_details', 'parcel'] },
  {
    name: 'e-Boekhouden',
    fact: 'F11',
    heading: 'Facturatie en boekhouden',
    data: ['contact_details', 'order', 'invoice'],
  },
];

/** Where the published policy would name who does this for the shop. */
export const PUBLISHED_PLACES: Readonly<Record<Recipient['task'], PolicyPlace>> = {
  shop_software: { fact: 'F6', heading: 'Webwinkelsoftware' },
  mail_hosting: { fact: 'F7', heading: 'Webhosting' },
  desk_hosting: { fact: 'F7', heading: 'Webhosting' },
  backups: { fact: 'F7', heading: 'Webhosting' },
  payments: { fact: 'F9', heading: 'Payment processors' },
  parcels: { fact: 'F10', heading: 'Verzenden en logistiek' },
  bookkeeping: { fact: 'F11', heading: 'Facturatie en boekhouden' },
  // The policy is about the website and what is opened on it: chat services are outside it.
  chat: { fact: 'F33', heading: 'Over ons privacybeleid' },
  other: { fact: 'F12', heading: 'Algemeen doel van de verwerking' },
};
