import { Writable } from 'node:stream';
import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { createLog } from '../../src/platform/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  const lines: string[] = [];
  const into = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  write(createLog(level, into));
  return lines.join('');
}

test('ids are logged, what is about a person or secret is not, also one and two levels down', () => {
  const line = logged((log) =>
    log.info(
      {
        requestId: 'r-1',
        email: 'jan@example.nl',
        mail: { to: 'jan@example.nl', id: 'm-1' },
        job: { data: { token: 'jan@example.nl' }, sender: { address: 'jan@example.nl' } },
        wrapped: new Redacted('jan@example.nl'),
      },
      'sent',
    ),
  );
  expect(line).not.toContain('example.nl');
  expect(JSON.parse(line)).toMatchObject({
    requestId: 'r-1',
    mail: { id: 'm-1' },
    msg: 'sent',
    level: 'info',
  });
});

test('an error of our own is logged with its message, its place and its cause', () => {
  const error = new Error('migration 1_house failed', { cause: new TypeError('x is undefined') });
  expect(JSON.parse(logged((log) => log.error({ error }, 'failed')))).toMatchObject({
    error: {
      type: 'Error',
      message: 'migration 1_house failed',
      stack: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
      cause: { type: 'TypeError', message: 'x is undefined' },
    },
  });
});

test('an error that a library copied into a plain object still tells where it was, and nothing of what it says', () => {
  const { stack, message } = new Error('no mail to jan@example.nl');
  const line = logged((log) =>
    log.error({ error: { message, stack, code: 'ECONNRESET', data: message } }, 'failed'),
  );
  expect(line).not.toContain('jan');
  expect(JSON.parse(line)).toMatchObject({
    error: {
      type: 'object',
      errorCode: 'ECONNRESET',
      stack: expect.arrayContaining([expect.stringContaining('log.test.ts')]),
    },
  });
});

test('the message of a foreign error, which repeats what it was given, is left out', () => {
  const fromDatabase = new DatabaseError('invalid input: "jan@example.nl"', 1, 'error');
  fromDatabase.code = '22P02';
  fromDatabase.detail = 'Key (email)=(jan@example.nl)';
  const fromMail = Object.assign(new Error('550 <jan@example.nl> unknown'), { code: 'EENVELOPE' });
  let fromParser: unknown;
  try {
    JSON.parse('jan@example.nl');
  } catch (syntaxError) {
    fromParser = syntaxError;
  }
  for (const error of [fromDatabase, fromMail, fromParser, 'jan@example.nl']) {
    const line = logged((log) => log.error({ error }, 'failed'));
    expect(line).not.toContain('example.nl');
    expect(JSON.parse(line).error.type).toBeTypeOf('string');
  }
  expect(logged((log) => log.error({ error: fromDatabase }, 'failed'))).toContain('22P02');
});

test('the level decides what is written', () => {
  expect(logged((log) => log.info({}, 'x'), 'warn')).toBe('');
  expect(logged((log) => log.fatal({}, 'x'), 'silent')).toBe('');
});
