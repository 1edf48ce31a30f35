import { setTimeout as pause } from 'node:timers/promises';
import type { ChangingProcessor, PlanStep } from '../../core/fulfilment/processor.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { type TimeLeft, timeForChange, type Wait } from '../shared/patiently.ts';
import { E_BOEKHOUDEN, isRelation } from './books-records.ts';
import { type BooksSession, booksSessions } from './books-session.ts';
import { changeRelation, seeRelation } from './change-relation.ts';
import { planBooks } from './plan-books.ts';
import { type SeenRelations, searchBooks, seenRelations } from './search-books.ts';

/** The digital archive and the audit file are not in its interface: staff look there. */
export const E_BOEKHOUDEN_REST = 'e_boekhouden_rest';

const BY_API: readonly PlanStep['treatment'][] = ['mask', 'change', 'restrict', 'unrestrict'];

const ROUNDS_MS = 30 * 60_000;

export interface EBoekhoudenSettings {
  /** Of one administration (Beheer, Inrichting, Koppelingen, API). */
  readonly token: Redacted<string>;
  readonly apiUrl: string;
  readonly wait?: Wait;
  readonly timeoutMs?: number;
  readonly clock?: () => number;
}

/**
 * The bookkeeping by its REST interface (processors.md section 3): relations are found and changed, their invoices and
 * bookings are found and never changed. Deleting a relation is done by hand: sources differ on whether it can be asked.
 */
export function eBoekhouden(settings: EBoekhoudenSettings): ChangingProcessor {
  const open = booksSessions({ wait: (ms) => pause(ms), ...settings });
  let last: { requestId: string; begun: number; seen: SeenRelations } | undefined;
  const inSession = async <Answer>(
    use: (session: BooksSession) => Promise<Answer>,
    left?: TimeLeft,
  ): Promise<Answer> => {
    const session = open(left);
    try {
      return await use(session);
    } finally {
      await session.close();
    }
  };
  return {
    capabilities: () => ({
      source: E_BOEKHOUDEN,
      role: 'processor',
      supports: {
        find: 'api',
        export: 'api',
        rectify: 'api',
        erase: 'api',
        restrict: 'api',
        unrestrict: 'api',
      },
      searchBy: ['email', 'name', 'address', 'phone', 'iban', 'orderNumber', 'invoiceNumber'],
      canProveAbsence: true,
    }),
    check: () =>
      inSession(async (session) => {
        await session.list('/ledger');
        const failure = session.failure();
        return failure === undefined ? { ok: true } : { ok: false, code: failure.code };
      }),
    async *find(keys, { requestId, now }) {
      const session = open();
      // A round follows within minutes; another request looks at everything itself.
      if (last?.requestId !== requestId || now.getTime() - last.begun > ROUNDS_MS)
        last = { requestId, begun: now.getTime(), seen: seenRelations(requestId) };
      try {
        yield* searchBooks(session, keys, now, last.seen);
      } finally {
        await session.close();
      }
    },
    plan: planBooks,
    execute: async (step, context) => {
      if (!isRelation(step.recordRef) || !BY_API.includes(step.treatment)) return { status: 'held' };
      return inSession((session) => changeRelation(session, step, context), timeForChange(settings.clock));
    },
    verify: (step, context) =>
      inSession((session) => seeRelation(session, step, context), timeForChange(settings.clock)),
  };
}
