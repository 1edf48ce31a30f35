import { careOfErasure } from '../approval/needed-care.ts';
import type { Actor } from '../approval/staff-channel.ts';
import { pastHolds, pastPlan } from '../fulfilment/past-plan.ts';
import { OWN_RECORDS } from '../fulfilment/processor.ts';
import { addDays, amsterdamDay } from '../kernel/calendar-day.ts';
import { after, DAY } from '../kernel/clock.ts';
import { idOf, newId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { termLength } from '../kernel/retention-terms.ts';
import { taskKey } from './add-task.ts';
import type { TwoYearRefusal, TwoYears } from './core-api.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { isWholeLog, logReview, preparersOf } from './log-review.ts';
import type { ErasureEntry, ReviewRow, Tx } from './ports.ts';
import { fillStores, recordOnce } from './record-erasure.ts';
import { logName, staffMember, staffNames } from './staff-actor.ts';
import { staffTeam } from './staff-team.ts';

interface Reviewing {
  readonly tx: Tx;
  readonly review: ReviewRow;
  readonly by: string;
}

/** Approved by a named person, stoppable for a day, done by hand place by place, and recorded like any erasure. */
export function makeTwoYears(settings: CoreSettings): TwoYears {
  const { store, clock } = settings;

  function reviewing<Value>(
    id: string,
    actor: Actor,
    work: (context: Reviewing) => Promise<Result<Value, TwoYearRefusal>>,
  ): Promise<Result<Value, TwoYearRefusal>> {
    return store.transaction(async (tx) => {
      const member = await staffMember(tx, actor);
      const review = await tx.reviews.lock(id);
      if (member === undefined || review === undefined) return refuse('two_years.unknown');
      return work({ tx, review, by: logName(member) });
    });
  }

  return {
    view: (id, actor) =>
      store.transaction(async (tx) => {
        const member = await staffMember(tx, actor);
        if (member === undefined) return undefined;
        const review = await tx.reviews.lock(id);
        if (review === undefined) return undefined;
        const { steps, done, approvedBy, ...rest } = review;
        const nameOf = await staffNames(tx);
        const log = await tx.reviews.steps(id);
        const by = logName(member);
        return {
          ...rest,
          plan: pastPlan(rest.source, rest.people),
          care: careOfErasure({ by, preparedBy: preparersOf(log), team: await staffTeam(tx) }),
          log: log.map((step) => ({
            at: step.at,
            by: nameOf(step.by),
            type: step.event.type,
            reason: step.reason,
          })),
          logWhole: isWholeLog(id, log),
          approvedBy: approvedBy === null ? null : nameOf(approvedBy),
          steps: steps.map((source) => ({ source, done: done.includes(source) })),
        };
      }),

    approve: (id, addresses, typed, actor) =>
      reviewing(id, actor, async ({ tx, review, by }) => {
        if (review.status !== 'open') return refuse('two_years.wrong_state');
        const people = review.people.filter(({ address }) => addresses.includes(address));
        if (people.length === 0) return refuse('two_years.nobody');
        const reason = typed.trim();
        if (reason.length > LONGEST_REASON) return refuse('staff_text.too_long');
        const preparedBy = preparersOf(await tx.reviews.steps(id));
        const care = careOfErasure({ by, preparedBy, team: await staffTeam(tx) });
        if (care === 'somebody_else') return refuse('decision.prepared_by_you');
        if (care === 'reason' && reason === '') return refuse('decision.reason_missing');
        const orders = people.reduce((sum, person) => sum + person.orders, 0);
        const at = clock.now();
        await logReview(tx, id, {
          event: { type: 'approved', people: people.length, orders },
          by,
          at,
          reason,
        });
        const sources = settings.sources(await profileIn(tx)).map((processor) => processor.capabilities());
        await tx.reviews.save({
          ...review,
          status: 'approved',
          people,
          count: people.length,
          orders,
          approvedBy: by,
          // R19: an erasure begins a day later.
          startsAt: after(at, DAY),
          // Who decides for itself keeps what it has (AVG 4(7)).
          steps: sources
            .filter(({ source, role }) => source !== OWN_RECORDS && role !== 'independent_controller')
            .map(({ source }) => source),
        });
        return ok(null);
      }),

    stop: (id, actor) =>
      reviewing(id, actor, async ({ tx, review, by }) => {
        if (review.status !== 'approved') return refuse('two_years.wrong_state');
        if (review.startsAt === null || clock.now() >= review.startsAt) return refuse('two_years.too_late');
        await logReview(tx, id, { event: { type: 'stopped' }, by, at: clock.now() });
        await tx.reviews.save({ ...review, status: 'open', approvedBy: null, startsAt: null, steps: [] });
        return ok(null);
      }),

    confirm: async (id, sources, actor) => {
      const ticked = await reviewing(id, actor, async ({ tx, review, by }) => {
        if (review.status !== 'approved') return refuse('two_years.wrong_state');
        if (review.startsAt === null || clock.now() < review.startsAt) return refuse('two_years.too_early');
        const done = review.steps.filter((step) => review.done.includes(step) || sources.includes(step));
        const places = done.filter((step) => !review.done.includes(step));
        if (places.length > 0)
          await logReview(tx, id, { event: { type: 'ticked', places }, by, at: clock.now() });
        await tx.reviews.save({ ...review, done });
        return ok(done.length === review.steps.length ? entriesOf(settings, review) : []);
      });
      if (!ticked.ok || ticked.value.length === 0) return ticked.ok ? ok(null) : ticked;
      // Outside the database first: then it counts as carried out (R33).
      const recorded = await recordOnce(settings.ledger, ticked.value);
      return reviewing(id, actor, async ({ tx, review, by }) => {
        for (const entry of recorded) await fillStores(tx, entry);
        if (review.status === 'done') return ok(null);
        const event = { type: 'carried_out', people: recorded.length } as const;
        await logReview(tx, id, { event, by, at: clock.now() });
        await tx.reviews.save({ ...review, status: 'done', people: [] });
        await tx.tasks.closeByKey(taskKey('two_years', review.source), by, clock.now());
        return ok(null);
      });
    },
  };
}

function entriesOf({ secrets, clock }: CoreSettings, review: ReviewRow): readonly ErasureEntry[] {
  const now = clock.now();
  const until = addDays(amsterdamDay(now), BACKUP_DAYS + Math.ceil(termLength('order_export') / DAY));
  return review.people.map((person) => {
    const addressHashes = secrets.hashes('address', person.address);
    const id = idOf(`past two years ${review.id} ${addressHashes[0]}`);
    const holds = pastHolds(review.source, person).map((records) => ({ id: newId(), ...records }));
    // As of the list: an order that came while it was carried out is of a customer who came back.
    return {
      id,
      at: review.madeAt,
      requestId: null,
      addressHashes,
      until,
      holds,
      othersRecords: [],
      mailStop: null,
    };
  });
}

const LONGEST_REASON = 2_000;

/** Nobody says here until when backups exist: long enough for those of a year. */
const BACKUP_DAYS = 366;
