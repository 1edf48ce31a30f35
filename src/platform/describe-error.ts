import { UnreadableRow } from '../core/kernel/unreadable-row.ts';

export interface ErrorDescription {
  readonly type: string;
  readonly message?: string;
  readonly errorCode?: string;
  readonly stack: readonly string[];
  readonly cause?: ErrorDescription;
}

/** Built-in errors tell of code; those of a database, a mail server or a parser repeat what they were given. */
const TELLS_OF_CODE: readonly unknown[] = [Error, TypeError, RangeError, ReferenceError, UnreadableRow];

/** An error for the log: where it happened and its kind, with a message only if that cannot hold a customer's words. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, ...placeOf(error) };
  const code = 'code' in error ? String(error.code) : undefined;
  const safe = code === undefined && TELLS_OF_CODE.includes(error.constructor);
  return {
    type: error.name,
    ...(safe ? { message: error.message } : {}),
    ...(code === undefined ? {} : { errorCode: code }),
    stack: placesIn(error.stack),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** Some libraries report a copy of an error: a plain object that still says where it happened. */
function placeOf(thrown: unknown): Pick<ErrorDescription, 'stack' | 'errorCode'> {
  if (typeof thrown !== 'object' || thrown === null) return { stack: [] };
  const { stack, code }: { readonly stack?: unknown; readonly code?: unknown } = thrown;
  return { stack: placesIn(stack), ...(typeof code === 'string' ? { errorCode: code } : {}) };
}

/** The lines of a stack, without the message above them. */
function placesIn(stack: unknown): readonly string[] {
  if (typeof stack !== 'string') return [];
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());
}
