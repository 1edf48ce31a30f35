import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

interface StoredMail {
  readonly uid: number;
  readonly raw: string;
  readonly arrivedAt: Date;
  readonly flags: Set<string>;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One mailbox behind the part of IMAP4rev1 that a follower speaks (RFC 3501, RFC 2177), on a loopback port. */
export function newImapServer(user = 'privacy@example.nl', password = 'geheim') {
  const mails: StoredMail[] = [];
  const sockets = new Set<Socket>();
  const idling = new Set<Socket>();
  /** Every command as it came, without tag and password. */
  const asked: string[] = [];
  let uidValidity = 41;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      idling.delete(socket);
    });
    socket.on('error', () => undefined);
    let opened = false;
    let readOnly = false;
    let idleTag = '';
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
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
      const done = (answer = 'OK done') => say(`${tag} ${answer}`);
      switch (name.toUpperCase()) {
        case 'CAPABILITY':
          say('* CAPABILITY IMAP4rev1 IDLE');
          done();
          break;
        case 'LOGIN': {
          const right = args === `"${user}" "${password}"` || args === `${user} ${password}`;
          done(right ? 'OK in' : 'NO [AUTHENTICATIONFAILED] no');
          break;
        }
        case 'LIST':
          say('* LIST (\\HasNoChildren) "/" "INBOX"');
          done();
          break;
        case 'SELECT':
        case 'EXAMINE':
          if (!/^"?INBOX"?$/.test(args)) {
            done('NO no such mailbox');
            break;
          }
          opened = true;
          readOnly = name === 'EXAMINE';
          say(`* ${mails.length} EXISTS`);
          say('* FLAGS (\\Seen)');
          say('* OK [PERMANENTFLAGS (\\Seen)]');
          say(`* OK [UIDVALIDITY ${uidValidity}]`);
          say(`* OK [UIDNEXT ${(mails.at(-1)?.uid ?? 0) + 1}]`);
          done(`OK [READ-${readOnly ? 'ONLY' : 'WRITE'}] opened`);
          break;
        case 'UID SEARCH': {
          const [, since = ''] = /SINCE (\S+)/i.exec(args) ?? [];
          const [, from = '1'] = /UID (\d+):/i.exec(args) ?? [];
          const found = mails.filter(
            ({ uid, arrivedAt }) => uid >= Number(from) && arrivedAt >= new Date(`${since} UTC`),
          );
          say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd());
          done();
          break;
        }
        case 'UID FETCH':
          for (const mail of inRange(args.split(' ', 1)[0] ?? '')) fetched(mail, args.includes('BODY.PEEK'));
          done();
          break;
        case 'UID STORE':
          if (!opened || readOnly) {
            done('NO read only');
            break;
          }
          for (const mail of inRange(args.split(' ', 1)[0] ?? '')) mail.flags.add('\\Seen');
          done();
          break;
        case 'IDLE':
          idleTag = tag;
          idling.add(socket);
          say('+ idling');
          break;
        case 'LOGOUT':
          say('* BYE');
          done();
          socket.end();
          break;
        case 'NOOP':
          done();
          break;
        default:
          done('BAD not here');
          break;
      }
    }

    function fetched({ uid, raw, arrivedAt, flags }: StoredMail, whole: boolean): void {
      const number = mails.findIndex((mail) => mail.uid === uid) + 1;
      const items = [
        `UID ${uid}`,
        `FLAGS (${[...flags].join(' ')})`,
        `INTERNALDATE "${imapDate(arrivedAt)}"`,
      ];
      const literal = `UID ${uid} BODY[]<0> {${Buffer.byteLength(raw)}}\r\n${raw}`;
      say(`* ${number} FETCH (${whole ? literal : items.join(' ')})`);
    }
  });

  /** `7`, `3:9`, `4:*`; the last one stands for `*`, and a range may be given backwards. */
  function inRange(range: string): readonly StoredMail[] {
    const last = mails.at(-1)?.uid ?? 0;
    return mails.filter(({ uid }) =>
      range.split(',').some((part) => {
        const [from = '', to = from] = part.split(':');
        const ends = [from, to].map((end) => (end === '*' ? last : Number(end)));
        return uid >= Math.min(...ends) && uid <= Math.max(...ends);
      }),
    );
  }

  return {
    mails,
    asked,
    get url() {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      return `imap://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}`;
    },
    async start() {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    },
    /** Lines end as those of a file; mail lines end in CRLF. */
    arrives(raw: string, arrivedAt: Date) {
      const uid = (mails.at(-1)?.uid ?? 0) + 1;
      mails.push({ uid, raw: raw.replace(/\r?\n/g, '\r\n'), arrivedAt, flags: new Set() });
      for (const socket of idling) socket.write(`* ${mails.length} EXISTS\r\n`);
    },
    renumber() {
      uidValidity += 1;
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

function imapDate(at: Date): string {
  const time = at.toISOString().slice(11, 19);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${time} +0000`;
}
