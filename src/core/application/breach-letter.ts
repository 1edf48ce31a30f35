import { asId, type LetterId, type RequestId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type BreachLetterStep, type BreachNote, breachStanding } from '../register/breach-record.ts';
import { BREACH_WAYS, type NoticeFacts } from '../request/notice.ts';
import type { BreachLetter, BreachLetterRefusal, TypedBreachLetter } from './breach-api.ts';
import type { BreachRow } from './breach-ports.ts';
import type { CoreSettings } from './core-settings.ts';
import { deciding } from './deciding.ts';
import type { Tx } from './ports.ts';
import { prepareNotice } from './prepare-notice.ts';

type BreachFactsTold = Extract<NoticeFacts, { readonly kind: 'breach' }>;

/**
 * A letter to the customer of one request about a breach (AVG 34): what the record says, in the customer's language. It
 * waits for its preview and an approval as every letter beside a decision does (R15, R19).
 */
export async function prepareBreachLetter(
  settings: CoreSettings,
  id: string,
  { number, way: typedWay }: TypedBreachLetter,
  actor: Parameters<typeof deciding>[2],
): Promise<Result<{ readonly requestId: string }, BreachLetterRefusal>> {
  const found = await settings.store.transaction((tx) => tx.requests.byNumber(number.trim().toUpperCase()));
  if (found === undefined) return refuse('decision.request_unknown');
  return deciding<{ readonly requestId: string }, BreachLetterRefusal>(
    settings,
    found.id,
    actor,
    async (context) => {
      const { tx, request, by, now } = context;
      const way = BREACH_WAYS.find((known) => known === typedWay);
      if (way === undefined) return refuse('breach.way_missing');
      if (way === 'mail' && (request.state.level === 0 || request.email === null))
        return refuse('breach.no_address');
      const breach = await tx.breaches.lock(id);
      if (breach === undefined) return refuse('breach.unknown');
      const told = factsTold(breach);
      if (!told.ok) return told;
      const version = request.state.cardVersion;
      const facts = { kind: 'breach', breach: id, ...told.value, way } as const;
      const prepared = await prepareNotice(settings, context, version, facts);
      if (!prepared.ok) return refuse(prepared.refusal.code);
      const letter = (await tx.requests.byId(request.id))?.state.notice?.id;
      if (letter === undefined) throw new Error('a letter was prepared and is not there');
      await tx.breaches.write({
        breachId: id,
        at: now,
        by,
        note: { kind: 'letter', letter, way, step: 'prepared' },
      });
      return ok({ requestId: request.id });
    },
  );
}

/** What the letter would say today; a person decided to tell, and what AVG 34(2) asks is known. */
function factsTold(
  breach: BreachRow,
): Result<
  Omit<BreachFactsTold, 'kind' | 'breach' | 'way'>,
  'breach.not_to_tell' | 'breach.letter_incomplete'
> {
  const { facts, people } = breachStanding(notesOf(breach));
  if (people?.tell !== true) return refuse('breach.not_to_tell');
  const { what, data, consequences, measures } = facts;
  if (what === '' || consequences === '' || measures === '') return refuse('breach.letter_incomplete');
  return ok({ what, data, consequences, measures });
}

/** Whether the record still says what the letter does, and that people are told. */
export async function breachStands(tx: Tx, letter: BreachFactsTold): Promise<boolean> {
  const breach = await tx.breaches.byId(letter.breach);
  const told = breach && factsTold(breach);
  if (told === undefined || !told.ok) return false;
  const { what, data, consequences, measures } = told.value;
  return (
    letter.what === what &&
    letter.data === data &&
    letter.consequences === consequences &&
    letter.measures === measures
  );
}

/** Writes into the record of its breach how a letter stands; nothing for another letter. */
export async function noteBreachLetter(
  tx: Tx,
  letterId: LetterId,
  step: BreachLetterStep,
  by: string,
  now: Date,
): Promise<void> {
  const facts = (await tx.answers.letter(letterId))?.input.notice;
  if (facts?.kind !== 'breach' || (await tx.breaches.lock(facts.breach)) === undefined) return;
  const note = { kind: 'letter', letter: letterId, way: facts.way, step } as const;
  await tx.breaches.write({ breachId: facts.breach, at: now, by, note });
}

/**
 * How each letter of a breach stands, newest first, with its request as long as that has a file. A draft that another one
 * replaced is none any more.
 */
export async function breachLetters(
  tx: Tx,
  { entries }: BreachRow,
  nameOf: (by: string) => string,
): Promise<readonly BreachLetter[]> {
  const last = new Map<string, Omit<BreachLetter, 'request'>>();
  for (const { at, by, note } of entries)
    if (note?.kind === 'letter') last.set(note.letter, { ...note, at, by: nameOf(by) });
  const letters: BreachLetter[] = [];
  for (const letter of last.values()) {
    const requestId = (await tx.answers.letter(asId<LetterId>(letter.letter)))?.requestId;
    const request = requestId && (await tx.requests.byId(asId<RequestId>(requestId)));
    const replaced = request && request.state.notice?.id !== letter.letter;
    if (letter.step === 'dropped' || (letter.step === 'prepared' && replaced)) continue;
    letters.unshift({ ...letter, request: request ? { id: request.id, number: request.number } : null });
  }
  return letters;
}

/** The notes of a record that can be read, oldest first. */
export function notesOf({ entries }: BreachRow): readonly BreachNote[] {
  return entries.flatMap(({ note }) => note ?? []);
}
