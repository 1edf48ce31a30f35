import type {
  Change,
  FieldValue,
  PlanStep,
  StepContext,
  StepOutcome,
} from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import type { ApiFailure } from '../shared/fetch-json.ts';
import { booksLedger } from './books-ledger.ts';
import { pathOf, writtenRelation } from './books-records.ts';
import type { BooksSession } from './books-session.ts';
import { placesOf } from './plan-books.ts';
import { type Relation, readRelation, yes } from './read-books.ts';
import { RELATION_FIELDS, RESTING } from './relation-fields.ts';

/** It wants a name at every change, and an empty one is none. Nothing in it leads back to the person. */
const MASKED_NAME = 'Gewist (AVG)';
/** Its documentation does not say how a field is emptied: what has no effect is tried the other way. */
const EMPTY = ['', null] as const;

const DONE: StepOutcome = { status: 'done' };

/**
 * Reads, compares, writes, and reads again: done is only what is seen. All that was read is sent back with it, because
 * nobody has documented whether what is left out of a change stays.
 */
export async function changeRelation(
  session: BooksSession,
  step: PlanStep,
  { change, now }: StepContext,
): Promise<StepOutcome> {
  const path = pathOf(step.recordRef);
  const body = await session.read(path);
  const relation = readRelation(body);
  const days =
    relation === undefined ? [] : await booksLedger(session, amsterdamDay(now)).daysOf(relation.id);
  const unread = session.failure();
  if (unread !== undefined) return failed(unread);
  if (body === undefined) return goneOf(step);
  if (relation === undefined) return { status: 'failed', code: 'api.not_json', retryable: false };
  const written = writtenRelation(relation, days);
  if (recordHash(written) !== step.recordHash) {
    const heldSince = written.hold !== null && recordHash({ ...written, hold: null }) === step.recordHash;
    return { status: heldSince ? 'held' : 'changed_since_preview' };
  }
  const wanted = wantedOf(step, change, relation);
  if (isThere(relation, wanted)) return DONE;
  let refused: ApiFailure | undefined;
  for (const empty of EMPTY) {
    const answer = await session.patch(path, merged(relation, wanted, empty));
    if (!answer.ok) {
      if (answer.code === 'api.not_found') {
        const there = await session.read(path);
        const unseen = session.failure();
        if (unseen === undefined && there === undefined) return goneOf(step);
        return failed(unseen ?? answer);
      }
      if (answer.sent) return { status: 'unknown', code: answer.code };
      if (answer.code !== 'api.refused') return failed(answer);
      refused = answer;
      continue;
    }
    const after = await session.read(path);
    const unseen = session.failure();
    if (unseen !== undefined) return { status: 'unknown', code: unseen.code };
    const seen = readRelation(after);
    if (seen !== undefined && isThere(seen, wanted)) return DONE;
    refused = undefined;
  }
  return refused === undefined
    ? { status: 'failed', code: 'api.no_effect', retryable: false }
    : failed(refused);
}

/** Whether what a step is for is there now. */
export async function seeRelation(
  session: BooksSession,
  step: PlanStep,
  { change }: StepContext,
): Promise<'done' | 'not_done' | 'unknown'> {
  if (step.treatment === 'keep' || step.treatment === 'refer') return 'done';
  const body = await session.read(pathOf(step.recordRef));
  if (session.failure() !== undefined) return 'unknown';
  if (body === undefined) return step.action === 'erase' ? 'done' : 'not_done';
  if (step.treatment === 'by_hand') return step.action === 'erase' ? 'not_done' : 'unknown';
  const relation = readRelation(body);
  if (relation === undefined) return 'unknown';
  if (change.action === 'rectify') {
    const placed = change.corrections.flatMap((one) => {
      const places = placesOf(relation.fields, one);
      return places === undefined ? [] : [places];
    });
    return placed.length > 0 && isThere(relation, placed.flat()) ? 'done' : 'not_done';
  }
  return isThere(relation, wantedOf(step, change, relation)) ? 'done' : 'not_done';
}

/** The fields of a step with what they become; for yes and no `true` and nothing. */
function wantedOf(step: PlanStep, change: Change, { fields }: Relation): readonly FieldValue[] {
  if (change.action === 'rectify') return change.corrections.flatMap((one) => placesOf(fields, one) ?? []);
  return step.fields.map((name) => {
    const rests = RESTING.includes(name) && step.treatment !== 'unrestrict';
    return { name, value: rests ? 'true' : name === 'name' ? MASKED_NAME : '' };
  });
}

function isThere({ fields }: Relation, wanted: readonly FieldValue[]): boolean {
  return wanted.every(
    ({ name, value }) => (fields.find((field) => field.name === name)?.value ?? '') === value,
  );
}

function merged(
  { raw }: Relation,
  wanted: readonly FieldValue[],
  empty: '' | null,
): Readonly<Record<string, unknown>> {
  // Also what this house does not know: it would be lost if a change should replace the whole.
  const { id: _, date: __, ...body }: Record<string, unknown> = raw;
  for (const { name, api, flag } of RELATION_FIELDS) {
    if (name === 'createdAt') continue;
    const becomes = wanted.find((field) => field.name === name)?.value;
    if (flag === true) body[api] = (becomes ?? yes(raw[api])) === 'true';
    // Of a gender it wants one of three letters, or nothing.
    else if (becomes === '') body[api] = name === 'gender' ? null : empty;
    else if (becomes !== undefined) body[api] = becomes;
    else if (name === 'gender' && !raw[api]) body[api] = null;
  }
  return body;
}

/** Gone is a success for an erasure alone: what was to be corrected or to rest is not. */
function goneOf({ action }: PlanStep): StepOutcome {
  return { status: action === 'erase' ? 'already_gone' : 'changed_since_preview' };
}

function failed({ code, retryable, retryAfterMs }: ApiFailure): StepOutcome {
  return { status: 'failed', code, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
