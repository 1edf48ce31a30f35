import { type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Field names that would hold a secret or something about a person; ids are what may be logged. */
const PRIVATE = [
  'address',
  'authorization',
  'body',
  'code',
  'content',
  'cookie',
  'data',
  'email',
  'from',
  'headers',
  'ip',
  'key',
  'name',
  'password',
  'phone',
  'secret',
  'subject',
  'text',
  'to',
  'token',
  'url',
];

/** JSON lines on standard error: standard output belongs to what a command answers. */
export function createLog(level: string, destination: NodeJS.WritableStream = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      serializers: { err: describeError, error: describeError },
    },
    destination,
  );
}
