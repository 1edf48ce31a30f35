import type { Coverage } from '../../core/fulfilment/coverage.ts';
import type { Finding, FoundRecord, SearchContext, SubjectKey } from '../../core/fulfilment/processor.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import type { Wait } from '../shared/patiently.ts';
import { folderMark, mailDigest, writeMailRef } from './mail-ref.ts';
import {
  type FetchedMail,
  type Folder,
  ImapTrouble,
  type MailboxCode,
  MOST_BYTES,
  openSession,
  type Session,
} from './open-session.ts';
import { normalAddress, readMail } from './read-mail.ts';
import { matchMail, type Wanted, wantedOf } from './wanted.ts';

export interface MailboxSettings {
  /** The id of the recipient in the shop profile. */
  readonly source: string;
  /** `imaps://user:password@host:port`. */
  readonly url: Redacted<string>;
  /** Whose mails are not those of a customer: the addresses of the shop. */
  readonly ownAddresses: readonly string[];
  /** The desk's own mails are found among its own records. */
  readonly desk: DeskMails;
}

/** What tests make shorter. */
export interface Patience {
  /** How long a server may be silent: it may have a large mailbox to read through before it answers. */
  readonly patienceMs: number;
  readonly wait: Wait;
}

export interface DeskMails {
  /** Where customers write to the desk; null without mail. */
  readonly address: string | null;
  /** Whether the desk sent the mail with this Message-ID. */
  sent(messageId: string): boolean;
}

/** How far a search came: a line that is cut is taken up again where it was. */
interface Walk {
  readonly wanted: Wanted;
  readonly settings: MailboxSettings & Patience;
  readonly now: Date;
  readonly read: Set<string>;
  readonly unsearched: Set<string>;
  readonly offered: Set<string>;
  at: { readonly folder: string; readonly uidValidity: string; readonly uid: number } | null;
  scanned: number;
  found: number;
  looked: number;
}

const TRIES = 3;
/** Before the second and the third try. */
const PAUSES = [1_000, 5_000];
/** So many mails in one question. */
const AT_ONCE = 100;
const TOLD_EVERY = 250;
const MOST_OFFERED = 50;
/** Who stands on a mail with more others is not thereby near to the customer. */
const FEW_OTHERS = 3;

/** Reads every folder without marking anything, one mail at a time; ends in a coverage. */
export async function* findMails(
  settings: MailboxSettings & Patience,
  keys: readonly SubjectKey[],
  { now }: SearchContext,
): AsyncIterable<Finding> {
  const wanted = wantedOf(keys);
  const walk: Walk = {
    wanted,
    settings,
    now,
    read: new Set(),
    unsearched: new Set(wanted.tooShort ? ['mail_short_key'] : []),
    offered: new Set([...wanted.addresses, ...ownOf(settings)]),
    at: null,
    scanned: 0,
    found: 0,
    looked: 0,
  };
  for (let tried = 1; ; tried += 1) {
    const before = walk.looked;
    const session = await openSession(settings.url, settings.patienceMs);
    if (typeof session === 'string') {
      if (session !== 'mailbox.unreachable' || tried === TRIES) {
        yield { type: 'coverage', coverage: failed(session) };
        return;
      }
    } else {
      try {
        yield* readFolders(session, walk);
        yield { type: 'coverage', coverage: coverageOf(walk) };
        return;
      } catch (error) {
        if (!(error instanceof ImapTrouble)) throw error;
        // As long as every line brings something more it may be cut often.
        if (walk.looked > before) tried = 1;
        if (tried === TRIES) {
          yield { type: 'coverage', coverage: failed('mailbox.unreachable') };
          return;
        }
      } finally {
        session.close();
      }
    }
    await settings.wait(PAUSES[tried - 1] ?? 0);
  }
}

function failed(code: MailboxCode): Coverage {
  return { status: 'failed', code, retryable: code === 'mailbox.unreachable' };
}

function coverageOf({ scanned, found, unsearched }: Walk): Coverage {
  return unsearched.size === 0
    ? { status: 'complete', scanned, found, provesAbsence: true }
    : { status: 'partial', scanned, found, unsearched: [...unsearched] };
}

async function* readFolders(session: Session, walk: Walk): AsyncIterable<Finding> {
  if (session.keepsApart) walk.unsearched.add('mail_all');
  for (const folder of session.folders) {
    if (walk.read.has(folder.path)) continue;
    try {
      yield* readFolder(session, folder, walk);
    } catch (error) {
      if (!(error instanceof ImapTrouble) || error.cut) throw error;
      // Named by its use: its name may be that of a person.
      walk.unsearched.add(`mail_${folder.use}`);
    }
    walk.read.add(folder.path);
  }
}

