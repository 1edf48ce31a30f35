import { type FakeAnswer, type FakeApi, type FakeCall, fakeApi } from './fake-api.ts';

/** A row as the interface gives it; invented people only. */
export type BooksRow = Readonly<Record<string, unknown>> & { readonly id: number };

export interface BooksContent {
  readonly relations?: readonly BooksRow[];
  readonly invoices?: readonly BooksRow[];
  readonly mutations?: readonly BooksRow[];
}

export interface BooksHabits {
  /** How the token of a session stands in the header. */
  readonly header?: 'Bearer ' | '';
  /** Calls after which a session has ended; never without. */
  readonly callsPerSession?: number;
  /** The most rows of a page, whatever is asked. */
  readonly mostRows?: number;
  /** What empties a field: an empty text, null, or neither. */
  readonly emptiedBy?: 'text' | 'null' | 'nothing';
  /** What is left out of a change is lost. */
  readonly replaces?: boolean;
  /** Filters are passed over: every row is answered. */
  readonly ignoresFilters?: boolean;
}

export interface FakeBooks extends FakeApi {
  readonly token: string;
  /** As it stands now. */
  relation(id: number): Readonly<Record<string, unknown>> | undefined;
  /** Somebody works in the screens meanwhile. */
  edit(id: number, change: Readonly<Record<string, unknown>>): void;
  add(kind: 'invoices' | 'mutations', row: BooksRow): void;
  remove(id: number): void;
  openSessions(): number;
}

const TOKEN = 'token-of-the-administration';
const LISTED: Readonly<Record<string, readonly string[]>> = {
  relation: ['id', 'type', 'code'],
  invoice: ['id', 'invoiceNumber', 'relationId', 'date', 'reference', 'totalAmount'],
  mutation: ['id', 'type', 'date', 'invoiceNumber', 'ledgerId', 'amount', 'entryNumber'],
  ledger: ['id', 'code'],
};

/** The REST interface of e-Boekhouden as processors.md section 3 has it, on loopback, with state. */
export async function fakeEBoekhouden(
  content: BooksContent = {},
  habits: BooksHabits = {},
): Promise<FakeBooks> {
  const { header = 'Bearer ', callsPerSession = Number.POSITIVE_INFINITY, mostRows = 2_000 } = habits;
  const { emptiedBy = 'text', replaces = false, ignoresFilters = false } = habits;
  const tables: Record<string, Map<number, Record<string, unknown>>> = {
    relation: table(content.relations),
    invoice: table(content.invoices),
    mutation: table(content.mutations),
    ledger: table([{ id: 1, code: '1300' }]),
  };
  const sessions = new Map<string, number>();
  let opened = 0;

  function handle({ method, path, query, headers, body }: FakeCall): FakeAnswer {
    const [, version, kind = '', id] = path.split('/');
    if (version !== 'v1') return { status: 404 };
    if (kind === 'session' && method === 'POST') return open(body);
    const session = [...sessions.keys()].find((token) => headers.authorization === `${header}${token}`);
    const used = session === undefined ? undefined : (sessions.get(session) ?? 0) + 1;
    if (session === undefined || used === undefined || used > callsPerSession)
      return { status: 401, body: { code: 'SECURITY_010' } };
    if (kind === 'session') {
      sessions.delete(session);
      return { status: 204 };
    }
    sessions.set(session, used);
    const rows = tables[kind];
    if (rows === undefined) return { status: 404 };
    if (id === undefined) return { status: 200, body: list(kind, [...rows.values()], query) };
    const row = rows.get(Number(id));
    if (row === undefined) return { status: 404, body: { code: 'NOT_FOUND' } };
    if (method === 'PATCH' && kind === 'relation') return patch(row, asRow(body));
    return method === 'GET' ? { status: 200, body: row } : { status: 405 };
  }

  function open(body: unknown): FakeAnswer {
    const { accessToken, source } = asRow(body);
    if (accessToken !== TOKEN) return { status: 401, body: { code: 'SECURITY_001' } };
    if (!/^[\w ]{1,10}$/.test(String(source))) return { status: 400, body: { code: 'SESSION_002' } };
    opened += 1;
    sessions.set(`session-${opened}`, 0);
    return { status: 200, body: { token: `session-${opened}`, expiresIn: 3_600 } };
  }

  function list(kind: string, rows: readonly Record<string, unknown>[], query: URLSearchParams): unknown {
    const fits = ignoresFilters
      ? rows
      : rows.filter((row) => [...query].every(([name, value]) => answersTo(row, name, value)));
    const limit = Math.min(Number(query.get('limit') ?? 100), mostRows);
    const offset = Number(query.get('offset') ?? 0);
    const items = fits.slice(offset, offset + limit).map((row) => {
      const told = (LISTED[kind] ?? []).filter((name) => name in row);
      return Object.fromEntries(told.map((name) => [name, row[name]]));
    });
    return { items, count: fits.length };
  }

  function patch(row: Record<string, unknown>, body: Readonly<Record<string, unknown>>): FakeAnswer {
    if (!body.name) return { status: 400, body: { code: 'REL_002' } };
    if (body.gender === '') return { status: 400, body: { code: 'REL_004' } };
    if (replaces) for (const name of Object.keys(row)) if (!['id', 'date'].includes(name)) delete row[name];
    for (const [name, value] of Object.entries(body)) {
      const empties = value === '' || value === null;
      if (!empties || (emptiedBy === 'text' ? true : emptiedBy === 'null' && value === null))
        row[name] = value;
    }
    return { status: 200, body: row };
  }

  const api = await fakeApi(handle);
  return {
    ...api,
    token: TOKEN,
    relation: (id) => tables.relation?.get(id),
    edit: (id, change) => {
      Object.assign(tables.relation?.get(id) ?? {}, change);
    },
    add: (kind, row) => {
      tables[kind === 'invoices' ? 'invoice' : 'mutation']?.set(row.id, { ...row });
    },
    remove: (id) => {
      tables.relation?.delete(id);
    },
    openSessions: () => sessions.size,
  };
}

function table(rows: readonly BooksRow[] = []): Map<number, Record<string, unknown>> {
  return new Map(rows.map((row) => [row.id, { ...row }]));
}

function asRow(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
}

/** Its filters are combined; `email` looks at the first address only. */
function answersTo(row: Record<string, unknown>, name: string, value: string): boolean {
  if (name === 'limit' || name === 'offset') return true;
  if (name === 'email') return String(row.emailAddress).toLowerCase() === value.toLowerCase();
  const like = /^(\w+)\[like\]$/.exec(name)?.[1];
  const part = value.replace(/^%|%$/g, '').toLowerCase();
  if (like !== undefined)
    return String(row[like] ?? '')
      .toLowerCase()
      .includes(part);
  const numbers = Array.isArray(row.rows) ? row.rows.map((one) => String(asRow(one)[name] ?? '')) : [];
  return [String(row[name] ?? ''), ...numbers].includes(value);
}
