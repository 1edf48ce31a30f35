/** A request to the API of a system. The address may hold a key of a person, so that it is told to nobody. */
export interface ApiRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

/** `sent`: it may have been carried out although nobody said so; false only when it never left. */
export interface ApiFailure {
  readonly ok: false;
  readonly code: ApiFailureCode;
  /** Null without an answer. */
  readonly status: number | null;
  readonly retryable: boolean;
  /** What the system asked for (RFC 9110 section 10.2.3). */
  readonly retryAfterMs?: number;
  readonly sent: boolean;
  /** The JSON of the answer; undefined without. */
  readonly body?: unknown;
}

export type ApiFailureCode =
  | 'api.unreachable'
  | 'api.no_answer'
  | 'api.too_many'
  | 'api.server_error'
  | 'api.unauthorized'
  | 'api.forbidden'
  | 'api.not_found'
  | 'api.refused'
  | 'api.not_json';

export type ApiAnswer =
  | { readonly ok: true; readonly status: number; readonly headers: Headers; readonly body: unknown }
  | ApiFailure;

export const API_TIMEOUT = 30_000;
/** Unpacked; the longest page of any of these systems is a few megabytes. */
const MOST_BYTES = 32 * 1024 * 1024;
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * One call, without retries. A redirect is refused: credentials go to the configured host only. Never throws for what a
 * system or the network does; `body` is undefined for an empty answer.
 */
export async function fetchJson(request: ApiRequest): Promise<ApiAnswer> {
  const { url, method = 'GET', headers = {}, body, timeoutMs = API_TIMEOUT } = request;
  let response: Response;
  let text: string | undefined;
  try {
    response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await textOf(response);
  } catch (error) {
    return networkFailure(error);
  }
  const parsed = text === undefined ? undefined : parseJson(text);
  // A page instead of an answer says nothing of the record: something on the way is not the system.
  const stray = parsed === undefined && (response.status === 404 || response.status === 410);
  if (stray) return { ok: false, code: 'api.not_json', status: response.status, retryable: true, sent: true };
  if (!response.ok) return refusal(response, parsed?.value);
  return parsed === undefined
    ? { ok: false, code: 'api.not_json', status: response.status, retryable: false, sent: true }
    : { ok: true, status: response.status, headers: response.headers, body: parsed.value };
}

/** Undefined when it is longer than any answer is; the rest is not fetched. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > MOST_BYTES) return undefined;
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}

function networkFailure(error: unknown): ApiFailure {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const sent = !UNSENT.has(code);
  return { ok: false, code: sent ? 'api.no_answer' : 'api.unreachable', status: null, retryable: true, sent };
}

function refusal(response: Response, body: unknown): ApiFailure {
  const { status } = response;
  const retryAfterMs = secondsOf(response.headers.get('retry-after'));
  return {
    ok: false,
    code: codeOf(status),
    status,
    retryable: status === 429 || status === 408 || status >= 500,
    // What was turned away at the door was not carried out; after an error inside nobody knows.
    sent: status >= 500,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(body === undefined ? {} : { body }),
  };
}

function codeOf(status: number): ApiFailureCode {
  if (status === 401) return 'api.unauthorized';
  if (status === 403) return 'api.forbidden';
  if (status === 404 || status === 410) return 'api.not_found';
  if (status === 429) return 'api.too_many';
  return status >= 500 ? 'api.server_error' : 'api.refused';
}

/** Only seconds: none of these systems answers with a date. */
function secondsOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}

/** Undefined for text that is no JSON. */
function parseJson(text: string): { readonly value: unknown } | undefined {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
