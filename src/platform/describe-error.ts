export interface ErrorDescription {
  readonly type: string;
  readonly message?: string;
  readonly errorCode?: string;
  readonly stack: readonly string[];
  readonly cause?: ErrorDescription;
}

/** Built-in errors tell of code; those of a database, a mail server or a parser repeat what they were given. */
const TELLS_OF_CODE: readonly unknown[] = [Error, TypeError, RangeError, ReferenceError];

/** An error for the log: where it happened and its kind, with a message only if that cannot hold a customer's words. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, stack: [] };
  const code = 'code' in error ? String(error.code) : undefined;
  const safe = code === undefined && TELLS_OF_CODE.includes(error.constructor);
  return {
    type: error.name,
    ...(safe ? { message: error.message } : {}),
    ...(code === undefined ? {} : { errorCode: code }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
