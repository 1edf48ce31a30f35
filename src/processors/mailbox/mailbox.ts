import { setTimeout as pauseFor } from 'node:timers/promises';
import type { ChangingProcessor } from '../../core/fulfilment/processor.ts';
import { MINUTE } from '../../core/kernel/clock.ts';
import { executeMail, planMails, verifyMail } from './change-mails.ts';
import { findMails, type MailboxSettings, type Patience } from './find-mails.ts';
import { openSession } from './open-session.ts';
import { SEARCH_BY } from './wanted.ts';

/** Well within the time in which a change of the same request keeps others out (store/exclusively.ts). */
const PATIENCE: Patience = { patienceMs: 2 * MINUTE, wait: pauseFor };
/** What IMAP does not reach: the address book, the calendar and other mailboxes at the same provider. */
export const MAILBOX_REST = 'mailbox_rest';

/**
 * The mailbox of the shop over IMAP: all folders, read without marking anything. A mail is taken away alone, or put apart
 * in a folder of its own; no mail is ever changed.
 */
export function shopMailbox(given: MailboxSettings, patience: Patience = PATIENCE): ChangingProcessor {
  const settings = { ...given, ...patience };
  const { source, url, patienceMs } = settings;
  return {
    capabilities: () => ({
      source,
      role: 'processor',
      supports: {
        find: 'api',
        export: 'api',
        rectify: 'none',
        erase: 'api',
        restrict: 'api',
        unrestrict: 'api',
      },
      searchBy: SEARCH_BY,
      canProveAbsence: true,
    }),
    async check() {
      const session = await openSession(url, patienceMs);
      if (typeof session === 'string') return { ok: false, code: session };
      session.close();
      const { expunge, move } = session.may;
      return {
        ok: true,
        may: [
          'find',
          'export',
          ...(expunge ? (['erase'] as const) : []),
          ...(move ? (['restrict', 'unrestrict'] as const) : []),
        ],
      };
    },
    find: (keys, context) => findMails(settings, keys, context),
    plan: (change, records, now) => planMails(source, change, records, now),
    execute: (step, context) => executeMail(settings, step, context),
    verify: (step) => verifyMail(settings, step),
  };
}
