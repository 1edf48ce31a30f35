import type { Desk } from '../../core/application/core-api.ts';

export type ShopProfile = Parameters<Desk['saveProfile']>[0];
export type Recipient = ShopProfile['recipients'][number];

/** Fields with one line of text each. */
export const TEXTS = [
  'name',
  'website',
  'address',
  'phone',
  'email',
  'contactPerson',
  'policyUrl',
  'policyDate',
  'policyMailsPerHour',
  'deputy',
] as const;
/** Fields with one entry per line. */
export const LISTS = ['ownAddresses', 'closingDays', 'otherPlaces'] as const;
export type ProfileField = (typeof TEXTS)[number] | (typeof LISTS)[number];

export interface RecipientForm {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly task: string;
  readonly country: string;
  readonly screen: string;
}

/** The form as it is shown: what is saved, or what somebody typed. */
export interface ProfileForm {
  readonly version: number;
  readonly values: Readonly<Record<ProfileField, string>>;
  readonly recipients: readonly RecipientForm[];
  readonly otherPlacesConfirmed: boolean;
  readonly errors: ReadonlyMap<ProfileField, string>;
}

/** The form of what is saved, without errors. */
export function profileForm(profile: ShopProfile): ProfileForm {
  return {
    version: profile.version,
    values: savedValues(profile),
    recipients: profile.recipients,
    otherPlacesConfirmed: profile.otherPlacesConfirmed,
    errors: new Map(),
  };
}

/** The saved fields as text, as the form would show them. */
export function savedValues(profile: ShopProfile): Readonly<Record<ProfileField, string>> {
  return {
    name: profile.name,
    website: profile.website,
    address: profile.address,
    phone: profile.phone,
    email: profile.email,
    contactPerson: profile.contactPerson,
    policyUrl: profile.policyUrl,
    policyDate: profile.policyDate,
    policyMailsPerHour: String(profile.policyMailsPerHour),
    deputy: profile.deputy,
    ownAddresses: profile.ownAddresses.join('\n'),
    closingDays: profile.closingDays.join('\n'),
    otherPlaces: profile.otherPlaces.join('\n'),
  };
}

/** Records, so that a new role or task does not compile until it stands here. */
export const ROLES: Readonly<Record<Recipient['role'], true>> = {
  processor: true,
  independent_controller: true,
  doubtful: true,
};
export const TASKS: Readonly<Record<Recipient['task'], true>> = {
  shop_software: true,
  payments: true,
  parcels: true,
  bookkeeping: true,
  mail_hosting: true,
  desk_hosting: true,
  backups: true,
  chat: true,
  other: true,
};
