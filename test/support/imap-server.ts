import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { imapSearch } from './imap-search.ts';

export interface StoredMail {
  readonly uid: number;
  readonly raw: string;
  readonly arrivedAt: Date;
  readonly flags: Set<string>;
}

interface StoredFolder {
  /** `\Sent`, `\Noselect`, `\All`, as LIST tells them. */
  readonly marks: string;
  mails: StoredMail[];
  uidValidity: number;
  uidNext: number;
}

/**
 * What goes wrong with the commands that fit, once unless said otherwise. `instead`: it has no effect; `after`: it has,
 * and its answer is lost; `midway`: half of what it finds is told first. `cut` ends the connection, `hang` never answers,
 * another text is the answer.
 */
export interface ImapFault {
  readonly command: RegExp;
  readonly skip?: number;
  readonly times?: number;
  readonly when: 'instead' | 'after' | 'midway';
  readonly answer: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A mailbox behind the part of IMAP4rev1 that the desk speaks (RFC 3501, 2177, 4315, 6851), on a loopback port. */
export function newImapServer(user = 'privacy@example.nl', password = 'geheim', extensions = ['IDLE']) {
  const capabilities = new Set(extensions);
  const folders = new Map<string, StoredFolder>();
  const folder = (path: string, marks = '', uidValidity = 41) => {
    const made: StoredFolder = { marks, mails: [], uidValidity, uidNext: 1 };
    folders.set(path, made);
    return made;
  };
  const inbox = folder('INBOX');
  /** Some servers keep every folder below INBOX. */
  const root = { delimiter: '/', prefix: '' };
  const at = (path: string) => folders.get(path) ?? folder(path);
  const sockets = new Set<Socket>();
  /** Tells an idling client what has come. */
  const idling = new Map<Socket, () => void>();
  /** Every command as it came, without tag and password. */
  const asked: string[] = [];
  const faults: { readonly fault: ImapFault; skip: number; left: number }[] = [];
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      idling.delete(socket);
    });
    socket.on('error', () => undefined);
    let opened: StoredFolder | undefined;
    let told = 0;
    let readOnly = false;
    let idleTag = '';
    let rest = '';
    const say = (line: string) => {
      if (!socket.destroyed) socket.write(`${line}\r\n`, 'latin1');
    };
    // RFC 3501 5.2: what came meanwhile is told with the next answer, or while the client idles.
    const tellNew = () => {
      const { length } = opened?.mails ?? [];
      if (opened !== undefined && length > told) say(`* ${length} EXISTS`);
      told = length;
    };
    say('* OK ready');
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) command(line);
    });

    function command(line: string): void {
      if (idleTag !== '') {
        idling.delete(socket);
        say(`${idleTag} OK done`);
        idleTag = '';
        return;
      }
      const [, tag = '', name = '', args = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/.exec(line) ?? [];
      asked.push(name === 'LOGIN' ? name : `${name} ${args}`.trim());
      const fault = hit(asked.at(-1) ?? '');
      if (fault?.when === 'instead') broken(fault.answer, tag);
      else {
        const answer = carryOut(name.toUpperCase(), args, tag, fault?.when === 'midway');
        tellNew();
        if (fault !== undefined) broken(fault.answer, tag);
        else if (answer !== undefined) say(`${tag} ${answer}`);
      }
    }

    function broken(answer: string, tag: string): void {
      if (answer === 'cut') socket.end();
      else if (answer !== 'hang') say(`${tag} ${answer}`);
    }

    /** Says what is untagged; undefined when the command goes on. */
    function carryOut(name: string, args: string, tag: string, midway: boolean): string | undefined {
      const [range = '', ...more] = args.split(' ');
      const path = unquoted(more.join(' '));
      switch (name) {
        case 'CAPABILITY':
          say(`* CAPABILITY IMAP4rev1 ${[...capabilities].join(' ')}`);
          return 'OK done';
        case 'LOGIN':
          return args === `"${user}" "${password}"` || args === `${user} ${password}`
            ? 'OK in'
            : 'NO [AUTHENTICATIONFAILED] no';
        case 'LIST':
          if (path === '') say(`* LIST (\\Noselect) "${root.delimiter}" "${root.prefix}"`);
          for (const [each, { marks }] of folders)
            if (path === '*' || path === each) say(`* LIST (${marks}) "${root.delimiter}" "${each}"`);
          return 'OK done';
        case 'CREATE':
          if (folders.has(unquoted(args))) return 'NO [ALREADYEXISTS] there';
          folder(unquoted(args));
          return 'OK made';
        case 'SELECT':
        case 'EXAMINE': {
          opened = folders.get(unquoted(args));
          readOnly = name === 'EXAMINE';
          if (opened === undefined) return 'NO no such mailbox';
          told = opened.mails.length;
          say(`* ${told} EXISTS`);
          say('* FLAGS (\\Seen \\Deleted)');
          say('* OK [PERMANENTFLAGS (\\Seen \\Deleted)]');
          say(`* OK [UIDVALIDITY ${opened.uidValidity}]`);
          say(`* OK [UIDNEXT ${opened.uidNext}]`);
          return `OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] opened`;
        }
        case 'UID SEARCH': {
          const fits = imapSearch(args, inRange);
          const found = (opened?.mails ?? []).filter(fits);
          say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd());
          return 'OK done';
        }
        case 'UID FETCH': {
          const wanted = inRange(range);
          const told = midway ? wanted.slice(0, Math.ceil(wanted.length / 2)) : wanted;
          for (const mail of told) fetched(mail, args);
          return 'OK done';
        }
        case 'UID STORE':
          if (opened === undefined || readOnly) return 'NO read only';
          for (const { flags } of inRange(range))
            for (const flag of args.match(/\\\w+/g) ?? []) flags.add(flag);
          return 'OK done';
        case 'UID EXPUNGE':
          if (!capabilities.has('UIDPLUS')) return 'BAD not here';
          return takeAway(inRange(range).filter(({ flags }) => flags.has('\\Deleted')));
        case 'EXPUNGE':
          return takeAway((opened?.mails ?? []).filter(({ flags }) => flags.has('\\Deleted')));
        case 'UID COPY':
          return copied(inRange(range), path);
        case 'UID MOVE': {
          if (!capabilities.has('MOVE')) return 'BAD not here';
          const wanted = inRange(range);
          const answer = copied(wanted, path);
          return answer.startsWith('OK') ? takeAway(wanted) : answer;
        }
        case 'IDLE':
          idleTag = tag;
          idling.set(socket, tellNew);
          say('+ idling');
          return undefined;
        case 'LOGOUT':
          say('* BYE');
          say(`${tag} OK done`);
          socket.end();
          return undefined;
        case 'NOOP':
        case 'SUBSCRIBE':
          return 'OK done';
        default:
          return 'BAD not here';
      }
    }

    function takeAway(gone: readonly StoredMail[]): string {
      if (opened === undefined || readOnly) return 'NO read only';
      for (const mail of gone) {
        say(`* ${opened.mails.indexOf(mail) + 1} EXPUNGE`);
        opened.mails.splice(opened.mails.indexOf(mail), 1);
      }
      return 'OK done';
    }

    function copied(wanted: readonly StoredMail[], path: string): string {
      const target = folders.get(path);
      if (target === undefined) return 'NO [TRYCREATE] no such mailbox';
      for (const { raw, arrivedAt, flags } of wanted) store(target, raw, arrivedAt, flags);
      return 'OK done';
    }

    function fetched({ uid, raw, arrivedAt, flags }: StoredMail, asked: string): void {
      const number = (opened?.mails ?? []).findIndex((mail) => mail.uid === uid) + 1;
      const size = Buffer.byteLength(raw, 'latin1');
      const [, most] = /BODY\.PEEK\[\]<0\.(\d+)>/.exec(asked) ?? [];
      const items = [
        `UID ${uid}`,
        `FLAGS (${[...flags].join(' ')})`,
        `INTERNALDATE "${imapDate(arrivedAt)}"`,
        `RFC822.SIZE ${size}`,
      ];
      const part = most === undefined ? '' : raw.slice(0, Number(most));
      const literal = most === undefined ? '' : ` BODY[]<0> {${part.length}}\r\n${part}`;
      say(`* ${number} FETCH (${items.join(' ')}${literal})`);
    }

    /** `7`, `3:9`, `4:*`; the last one stands for `*`, and a range may be given backwards. */
    function inRange(range: string): readonly StoredMail[] {
      const mails = opened?.mails ?? [];
      const last = mails.at(-1)?.uid ?? 0;
      const parts = range.split(',').map((part) => {
        const [from = '', to = from] = part.split(':');
        const ends = [from, to].map((end) => (end === '*' ? last : Number(end)));
        return [Math.min(...ends), Math.max(...ends)] as const;
      });
      return mails.filter(({ uid }) => parts.some(([from, to]) => uid >= from && uid <= to));
    }
  });

  function hit(command: string): ImapFault | undefined {
    const fits = faults.find(({ fault, left }) => left > 0 && fault.command.test(command));
    if (fits === undefined) return undefined;
    if (fits.skip > 0) {
      fits.skip -= 1;
      return undefined;
    }
    fits.left -= 1;
    return fits.fault;
  }

  function store(target: StoredFolder, raw: string, arrivedAt: Date, flags: ReadonlySet<string>): void {
    target.mails.push({ uid: target.uidNext, raw, arrivedAt, flags: new Set(flags) });
    target.uidNext += 1;
  }

  return {
    mails: inbox.mails,
    asked,
    capabilities,
    folders,
    folder,
    root,
    get url() {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      return `imap://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}`;
    },
    async start() {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    },
    /** Lines end as those of a file; mail lines end in CRLF. Letters beyond ASCII are sent as UTF-8. */
    arrives(raw: string, arrivedAt: Date, path = 'INBOX') {
      const bytes = Buffer.from(raw.replace(/\r?\n/g, '\r\n')).toString('latin1');
      store(at(path), bytes, arrivedAt, new Set());
      for (const tell of idling.values()) tell();
    },
    fault(fault: ImapFault) {
      faults.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 });
    },
    renumber(path = 'INBOX') {
      at(path).uidValidity += 1;
    },
    /** Every connection breaks. */
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1) : text;
}

function imapDate(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`;
}
