import type {
  Change,
  FoundRecord,
  PlanStep,
  StepContext,
  StepOutcome,
} from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import type { MailboxSettings, Patience } from './find-mails.ts';
import { folderMark, type MailRef, mailDigest, readMailRef } from './mail-ref.ts';
import { type Folder, ImapTrouble, type MailboxCode, openSession, type Session } from './open-session.ts';
import { readMail } from './read-mail.ts';

const CHANGED = { status: 'changed_since_preview' } as const;
const DONE = { status: 'done' } as const;

/** One step a mail. What a person has to do once, however many mails, is one step more: it stands at the first of them. */
export function planMails(
  source: string,
  change: Change,
  records: readonly FoundRecord[],
  now: Date,
): readonly PlanStep[] {
  const { action } = change;
  // A mail is what somebody wrote: nobody corrects it.
  if (action === 'rectify') return [];
  const today = amsterdamDay(now);
  const step = (record: FoundRecord): Omit<PlanStep, 'treatment' | 'sideEffects'> => ({
    source,
    action,
    recordRef: record.ref,
    category: record.category,
    recordHash: recordHash(record),
    fields: [],
    hold: null,
  });
  if (action !== 'erase') {
    const put = change.action === 'unrestrict' ? new Set(change.restricted.map(bytesOf)) : undefined;
    return records
      .filter(({ ref }) => put === undefined || put.has(bytesOf({ recordRef: ref })))
      .map((record) => ({ ...step(record), treatment: action, sideEffects: ['mail_moved'] }));
  }
  const isHeld = ({ hold }: FoundRecord) => hold !== null && hold.until >= today;
  const goes = records.filter((record) => !isHeld(record));
  const toTrash = goes.filter(({ ref }) => readMailRef(ref)?.onlyToTrash === true);
  return [
    ...records.filter(isHeld).map((record) => ({
      ...step(record),
      treatment: 'keep' as const,
      hold: record.hold,
      sideEffects: [],
    })),
    ...goes
      .filter((record) => !(toTrash.includes(record) && record.provenance.place === 'trash'))
      .map((record) => ({
        ...step(record),
        treatment: 'delete' as const,
        sideEffects: toTrash.includes(record) ? ['mail_to_trash'] : [],
      })),
    ...goes.slice(0, 1).map((record) => ({
      ...step(record),
      treatment: 'by_hand' as const,
      sideEffects: toTrash.length > 0 ? ['mail_trash', 'mail_copies'] : ['mail_copies'],
    })),
  ];
}

/** A restriction moved the mail, so that its place is another; its bytes are the same. */
function bytesOf({ recordRef }: Pick<PlanStep, 'recordRef'>): string {
  const ref = readMailRef(recordRef);
  return ref === undefined ? '' : `${ref.size}.${ref.digest}`;
}

/** Carries out one step on exactly the mail that was previewed: the same number, and the same bytes. */
export async function executeMail(
  { url, patienceMs }: MailboxSettings & Patience,
  step: PlanStep,
  { now }: StepContext,
): Promise<StepOutcome> {
  const ref = readMailRef(step.recordRef);
  if (ref === undefined) return CHANGED;
  const session = await openSession(url, patienceMs);
  if (typeof session === 'string') return failed(session);
  let sent = false;
  const move = async (uid: number, path: string | undefined): Promise<StepOutcome> => {
    if (path === undefined) return byHand('mailbox.no_trash');
    if (!session.may.move) return byHand('mailbox.no_uidplus');
    sent = true;
    await session.move(uid, path);
    return DONE;
  };
  try {
    if (step.action === 'unrestrict') return await putBack(session, ref, move);
    const folder = await openFolderOf(session, ref, false);
    if (folder === undefined) return CHANGED;
    if (step.action === 'restrict' && folder.use === 'restricted') return DONE;
    const mail = await firstOf(session.fetch([ref.uid]));
    if (mail === undefined) return await whereItWent(session, ref, step.action);
    if (mailDigest(mail.raw) !== ref.digest) return CHANGED;
    if (step.action === 'restrict') return await move(ref.uid, folder.restrictedTo);
    const until = (await readMail(mail, folder.path))?.hold?.until;
    if (until !== undefined && until >= amsterdamDay(now)) return { status: 'held' };
    if (ref.onlyToTrash) return await move(ref.uid, session.folders.find(({ use }) => use === 'trash')?.path);
    // Without UIDPLUS an EXPUNGE would take with it what others marked as deleted.
    if (!session.may.expunge) return byHand('mailbox.no_uidplus');
    sent = true;
    await session.expunge(ref.uid);
    return DONE;
  } catch (error) {
    if (!(error instanceof ImapTrouble)) throw error;
    if (!error.cut) return failed('mailbox.refused');
    return sent ? { status: 'unknown', code: 'mailbox.unreachable' } : failed('mailbox.unreachable');
  } finally {
    session.close();
  }
}

