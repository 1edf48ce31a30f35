import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import type { Recipient, ShopProfile } from './shop-profile.ts';

/**
 * The first version of the shop profile, as the published policy has it (F1-F3, F6-F11); the owner corrects it on
 * the desk. The provider of business e-mail has no name in the policy, so it is no recipient here until it has one.
 */
export function firstProfile(): ShopProfile {
  return {
    version: 1,
    name: 'Ik smelt',
    website: 'www.iksmelt.com',
    address: 'Aalsmeerderweg 230, 1432 CW Aalsmeer, Nederland',
    // Grouped as published: the owner is asked, nothing is normalised silently.
    phone: '(065) 464-6542',
    email: 'info@iksmelt.com',
    contactPerson: 'Chantal Wijnands',
    policyUrl: 'http://www.iksmelt.com',
    policyDate: day('2023-10-26'),
    policyVersion: 1,
    policyMailsPerHour: 0,
    ownAddresses: ['info@iksmelt.com'],
    deputy: '',
    closingDays: [],
    recipients: RECIPIENTS,
    otherPlaces: [],
    otherPlacesConfirmed: false,
  };
}

function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

// Mollie and PostNL state in their own terms that they decide about their part themselves. Countries: the policy
// names none.
const RECIPIENTS: readonly Recipient[] = [
  {
    id: 'jouwweb',
    name: 'JouwWeb',
    role: 'processor',
    task: 'shop_software',
    country: '',
    screen: 'JouwWeb: bestellingen, formulieren, klantaccounts',
  },
  {
    id: 'mijndomein',
    name: 'MijnDomein',
    role: 'processor',
    task: 'mail_hosting',
    country: '',
    screen: 'MijnDomein: webmail',
  },
  {
    id: 'mollie',
    name: 'Mollie',
    role: 'independent_controller',
    task: 'payments',
    country: '',
    screen: 'Mollie Dashboard',
  },
  {
    id: 'postnl',
    name: 'PostNL',
    role: 'independent_controller',
    task: 'parcels',
    country: '',
    screen: 'MijnPostNL Zakelijk: Zending overzicht, Importoverzicht, Adresboek',
  },
  {
    id: 'e-boekhouden',
    name: 'e-Boekhouden',
    role: 'processor',
    task: 'bookkeeping',
    country: '',
    screen: 'e-Boekhouden.nl: relaties, facturen, mutaties',
  },
];