async function* readFolder(session: Session, folder: Folder, walk: Walk): AsyncIterable<Finding> {
  const { uidValidity, exists } = await session.open(folder.path, true);
  const hits = new Set<number>();
  for (const question of exists === 0 ? [] : walk.wanted.questions)
    for (const uid of await session.search(question)) hits.add(uid);
  const place = { folder: folder.path, uidValidity: String(uidValidity) };
  const read =
    walk.at?.folder === place.folder && walk.at.uidValidity === place.uidValidity ? walk.at.uid : 0;
  const uids = [...hits].filter((uid) => uid > read).sort((one, other) => one - other);
  for (let index = 0; index < uids.length; index += AT_ONCE) {
    const asked = uids.slice(index, index + AT_ONCE);
    const before = walk.looked;
    for await (const mail of session.fetch(asked)) {
      yield* foundIn(mail, { ...place, ...session.may }, folder, walk);
      walk.at = { ...place, uid: mail.uid };
      walk.looked += 1;
      if (walk.looked % TOLD_EVERY === 0)
        yield { type: 'progress', scanned: walk.scanned + Math.min(index + AT_ONCE, exists) };
    }
    // The server named it and did not give it: moved meanwhile, perhaps, and then it was not read.
    if (walk.looked - before < asked.length) walk.unsearched.add('mail_unreadable');
  }
  walk.scanned += exists;
}

function* offers(walk: Walk, others: readonly string[]): Iterable<Finding> {
  if (others.length > FEW_OTHERS) return;
  for (const value of others) {
    if (walk.offered.has(value) || walk.offered.size >= MOST_OFFERED) continue;
    walk.offered.add(value);
    yield { type: 'key', key: { kind: 'email', value, from: 'found' } };
  }
}

async function* foundIn(
  mail: FetchedMail,
  place: { readonly folder: string; readonly uidValidity: string; readonly expunge: boolean },
  folder: Folder,
  walk: Walk,
): AsyncIterable<Finding> {
  const { settings, wanted, now } = walk;
  const read = await readMail(mail, folder.path);
  if (read === undefined) {
    walk.unsearched.add('mail_unreadable');
    return;
  }
  const { certain, matchedBy } = matchMail(read, wanted);
  if (matchedBy.length === 0 || isOfDesk(read, settings)) return;
  const own = new Set(ownOf(settings));
  const others = [...read.addresses].filter((address) => !wanted.addresses.has(address) && !own.has(address));
  const digest = mailDigest(mail.raw);
  const ref = writeMailRef({
    folder: folderMark(folder.path),
    uidValidity: place.uidValidity,
    uid: mail.uid,
    size: mail.size,
    digest,
    onlyToTrash: !place.expunge,
  });
  const record: FoundRecord = {
    ref,
    category: 'message',
    fields: read.fields,
    matchedBy,
    thirdParty: others.length > 0,
    hold: read.hold,
    special: others.length > 0 ? ['free_text', 'third_party'] : ['free_text'],
    ...(certain ? {} : { confidence: 'possible' }),
    provenance: { place: folder.use, fetchedAt: now.toISOString() },
  };
  walk.found += 1;
  yield { type: 'record', record };
  if (mail.size > MOST_BYTES) walk.unsearched.add('mail_large');
  else {
    const name = `${read.day}_${mail.uid}_${digest.slice(0, 8)}.eml`;
    yield { type: 'file', file: { recordRef: ref, name, mediaType: 'message/rfc822', bytes: mail.raw } };
  }
  if (certain) yield* offers(walk, others);
}

/** Sent by the desk, or to an address that is the desk's alone. */
function isOfDesk(
  { messageId, addresses }: { readonly messageId: string; readonly addresses: ReadonlySet<string> },
  { desk, ownAddresses }: MailboxSettings,
): boolean {
  if (messageId !== '' && desk.sent(messageId)) return true;
  const address = desk.address === null ? null : normalAddress(desk.address);
  if (address === null || ownAddresses.some((own) => normalAddress(own) === address)) return false;
  const [local = '', domain = ''] = address.split('@');
  return [...addresses].some(
    (one) => one === address || (one.startsWith(`${local}+`) && one.endsWith(`@${domain}`)),
  );
}

function ownOf({ desk, ownAddresses, url }: MailboxSettings): readonly string[] {
  const account = decodeURIComponent(new URL(url.reveal()).username);
  return [...ownAddresses, account, ...(desk.address === null ? [] : [desk.address])].map(normalAddress);
}
