import { z } from 'zod';
import type { Redacted } from '../../core/kernel/redacted.ts';
import type { ApiAnswer, ApiFailure, ApiRequest } from '../shared/fetch-json.ts';
import { fetchWithin, patiently, type TimeLeft, UNHURRIED, type Wait } from '../shared/patiently.ts';

export interface BooksAccess {
  /** Of one administration. */
  readonly token: Redacted<string>;
  readonly apiUrl: string;
  readonly wait: Wait;
  readonly timeoutMs?: number;
}

/** A time of reading and writing in one administration. After a read that failed for good nothing more is read. */
export interface BooksSession {
  /** What stands there (`path` without the version); undefined when it is gone, or when reading has failed. */
  read(path: string): Promise<unknown>;
  /** The same for each of these, without those that are gone. */
  readEach(path: string, ids: readonly number[]): Promise<readonly unknown[]>;
  /** All rows of a list. */
  list(path: string, query?: Query): Promise<readonly ListedItem[]>;
  /** The first read that failed. */
  failure(): ApiFailure | undefined;
  /** Once: nobody knows what became of a change that got no answer. */
  patch(path: string, body: unknown): Promise<ApiAnswer>;
  close(): Promise<void>;
}

type Query = Readonly<Record<string, string>>;

/** At most ten signs, by its interface. */
const CALLER = 'Privacy';
const PAGE = 2_000;
const AT_ONCE = 4;

const STARTED = z.object({ token: z.string().min(1) });
const LISTED = z.looseObject({ id: z.number().int() });
const LIST = z.object({ items: z.array(LISTED), count: z.number().optional().catch(undefined) });
export type ListedItem = z.infer<typeof LISTED>;

const UNREADABLE: ApiFailure = {
  ok: false,
  code: 'api.not_json',
  status: 200,
  retryable: false,
  sent: true,
};

/**
 * Sessions with e-Boekhouden (REST v1, processors.md section 3). Sources differ on whether `Bearer` stands before the token
 * of a session: what once worked is kept for as long as the program runs. A session that has ended is opened anew.
 */
export function booksSessions({
  token,
  apiUrl,
  wait,
  timeoutMs,
}: BooksAccess): (left?: TimeLeft) => BooksSession {
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  let scheme = 'Bearer ';
  let worked = false;

  return (left = UNHURRIED) => {
    let current: string | undefined;
    let opening: Promise<string | ApiFailure> | undefined;
    const at = (path: string, query: Query = {}): URL => {
      const url = new URL(`${apiUrl}/v1${path}`);
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url;
    };
    const open = async (): Promise<string | ApiFailure> => {
      const body = { accessToken: token.reveal(), source: CALLER };
      const answer = await patiently(
        () => fetchWithin(left, { url: at('/session'), method: 'POST', body, ...limit }),
        wait,
        left,
      );
      // A place to sign in that is gone says nothing of what was to be read.
      if (!answer.ok && answer.code === 'api.not_found') return UNREADABLE;
      if (!answer.ok) return answer.status === 403 ? { ...answer, code: 'api.unauthorized' } : answer;
      const started = STARTED.safeParse(answer.body);
      current = started.success ? started.data.token : undefined;
      return current ?? UNREADABLE;
    };
    /** One login for all calls that lack one, or whose session has ended. */
    const session = async (ended?: string): Promise<string | ApiFailure> => {
      if (current !== undefined && current !== ended) return current;
      opening ??= open().finally(() => {
        opening = undefined;
      });
      return opening;
    };
    const once = async (request: ApiRequest): Promise<ApiAnswer> => {
      const first = await session();
      if (typeof first !== 'string') return { ...first, sent: false };
      const sent = { ...request, ...limit };
      const answer = await fetchWithin(left, { ...sent, headers: { authorization: `${scheme}${first}` } });
      if (answer.ok) worked = true;
      if (answer.status !== 401) return answer;
      const renewed = await session(first);
      if (typeof renewed !== 'string') return { ...renewed, sent: false };
      const another = worked ? scheme : '';
      const again = await fetchWithin(left, { ...sent, headers: { authorization: `${another}${renewed}` } });
      if (again.ok) {
        worked = true;
        scheme = another;
      }
      return again;
    };
    let failed: ApiFailure | undefined;
    const get = async (path: string, query?: Query): Promise<ApiAnswer> => {
      const answer = failed ?? (await patiently(() => once({ url: at(path, query) }), wait, left));
      const gone = !answer.ok && answer.status === 404 && query === undefined;
      if (!answer.ok && !gone) failed ??= answer;
      // Without a word it says neither what is there nor that nothing is.
      if (!answer.ok || answer.body !== undefined) return answer;
      failed ??= UNREADABLE;
      return failed;
    };
    const read: BooksSession['read'] = async (path) => {
      const answer = await get(path);
      return answer.ok ? answer.body : undefined;
    };

    return {
      read,
      readEach: async (path, ids) => {
        const bodies: unknown[] = [];
        for (let from = 0; from < ids.length && failed === undefined; from += AT_ONCE)
          bodies.push(
            ...(await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => read(`${path}/${id}`)))),
          );
        return bodies.filter((body) => body !== undefined);
      },
      list: async (path, query = {}) => {
        const rows = new Map<number, ListedItem>();
        for (let offset = 0, more = true; more; ) {
          const answer = await get(path, { ...query, limit: String(PAGE), offset: String(offset) });
          const page = answer.ok ? LIST.safeParse(answer.body) : undefined;
          if (page?.success === false) failed = UNREADABLE;
          if (page?.success !== true) break;
          const { items, count = 0 } = page.data;
          const before = rows.size;
          for (const item of items) rows.set(item.id, item);
          offset += items.length;
          // Fewer than asked may be all, or as many as it gives at once: then its own count says that there are more.
          const unfinished = items.length >= PAGE || count > offset;
          more = unfinished && rows.size > before;
          // The same page again, or none: what is on the next ones is not known.
          if ((unfinished && !more) || (!more && count > rows.size)) failed ??= UNREADABLE;
        }
        return [...rows.values()];
      },
      failure: () => failed,
      patch: (path, body) => once({ url: at(path), method: 'PATCH', body }),
      close: async () => {
        if (current === undefined) return;
        // Should this fail: a session ends by itself within the hour.
        const headers = { authorization: `${scheme}${current}` };
        await fetchWithin(left, { url: at('/session'), method: 'DELETE', headers, ...limit });
      },
    };
  };
}
