export interface ApiParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** A call that the Bot API refuses; the HTTP status equals the error code. */
export class ApiError extends Error {
  readonly status: number;
  readonly parameters: ApiParameters | undefined;

  constructor(status: number, description: string, parameters?: ApiParameters) {
    super(description);
    this.status = status;
    this.parameters = parameters;
  }
}

export function badRequest(description: string, parameters?: ApiParameters): ApiError {
  return new ApiError(400, `Bad Request: ${description}`, parameters);
}

export function tooManyRequests(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

export type Args = Readonly<Record<string, unknown>>;
export type Json = Readonly<Record<string, unknown>>;

/** Arguments come as JSON, urlencoded or multipart; in the last two everything is text. */
export function integerArg(args: Args, name: string): number | undefined {
  const value = args[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

export function textArg(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function jsonArg(args: Args, name: string): unknown {
  const value = args[name];
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
