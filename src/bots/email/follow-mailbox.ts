import { setTimeout as pauseFor } from 'node:timers/promises';
import type { LeftMail, Mailboxes, MailboxPlace } from '../../core/application/core-api.ts';
import { after, type Clock, DAY, HOUR, MINUTE, SECOND } from '../../core/kernel/clock.ts';
import { MailboxClosed, type MailInBox, type OpenMailbox } from './mailbox.ts';

/** What became of a mail: it was stored, there was nothing in it for the desk, or a person has to look at it. */
export type TakenMail =
  | { readonly kind: 'stored' | 'nothing' }
  | { readonly kind: 'left'; readonly mail: Omit<LeftMail, 'arrivedAt' | 'number'> };

export interface FollowSettings {
  /** Its name in the database. */
  readonly mailbox: string;
  /** A mailbox that is not the desk's alone: what was there before the first look is left, whatever number it gets. */
  readonly shared: boolean;
  readonly open: () => Promise<OpenMailbox>;
  readonly places: Mailboxes;
  /**
   * Resolves when nothing of this mail is owed any more; rejects when it has to be tried again. `confirmed`: a person
   * says that it is for the desk.
   */
  readonly take: (raw: Uint8Array, arrivedAt: Date, confirmed: boolean) => Promise<TakenMail>;
  readonly clock: Clock;
  /** Resolves after so many milliseconds; rejects when the signal is given before. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Ids and numbers only. */
  readonly log: (fields: object, message: string) => void;
}

/** As long as what the desk took is known again by its content (R35): what is read twice is taken once. */
const KNOWN_MS = 29 * DAY;
/** So far the clocks of mail servers may be apart. */
const SLACK_MS = HOUR;
/** A mail that fails so often stays in the mailbox, and a person is asked to look. */
const TRIES = 8;
/** Unreachable so often at a run, which is half a minute: a server that restarts is back by then. */
const TOLD_AFTER = 6;
/** So often what a person confirmed is looked for, and a server that tells nothing is asked. */
const LOOK_AGAIN = MINUTE;
const FIRST_PAUSE = SECOND;
const LONGEST_PAUSE = 5 * MINUTE;

/**
 * Follows a mailbox until it is stopped: takes what is new in the order of its numbers, then waits for more. How far it
 * came is stored after each mail, so that whatever breaks off is read again. Whatever keeps it from reading is told to staff.
 */
