import { z } from 'zod';
import { sha256 } from '../../core/kernel/digest.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import type { ApiAnswer, ApiFailure } from '../shared/fetch-json.ts';
import { fetchWithin, patiently, type TimeLeft, UNHURRIED, type Wait } from '../shared/patiently.ts';

export interface MollieSettings {
  /** An API key of one profile (`live_`, `test_`), or a token of the organisation (`access_`). */
  readonly accessToken: Redacted<string>;
  /** For approved changes only, so that a search cannot change anything; without it the other one is used. */
  readonly writeToken: Redacted<string> | undefined;
  readonly apiUrl: string;
  readonly timeoutMs?: number;
}

export type Query = Readonly<Record<string, string>>;
export type MolliePage = { readonly ok: true; readonly items: readonly unknown[] } | ApiFailure;

export interface MollieApi {
  /** `path` without the version. Asked again with patience. */
  read(path: string, query?: Query): Promise<ApiAnswer>;
  /** The rows of a list, page by page; a failure is the last. `name` is that of the list within the answer. */
  pages(path: string, name: string, query?: Query): AsyncGenerator<MolliePage, void>;
  /** Once: within an hour Mollie answers the same step with its first answer, and after it nobody knows. */
  change(method: 'DELETE' | 'PATCH', path: string, stepId: string, body?: unknown): Promise<ApiAnswer>;
}

/** The most that Mollie gives at once. */
const PAGE = 250;

const LIST = z.object({
  _embedded: z.record(z.string(), z.array(z.unknown())).optional(),
  count: z.number().optional(),
  _links: z.object({ next: z.object({ href: z.string() }).nullish() }),
});

const UNREADABLE: ApiFailure = { ok: false, code: 'api.not_json', status: 200, retryable: false, sent: true };

/** Mollie's REST interface, version 2 (processors.md section 1): reads with one token, changes with another. */
export function mollieApi(
  { accessToken, writeToken, apiUrl, timeoutMs }: MollieSettings,
  wait: Wait,
  left: TimeLeft = UNHURRIED,
): MollieApi {
  const at = (path: string, query: Query = {}): URL => {
    const url = new URL(`${apiUrl}/v2${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  };
  const limit = timeoutMs === undefined ? {} : { timeoutMs };
  const bearer = (token: Redacted<string>) => ({ authorization: `Bearer ${token.reveal()}` });
  const read: MollieApi['read'] = (path, query) =>
    patiently(
      () => fetchWithin(left, { url: at(path, query), headers: bearer(accessToken), ...limit }),
      wait,
      left,
    );
  return {
    read,
    async *pages(path, name, query = {}) {
      const seen = new Set<string>();
      for (let from: string | undefined; ; ) {
        const start = from === undefined ? {} : { from };
        const answer = await read(path, { ...query, limit: String(PAGE), ...start });
        if (!answer.ok) return yield answer;
        const list = LIST.safeParse(answer.body);
        const items = list.data?._embedded?.[name] ?? (list.data?.count === 0 ? [] : undefined);
        if (!list.success || items === undefined) return yield UNREADABLE;
        yield { ok: true, items };
        const { next } = list.data._links;
        if (next === null || next === undefined) return;
        from = placeIn(next.href);
        // Only the place is taken from the link: the token goes to the configured host alone.
        if (from === undefined || seen.has(from)) return yield UNREADABLE;
        seen.add(from);
      }
    },
    change: (method, path, stepId, body) =>
      fetchWithin(left, {
        url: at(path),
        method,
        headers: { ...bearer(writeToken ?? accessToken), 'idempotency-key': uuidOf(stepId) },
        ...(body === undefined ? {} : { body }),
        ...limit,
      }),
  };
}

function placeIn(href: string): string | undefined {
  return URL.canParse(href) ? (new URL(href).searchParams.get('from') ?? undefined) : undefined;
}

/** The form that Mollie wants of an idempotency key (UUID version 4), the same for every attempt at one step. */
function uuidOf(stepId: string): string {
  const hex = sha256(stepId);
  const variant = ((Number.parseInt(hex.charAt(16), 16) % 4) + 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