/** Read-only: gone from everywhere, or the same bytes where they were to go. */
export async function verifyMail(
  { url, patienceMs }: MailboxSettings & Patience,
  { recordRef, action }: PlanStep,
): Promise<'done' | 'not_done' | 'unknown'> {
  const ref = readMailRef(recordRef);
  const session = ref === undefined ? 'mailbox.refused' : await openSession(url, patienceMs);
  if (ref === undefined || typeof session === 'string') return 'unknown';
  const lies = (isThere: (folder: Folder) => boolean) => firstWith(session, ref, isThere);
  try {
    if (action === 'unrestrict') {
      if ((await lies(isRestricted)) !== undefined) return 'not_done';
      return (await lies((folder) => !isRestricted(folder))) === undefined ? 'unknown' : 'done';
    }
    const folder = await openFolderOf(session, ref, true);
    if (folder === undefined) return 'unknown';
    if (action === 'restrict' && isRestricted(folder)) return 'done';
    if ((await session.search({ uid: String(ref.uid) })).length > 0) return 'not_done';
    if (action === 'restrict') return (await lies(isRestricted)) === undefined ? 'unknown' : 'done';
    if (ref.onlyToTrash && (await lies(({ use }) => use === 'trash')) !== undefined) return 'done';
    return (await lies(() => true)) === undefined ? 'done' : 'not_done';
  } catch (error) {
    if (!(error instanceof ImapTrouble)) throw error;
    return 'unknown';
  } finally {
    session.close();
  }
}

function failed(code: MailboxCode) {
  return { status: 'failed', code, retryable: code === 'mailbox.unreachable' } as const;
}

function byHand(code: 'mailbox.no_uidplus' | 'mailbox.no_trash') {
  return { status: 'failed', code, retryable: false } as const;
}

function isRestricted({ use }: Folder): boolean {
  return use === 'restricted';
}

async function firstOf<Value>(values: AsyncIterable<Value>): Promise<Value | undefined> {
  for await (const value of values) return value;
  return undefined;
}

/** Undefined when the folder is not there any more, or was numbered anew: the number may be that of another mail. */
async function openFolderOf(session: Session, ref: MailRef, readOnly: boolean): Promise<Folder | undefined> {
  const folder = session.folders.find(({ path }) => folderMark(path) === ref.folder);
  if (folder === undefined) return undefined;
  const { uidValidity } = await session.open(folder.path, readOnly);
  return String(uidValidity) === ref.uidValidity ? folder : undefined;
}

/** Back to where it lay before; to the inbox when that folder is not there any more. */
async function putBack(
  session: Session,
  ref: MailRef,
  move: (uid: number, path: string) => Promise<StepOutcome>,
): Promise<StepOutcome> {
  const found = await firstWith(session, ref, isRestricted);
  if (found === undefined) {
    const elsewhere = await firstWith(session, ref, (folder) => !isRestricted(folder));
    return elsewhere === undefined ? CHANGED : DONE;
  }
  const { folder, uid } = found;
  await session.open(folder.path, false);
  const before = session.folders.find(({ path }) => path === folder.restrictedFrom);
  return await move(uid, before?.path ?? 'INBOX');
}

/** A mail that lies elsewhere is not gone: staff moved it, and a new search finds it there. */
async function whereItWent(session: Session, ref: MailRef, action: PlanStep['action']): Promise<StepOutcome> {
  // Gone is a success for an erasure alone.
  if (action === 'restrict')
    return (await firstWith(session, ref, isRestricted)) === undefined ? CHANGED : DONE;
  return (await firstWith(session, ref, () => true)) === undefined ? { status: 'already_gone' } : CHANGED;
}

/** The first mail of the same bytes in these folders: by its size, then by its hash. */
async function firstWith(
  session: Session,
  { size, digest }: MailRef,
  isThere: (folder: Folder) => boolean,
): Promise<{ readonly folder: Folder; readonly uid: number } | undefined> {
  for (const folder of session.folders.filter(isThere)) {
    await session.open(folder.path, true);
    const uids = await session.search({ larger: size - 1, smaller: size + 1 });
    if (uids.length === 0) continue;
    for await (const { raw, uid } of session.fetch(uids))
      if (mailDigest(raw) === digest) return { folder, uid };
  }
  return undefined;
}
