type Test = (mail: Searched) => boolean;

interface Searched {
  readonly uid: number;
  readonly raw: string;
  readonly arrivedAt: Date;
}

/** SEARCH as RFC 3501 6.4.4 has it, as far as the desk asks it; words compare as parts of words, as servers do. */
export function imapSearch(args: string, inRange: (range: string) => readonly Searched[]): Test {
  const tokens = args.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const next = () => {
    const token = tokens[at] ?? '';
    at += 1;
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
  };
  function key(): Test {
    const name = next().toUpperCase();
    switch (name) {
      case '(': {
        const all: Test[] = [];
        while (tokens[at] !== ')' && at < tokens.length) all.push(key());
        at += 1;
        return (mail) => all.every((one) => one(mail));
      }
      case 'OR': {
        const [one, other] = [key(), key()];
        return (mail) => one(mail) || other(mail);
      }
      case 'FROM':
      case 'TO':
      case 'CC':
      case 'BCC':
        return has(name, next());
      case 'HEADER':
        return has(next(), next());
      case 'TEXT': {
        const text = next().toLowerCase();
        return ({ raw }) => raw.toLowerCase().includes(text);
      }
      case 'LARGER': {
        const size = Number(next());
        return ({ raw }) => Buffer.byteLength(raw) > size;
      }
      case 'SMALLER': {
        const size = Number(next());
        return ({ raw }) => Buffer.byteLength(raw) < size;
      }
      case 'SINCE': {
        const since = new Date(`${next()} UTC`);
        return ({ arrivedAt }) => arrivedAt >= since;
      }
      case 'UID': {
        const uids = new Set(inRange(next()).map(({ uid }) => uid));
        return ({ uid }) => uids.has(uid);
      }
      default:
        throw new Error(`no search for ${name}`);
    }
  }
  const keys: Test[] = [];
  while (at < tokens.length) keys.push(key());
  return (mail) => keys.every((one) => one(mail));
}

function has(field: string, value: string): Test {
  const wanted = value.toLowerCase();
  return ({ raw }) => {
    const [head = ''] = raw.split('\r\n\r\n', 1);
    return head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .some((line) => {
        const colon = line.indexOf(':');
        return (
          line.slice(0, colon).toLowerCase() === field.toLowerCase() &&
          line.slice(colon).toLowerCase().includes(wanted)
        );
      });
  };
}
