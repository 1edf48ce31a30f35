import { setTimeout as pauseFor } from 'node:timers/promises';
import { ImapFlow, type MailboxObject } from 'imapflow';
import { after, DAY, MINUTE, SECOND } from '../../core/kernel/clock.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import { imapAddress, whyNotSignedIn } from '../../core/kernel/imap-address.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { MailboxClosed, type MailInBox, type OpenMailbox } from './mailbox.ts';

/** `imaps://user:password@host:port/folder`; the folder is INBOX without one. */
export interface ImapAddress {
  readonly url: Redacted<string>;
  /** Opened with EXAMINE: the server lets nothing in it be changed. */
  readonly readOnly: boolean;
}

/** What no mail of a customer reaches; of a larger one the end is not fetched: words stand before attachments. */
const MOST_BYTES = 25 * 1_024 * 1_024;
/** Before the half hour after which servers may hang up (RFC 2177), and soon enough to notice a line that is dead. */
const IDLE_MS = 4 * MINUTE;
/** At so many at once their numbers are asked. */
const LISTED = 500;

/** A name of the mailbox that does not tell whose it is. */
export function mailboxName({ url }: ImapAddress): string {
  const { signIn, folder } = imapAddress(url.reveal());
  return sha256([signIn.auth.user, signIn.host, signIn.port, folder].join('\0'));
}

/** Connects, signs in and opens the folder; rejects with MailboxClosed. */
export async function openImapMailbox({ url, readOnly }: ImapAddress): Promise<OpenMailbox> {
  const { signIn, folder } = imapAddress(url.reveal());
  const client = new ImapFlow({
    ...signIn,
    logger: false,
    disableAutoIdle: true,
    maxIdleTime: IDLE_MS,
    connectionTimeout: 20 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 60 * SECOND,
    maxLiteralSize: 2 * MOST_BYTES,
    clientInfo: { name: 'Privacybalie' },
  });
  let grown = true;
  let wake: (() => void) | undefined;
  const changed = () => {
    grown = true;
    wake?.();
  };
  client.on('exists', changed);
  // Whoever waits then asks, and hears that the line is gone.
  client.on('close', changed);
  client.on('error', changed);
  const box = await opened(client, folder, readOnly);

  async function asked<Value>(command: () => Promise<Value>): Promise<Value> {
    if (!client.usable) throw new MailboxClosed('imap_unreachable');
    try {
      return await command();
    } catch {
      throw new MailboxClosed('imap_unreachable');
    }
  }

  async function list(range: string): Promise<MailInBox[]> {
    const rows = await client.fetchAll(range, { uid: true, flags: true, internalDate: true }, { uid: true });
    return rows.map(({ uid, flags, internalDate }) => {
      const arrivedAt = new Date(internalDate ?? Number.NaN);
      // Without it there is no day of receipt: better none than a wrong one.
      if (Number.isNaN(arrivedAt.getTime())) throw new Error('no INTERNALDATE');
      return { uid, arrivedAt, seen: flags?.has('\\Seen') ?? false };
    });
  }

  return {
    uidValidity: String(box.uidValidity),
    uidNext: box.uidNext,

    after: (uid, since) =>
      asked(async () => {
        grown = false;
        const range = `${uid + 1}:*`;
        // SINCE goes by the day of the server, wherever that is.
        const found =
          since && (await client.search({ uid: range, since: after(since, -2 * DAY) }, { uid: true }));
        if (found === false) throw new Error('SEARCH refused');
        const mails: MailInBox[] = [];
        if (found === undefined) mails.push(...(await list(range)));
        else
          for (let index = 0; index < found.length; index += LISTED)
            mails.push(...(await list(found.slice(index, index + LISTED).join())));
        // `n:*` names the last mail also when its number is lower (RFC 9051, sequence-set).
        return mails.filter((mail) => mail.uid > uid).toSorted((one, other) => one.uid - other.uid);
      }),

    raw: (uid) =>
      asked(async () => {
        const source = { start: 0, maxLength: MOST_BYTES };
        // BODY.PEEK: fetching marks nothing.
        const mail = await client.fetchOne(String(uid), { source }, { uid: true });
        return mail === false ? undefined : mail?.source;
      }),

    async markSeen(uid) {
      if (!readOnly) await asked(() => client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }));
    },

    more: (patience) =>
      asked(async () => {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        if (grown) return;
        const over = new AbortController();
        const timer = pauseFor(patience, undefined, { signal: over.signal }).catch(() => undefined);
        // IDLE ends with the next command, or with the line; a server may refuse it.
        const idle = await Promise.race([promise, client.idle(), timer]);
        if (idle === false && client.usable) await Promise.race([promise, timer]);
        over.abort();
      }),

    close: () => client.close(),
  };
}

async function opened(client: ImapFlow, folder: string, readOnly: boolean): Promise<MailboxObject> {
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw new MailboxClosed(whyNotSignedIn(error));
  }
  try {
    return await client.mailboxOpen(folder, { readOnly });
  } catch {
    const why = client.usable ? 'imap_folder' : 'imap_unreachable';
    client.close();
    throw new MailboxClosed(why);
  }
}
