import { pino } from 'pino';
import { describeError } from './describe-error.ts';

type Write = (fields: object, event: string) => void;

/** `event` is a fixed text; what varies goes into the fields: ids, names of queues, counts, errors. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
}

/** Field names that would hold a secret or something about a person, wherever they stand. */
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
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    destination,
  );
  return {
    debug: (fields, event) => logger.debug(described(fields), event),
    info: (fields, event) => logger.info(described(fields), event),
    warn: (fields, event) => logger.warn(described(fields), event),
    error: (fields, event) => logger.error(described(fields), event),
    fatal: (fields, event) => logger.fatal(described(fields), event),
  };
}

/** Errors become what may be told of them before pino sees them: it would write their messages. */
function described(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => {
      const isError = value instanceof Error || name === 'error';
      return [name, isError ? describeError(value) : value];
    }),
  );
}
