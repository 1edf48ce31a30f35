import { ImapFlow, type MailboxObject, type SearchObject } from 'imapflow';
import { SECOND } from '../../core/kernel/clock.ts';
import { imapAddress, whyNotSignedIn } from '../../core/kernel/imap-address.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';

export type FolderUse = 'inbox' | 'sent' | 'drafts' | 'archive' | 'junk' | 'trash' | 'restricted' | 'folder';

export interface Folder {
  readonly path: string;
  readonly use: FolderUse;
  /** Where its mails lay before they were restricted; null for every other folder. */
  readonly restrictedFrom: string | null;
  /** Where a restriction puts its mails. */
  readonly restrictedTo: string;
}

/** A mail as it lies there. */
export interface FetchedMail {
  readonly uid: number;
  readonly size: number;
  /** INTERNALDATE. */
  readonly arrivedAt: Date | undefined;
  /** The first MOST_BYTES of it. */
  readonly raw: Uint8Array;
}

export type MailboxCode = 'mailbox.login' | 'mailbox.tls' | 'mailbox.unreachable' | 'mailbox.refused';

export interface Session {
  readonly folders: readonly Folder[];
  /** Whether one mail alone can be taken away, and moved. */
  readonly may: { readonly expunge: boolean; readonly move: boolean };
  /** It keeps mails in a folder of all mails only (Gmail), which is not read here. */
  readonly keepsApart: boolean;
  open(path: string, readOnly: boolean): Promise<MailboxObject>;
  /** Numbers in the folder that is open, ascending. */
  search(query: SearchObject): Promise<readonly number[]>;
  /** One at a time, and unmarked; those that are not there any more are left out. */
  fetch(uids: readonly number[]): AsyncIterable<FetchedMail>;
  /** Exactly this mail, for ever. */
  expunge(uid: number): Promise<void>;
  /** The folder is made when it is not there. */
  move(uid: number, path: string): Promise<void>;
  close(): void;
}

/** The server refused something, or the line is gone; it says nothing of what the server answered. */
export class ImapTrouble extends Error {
  readonly cut: boolean;

  constructor(cut: boolean) {
    super(cut ? 'the line is gone' : 'the server refused');
    this.name = 'ImapTrouble';
    this.cut = cut;
  }
}

/** Where a restriction puts mails: out of sight, nothing is lost. */
export const RESTRICTED = 'AVG-beperkt';
/** What no mail of a customer reaches; of a larger one the end is not fetched. */
export const MOST_BYTES = 25 * 1_024 * 1_024;
const CODES = {
  imap_login: 'mailbox.login',
  imap_tls: 'mailbox.tls',
  imap_unreachable: 'mailbox.unreachable',
} as const;
const USES: Readonly<Record<string, FolderUse>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Drafts': 'drafts',
  '\\Archive': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
};

/** Signs in and lists the folders; the code says why not. The address names no folder: all of them are read. */
export async function openSession(url: Redacted<string>, patienceMs: number): Promise<Session | MailboxCode> {
  const client = new ImapFlow({
    ...imapAddress(url.reveal()).signIn,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: Math.min(20 * SECOND, patienceMs),
    greetingTimeout: Math.min(10 * SECOND, patienceMs),
    socketTimeout: patienceMs,
    maxLiteralSize: 2 * MOST_BYTES,
    clientInfo: { name: 'Privacybalie' },
  });
  client.on('error', () => undefined);
  let folders: readonly Folder[];
  try {
    await client.connect();
    folders = await listFolders(client);
  } catch (error) {
    const signedIn = client.usable;
    client.close();
    return signedIn ? 'mailbox.refused' : CODES[whyNotSignedIn(error)];
  }

  /** The library answers `false` for what a server refused. */
  async function asked<Value>(command: () => Promise<Value | false | undefined>): Promise<Value> {
    try {
      const answer = client.usable ? await command() : false;
      if (answer !== false && answer !== undefined) return answer;
    } catch {
      throw new ImapTrouble(!client.usable);
    }
    throw new ImapTrouble(!client.usable);
  }

  async function* fetch(uids: readonly number[]): AsyncIterable<FetchedMail> {
    // BODY.PEEK: fetching marks nothing.
    const items = { uid: true, size: true, internalDate: true, source: { start: 0, maxLength: MOST_BYTES } };
    try {
      for await (const { uid, size, internalDate, source } of client.fetch(uids.join(), items, {
        uid: true,
      })) {
        if (source === undefined) continue;
        const at = new Date(internalDate ?? Number.NaN);
        const arrivedAt = Number.isNaN(at.getTime()) ? undefined : at;
        yield { uid, size: size ?? source.length, arrivedAt, raw: source };
      }
    } catch {
      throw new ImapTrouble(!client.usable);
    }
    if (!client.usable) throw new ImapTrouble(true);
  }

  const { capabilities, enabled } = client;
  // RFC 9051 has UIDPLUS and MOVE in it.
  const second =
    enabled.has('IMAP4REV2') || (capabilities.has('IMAP4rev2') && !capabilities.has('IMAP4rev1'));
  const expunge = capabilities.has('UIDPLUS') || second;
  return {
    folders,
    // Without either, moving would take away what others marked as deleted.
    may: { expunge, move: expunge || capabilities.has('MOVE') },
    keepsApart: capabilities.has('X-GM-EXT-1'),
    open: (path, readOnly) => asked(() => client.mailboxOpen(path, { readOnly })),
    search: (query: SearchObject) => asked(() => client.search(query, { uid: true })),
    fetch,
    async expunge(uid) {
      await asked(() => client.messageDelete(String(uid), { uid: true }));
    },
    async move(uid, path) {
      if (!folders.some((folder) => folder.path === path)) await asked(() => client.mailboxCreate(path));
      await asked(() => client.messageMove(String(uid), path, { uid: true }));
    },
    close: () => client.close(),
  };
}

/** Every folder that holds mails; those that show mails of others (RFC 6154: All, Flagged) are left out. */
async function listFolders(client: ImapFlow): Promise<readonly Folder[]> {
  const listed = await client.list();
  const prefix = client.namespace?.prefix ?? '';
  return listed
    .filter(({ flags }) => !['\\Noselect', '\\All', '\\Flagged'].some((flag) => flags.has(flag)))
    .map(({ path, delimiter, specialUse = '' }) => {
      const apart = `${prefix}${RESTRICTED}`;
      const within = path.startsWith(`${apart}${delimiter}`) ? path.slice(apart.length + 1) : undefined;
      const bare = path.startsWith(prefix) ? path.slice(prefix.length) : path;
      return {
        path,
        use: within !== undefined || path === apart ? 'restricted' : (USES[specialUse] ?? 'folder'),
        restrictedFrom:
          within === undefined
            ? path === apart
              ? 'INBOX'
              : null
            : within === 'INBOX'
              ? within
              : `${prefix}${within}`,
        restrictedTo: delimiter ? `${apart}${delimiter}${bare}` : apart,
      };
    });
}
