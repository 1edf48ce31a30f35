import { z } from 'zod';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { exactly } from './exactly.ts';
import { storedDay } from './stored-values.ts';

const text = z.string();

const recipient = z.strictObject({
  id: text,
  name: text,
  role: z.enum(['processor', 'independent_controller', 'doubtful']),
  task: z.enum([
    'shop_software',
    'payments',
    'parcels',
    'bookkeeping',
    'mail_hosting',
    'desk_hosting',
    'backups',
    'chat',
    'other',
  ]),
  country: text,
  screen: text,
});

/** Column ShopProfileVersion.data. */
export const shopProfile = exactly<ShopProfile>()(
  z.strictObject({
    version: z.int(),
    name: text,
    website: text,
    address: text,
    phone: text,
    email: text,
    contactPerson: text,
    policyUrl: text,
    policyDate: storedDay,
    // What holds comes with the version itself.
    policyVersion: z.int().default(1),
    policyMailsPerHour: z.int().default(0),
    ownAddresses: z.array(text).readonly(),
    // Older versions know no deputy.
    deputy: text.default(''),
    closingDays: z.array(storedDay).readonly(),
    recipients: z.array(recipient).readonly(),
    otherPlaces: z.array(text).readonly(),
    otherPlacesConfirmed: z.boolean(),
  }),
);
