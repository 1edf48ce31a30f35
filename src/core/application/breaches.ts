import { breachDeadline } from '../deadline/breach-deadline.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type BreachFacts, breachStanding, type WrittenNote } from '../register/breach-record.ts';
import type { Breaches, BreachRefusal, BreachView } from './breach-api.ts';
import { breachLetters, notesOf, prepareBreachLetter } from './breach-letter.ts';
import type { BreachRow } from './breach-ports.ts';
import type { CoreSettings } from './core-settings.ts';
import { addBreachTask, breachTask, recordBreach } from './record-breach.ts';
import { logName, staffMember, staffNames } from './staff-actor.ts';

const LONGEST_TEXT = 5_000;

/** The record of breaches (AVG 33(5); R37). */
export function makeBreaches(settings: CoreSettings): Breaches {
  const { store, clock } = settings;
  return {
    list: (limit) =>
      store.transaction(async (tx) => {
        const nameOf = await staffNames(tx);
        return (await tx.breaches.list(limit)).map((row) => viewOf(row, nameOf, []));
      }),

    view: (id) =>
      store.transaction(async (tx) => {
        const row = await tx.breaches.byId(id);
        if (row === undefined) return undefined;
        const nameOf = await staffNames(tx);
        return viewOf(row, nameOf, await breachLetters(tx, row, nameOf));
      }),

    open: ({ awareAt, facts }, actor) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, actor);
        if (member === undefined) return refuse('decision.not_allowed');
        if (Number.isNaN(awareAt.getTime()) || awareAt > now) return refuse('breach.moment_invalid');
        const note = trimmed({ kind: 'facts', facts });
        if (facts.what.trim() === '') return refuse('breach.nothing_written');
        if (tooLong(note)) return refuse('staff_text.too_long');
        const by = logName(member);
        const id = await recordBreach(tx, { origin: 'staff', awareAt, by }, now);
        await tx.breaches.write({ breachId: id, at: now, by, note });
        return ok({ id });
      }),

    write: (id, typed, actor) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, actor);
        if (member === undefined) return refuse('decision.not_allowed');
        const row = await tx.breaches.lock(id);
        if (row === undefined) return refuse('breach.unknown');
        const note = trimmed(typed);
        const checked = check(row, note, now);
        if (!checked.ok) return checked;
        const by = logName(member);
        await tx.breaches.write({ breachId: id, at: now, by, note });
        const { open } = breachStanding([...notesOf(row), note]);
        if (open) await addBreachTask(tx, row, now);
        else await tx.tasks.closeByKey(breachTask(id), by, now);
        return ok(null);
      }),

    tell: (id, typed, actor) => prepareBreachLetter(settings, id, typed, actor),
  };
}

function viewOf(row: BreachRow, nameOf: (by: string) => string, letters: BreachView['letters']): BreachView {
  const { id, origin, awareAt, recordedAt, entries } = row;
  return {
    id,
    origin,
    awareAt,
    recordedAt,
    by: nameOf(row.by),
    deadline: breachDeadline(awareAt),
    standing: breachStanding(notesOf(row)),
    entries: entries.map(({ at, by, note }) => ({ at, by: nameOf(by), note })),
    letters,
  };
}

function check(row: BreachRow, note: WrittenNote, now: Date): Result<null, BreachRefusal> {
  if (tooLong(note)) return refuse('staff_text.too_long');
  switch (note.kind) {
    case 'facts':
      return isEmpty(note.facts) ? refuse('breach.nothing_written') : ok(null);
    case 'authority':
      // AVG 33(5): the reason is what the authority would check.
      return !note.notify && note.reason === '' ? refuse('breach.reason_missing') : ok(null);
    case 'people':
      return note.reason === '' ? refuse('breach.reason_missing') : ok(null);
    case 'authority_told': {
      const at = new Date(note.at);
      if (breachStanding(notesOf(row)).authority?.notify !== true) return refuse('breach.not_to_notify');
      if (Number.isNaN(at.getTime()) || at > now || at < row.awareAt) return refuse('breach.moment_invalid');
      if (note.reference === '') return refuse('breach.reference_missing');
      const late = at > breachDeadline(row.awareAt);
      return late && note.delay === '' ? refuse('breach.delay_missing') : ok(null);
    }
    default:
      return assertNever(note);
  }
}

function isEmpty(facts: BreachFacts): boolean {
  return Object.values(facts).every((value) => value === '' || value === null);
}

function tooLong(note: WrittenNote): boolean {
  const texts = Object.values(note.kind === 'facts' ? note.facts : note);
  return texts.some((value) => typeof value === 'string' && value.length > LONGEST_TEXT);
}

/** Without the blanks around what was typed. */
function trimmed(note: WrittenNote): WrittenNote {
  const words = (text: string) => text.trim();
  switch (note.kind) {
    case 'facts': {
      const { what, when, data, consequences, measures } = note.facts;
      const typed = { what: words(what), when: words(when), data: words(data) };
      const facts = { ...note.facts, ...typed, consequences: words(consequences), measures: words(measures) };
      return { ...note, facts };
    }
    case 'authority':
    case 'people':
      return { ...note, reason: words(note.reason) };
    case 'authority_told':
      return { ...note, reference: words(note.reference), delay: words(note.delay) };
    default:
      return assertNever(note);
  }
}