export function followMailbox(settings: FollowSettings): { stop(): Promise<void> } {
  const { mailbox, places, clock, log, pause = waited } = settings;
  const stopping = new AbortController();
  const tries = new Map<string, number>();
  let box: OpenMailbox | undefined;
  let failures = 0;

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await readOn();
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        await told(error);
      } finally {
        box?.close();
        box = undefined;
      }
      const ms = Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
      await pause(ms, stopping.signal).catch(() => undefined);
    }
  }

  async function told(error: unknown): Promise<void> {
    const why = error instanceof MailboxClosed ? error.why : undefined;
    log(
      { reason: why ?? (error instanceof Error ? error.name : 'unknown') },
      'mailbox not read; tried again',
    );
    const lasts = why !== 'imap_unreachable' || failures === TOLD_AFTER;
    if (why === undefined || !lasts) return;
    // No database: every part of the desk says so, and the next try tells this again.
    await places.closed(mailbox, why).catch(() => undefined);
  }

  async function readOn(): Promise<void> {
    const open = await settings.open();
    box = open;
    await places.opened(mailbox);
    while (!stopping.signal.aborted) {
      await readNew(open);
      await places.looked(mailbox);
      await takeConfirmed(open);
      failures = 0;
      if (!stopping.signal.aborted) await open.more(LOOK_AGAIN);
    }
  }

  async function readNew(open: OpenMailbox): Promise<void> {
    const place = (await places.place(mailbox)) ?? (await firstPlace(open));
    if (place.uidValidity === open.uidValidity) {
      let reached = place;
      for (const mail of await open.after(place.lastUid)) {
        if (stopping.signal.aborted) return;
        reached = placeAfter(reached, mail);
        await takeOne(open, mail, reached);
      }
      return;
    }
    const from = firstArrival(place);
    let reached = { ...place, uidValidity: open.uidValidity, lastUid: open.uidNext - 1 };
    for (const mail of await open.after(0, from)) {
      if (stopping.signal.aborted) return;
      reached = placeAfter(reached, mail);
      const lay = mail.uid < open.uidNext;
      if (!lay || (mail.arrivedAt > from && isOwed(mail, place))) await takeOne(open, mail);
    }
    // Broken off before this, all of it is read again: the order of numbers says nothing here of what was taken.
    await places.readTo(mailbox, reached);
  }

  /**
   * Of a mailbox that was never read: what lies there now stays what lay there, however often this look breaks off and
   * whatever numbers the server gives. Where it takes the place of another, what came since that one was read is owed.
   */
  async function firstPlace(open: OpenMailbox): Promise<MailboxPlace> {
    const known = after(clock.now(), -KNOWN_MS);
    const others = await places.othersRead(mailbox);
    const since = others !== undefined && others > known ? after(others, -SLACK_MS) : null;
    const lying = (await open.after(0, known)).filter(({ uid }) => uid < open.uidNext);
    const latest = lying.map(({ arrivedAt }) => arrivedAt).toSorted((one, other) => +one - +other);
    const byNumber = settings.shared && since === null;
    const place: MailboxPlace = {
      uidValidity: byNumber ? open.uidValidity : '',
      lastUid: open.uidNext - 1,
      lastArrival: null,
      leftUntil: since ?? latest.at(-1) ?? null,
    };
    await places.readTo(mailbox, place);
    return place;
  }

  /** Of what has new numbers, or none so far: it came after the first look, or waits in a mailbox of the desk alone. */
  function isOwed({ arrivedAt, seen }: MailInBox, { leftUntil }: MailboxPlace): boolean {
    return leftUntil === null || arrivedAt > leftUntil || (!settings.shared && !seen);
  }

  /** Under new numbers, or none so far: from when on mails are read. */
  function firstArrival({ lastArrival: last }: MailboxPlace): Date {
    const known = after(clock.now(), -KNOWN_MS);
    return last !== null && last < known ? last : known;
  }

  function placeAfter(place: MailboxPlace, { uid, arrivedAt }: MailInBox): MailboxPlace {
    const now = clock.now();
    const arrival = arrivedAt > now ? now : arrivedAt;
    const later = place.lastArrival === null || arrival > place.lastArrival;
    return {
      ...place,
      lastUid: Math.max(place.lastUid, uid),
      lastArrival: later ? arrival : place.lastArrival,
    };
  }

  /** `place`: read to when the mail is done with. */
  async function takeOne(open: OpenMailbox, mail: MailInBox, place?: MailboxPlace): Promise<void> {
    const { uid, arrivedAt } = mail;
    const number = `${open.uidValidity}:${uid}`;
    let taken: TakenMail;
    try {
      const raw = await open.raw(uid);
      taken = raw === undefined ? { kind: 'nothing' } : await settings.take(raw, arrivedAt, false);
    } catch (error) {
      if (hasTriesLeft(number)) throw error;
      taken = { kind: 'left', mail: { name: number, sender: '', why: 'not_taken' } };
    }
    if (taken.kind === 'left') await places.leave(mailbox, { ...taken.mail, number, arrivedAt }, place);
    else if (place !== undefined) await places.readTo(mailbox, place);
    tries.delete(number);
    // The place says what was taken; the mark is for people who look into the mailbox.
    if (taken.kind === 'stored') await open.markSeen(uid).catch(() => undefined);
  }

  /** One that fails is tried at the next look, and keeps none of the others waiting. */
  async function takeConfirmed(open: OpenMailbox): Promise<void> {
    const failed: unknown[] = [];
    for (const { taskId, number, arrivedAt } of await places.confirmed(mailbox)) {
      try {
        const [uidValidity, uid] = number.split(':');
        const raw = uidValidity === open.uidValidity ? await open.raw(Number(uid)) : undefined;
        if (raw !== undefined) await settings.take(raw, arrivedAt, true);
        await places.copied(taskId, raw === undefined ? 'gone' : 'stored');
      } catch (error) {
        if (hasTriesLeft(taskId)) failed.push(error);
        else {
          await places.copied(taskId, 'not_taken');
          tries.delete(taskId);
        }
      }
    }
    if (failed.length > 0) throw failed[0];
  }

  function hasTriesLeft(name: string): boolean {
    const tried = (tries.get(name) ?? 0) + 1;
    tries.set(name, tried);
    return stopping.signal.aborted || tried < TRIES;
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      box?.close();
      await running;
    },
  };
}

function waited(ms: number, signal: AbortSignal): Promise<unknown> {
  return pauseFor(ms, undefined, { signal });
}
