import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { ChangingProcessor, ProcessorAction } from '../../core/fulfilment/processor.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { timeForChange, type Wait } from '../shared/patiently.ts';
import { changePayer, verifyPayer } from './change-payer.ts';
import { findPayer } from './find-payer.ts';
import { type MollieApi, type MollieSettings, mollieApi } from './mollie-api.ts';
import { customerOf } from './mollie-entity.ts';
import { planPayer } from './plan-payer.ts';

export type { MollieSettings };

export const MOLLIE = 'mollie';

/** What a token of the organisation needs for each (docs.mollie.com, permissions). */
const READ = [
  'customers.read',
  'payments.read',
  'refunds.read',
  'mandates.read',
  'subscriptions.read',
  'payment-links.read',
];
const PERMISSIONS: Readonly<Partial<Record<ProcessorAction, readonly string[]>>> = {
  find: READ,
  export: READ,
  rectify: ['customers.write'],
  erase: ['customers.write', 'mandates.write', 'subscriptions.write', 'payment-links.write'],
};

const GRANTS = z.object({
  _embedded: z.object({
    permissions: z.array(z.object({ id: z.string(), granted: z.boolean() })),
  }),
});

/**
 * Mollie decides itself about payments (its own terms), so that they are shown, kept and referred; customers with their
 * mandates and subscriptions, and payment links, are the shop's.
 */
export function mollie(
  settings: MollieSettings,
  wait: Wait = (ms) => setTimeout(ms),
  clock?: () => number,
): ChangingProcessor {
  const api = mollieApi(settings, wait);
  const { accessToken, writeToken = accessToken } = settings;
  const writing =
    writeToken === accessToken ? api : mollieApi({ ...settings, accessToken: writeToken }, wait);
  const inTime = () => mollieApi(settings, wait, timeForChange(clock));
  const isTest = isTestKey(accessToken);
  const writesTests = isTestKey(writeToken);
  // What the one shows the other does not know: nothing that they do or miss together says anything.
  const differ = isTest !== writesTests;
  return {
    capabilities: () => ({
      source: MOLLIE,
      role: 'independent_controller',
      supports: {
        find: 'api',
        export: 'api',
        rectify: 'api',
        erase: 'api',
        restrict: 'manual',
        unrestrict: 'manual',
      },
      searchBy: ['email', 'paymentId', 'orderNumber', 'name', 'address', 'phone', 'iban'],
      canProveAbsence: true,
    }),
    check: async () => {
      const reads = await granted(api, accessToken);
      if (typeof reads === 'string') return { ok: false, code: reads };
      if (isTest || writesTests) return { ok: false, code: 'mollie.test_key' };
      const writes = writing === api ? reads : await granted(writing, writeToken);
      if (typeof writes === 'string') return { ok: false, code: writes };
      const isReading = (action: ProcessorAction) => action === 'find' || action === 'export';
      return {
        ok: true,
        may: ACTIONS.filter((action) => (isReading(action) ? reads : writes).has(action)),
        // With a key of its own for changes, the one for searching needs to change nothing.
        ...(writing === api
          ? {}
          : { unneeded: ACTIONS.filter((action) => !isReading(action) && reads.has(action)) }),
      };
    },
    find: (keys, context) => findPayer(api, isTest, keys, context),
    plan: (change, records, now) => planPayer(MOLLIE, change, records, now),
    goesWith: customerOf,
    execute: async (step, context) =>
      differ
        ? { status: 'failed', code: 'mollie.test_key', retryable: false }
        : changePayer(inTime(), step, context),
    verify: async (step, context) => (differ ? 'unknown' : verifyPayer(inTime(), step, context)),
  };
}

function isTestKey(key: Redacted<string>): boolean {
  return key.reveal().startsWith('test_');
}

const ACTIONS: readonly ProcessorAction[] = ['find', 'export', 'rectify', 'erase'];

/** What a key may do, or why that is not known. An API key may do everything of its profile; of a token Mollie tells. */
async function granted(
  api: MollieApi,
  key: Redacted<string>,
): Promise<ReadonlySet<ProcessorAction> | string> {
  const isToken = key.reveal().startsWith('access_');
  const answer = await api.read(isToken ? '/permissions' : '/methods');
  if (!answer.ok) return answer.code;
  if (!isToken) return new Set(ACTIONS);
  const grants = GRANTS.safeParse(answer.body);
  if (!grants.success) return 'api.not_json';
  const ids = new Set(grants.data._embedded.permissions.flatMap(({ id, granted: yes }) => (yes ? [id] : [])));
  return new Set(ACTIONS.filter((action) => PERMISSIONS[action]?.every((permission) => ids.has(permission))));
}
