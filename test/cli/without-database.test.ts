import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { callCommand } from '../support/use-cli.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli.ts');

const NO_DATABASE = 'postgresql://nobody:x@127.0.0.1:1/none';
const NOWHERE = '/dev/null/nowhere';

/** The program itself, where no database is to be had and nothing may be written. */
async function cli(args: readonly string[], input = '') {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: NO_DATABASE, DATA_DIR: NOWHERE },
    stdio: 'pipe',
  });
  child.stdin.end(input);
  const [out, explained] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, out, explained };
}

test('understand and deadline answer each line without a database; a line that cannot be read makes the code 2', async () => {
  const asked = [
    '{"id":1,"channel":"chat","text":"wat bewaren jullie van mij"}',
    '{"id":2,"channel":"chat","text":"hoi"}',
  ];
  const received = '{"id":"a","received":"2026-11-02T09:30:00+01:00","clock":[]}';
  const [understood, computed, wrong] = await Promise.all([
    cli(['understand'], asked.join('\n')),
    cli(['deadline'], received),
    cli(['deadline'], `${received}\n{"id":"b"}`),
  ]);
  expect(understood).toMatchObject({ code: 0, explained: '' });
  expect(understood.out.trim().split('\n')).toHaveLength(2);
  expect(understood.out).toContain('"labels":["access"]');
  expect(computed).toMatchObject({ code: 0, explained: '' });
  expect(computed.out).toContain('"customerDue":"2026-12-02"');
  expect(wrong.code).toBe(2);
}, 60_000);

test('an unknown command is wrong use; a database that is away is told without its password', async () => {
  const [unknown, list, help] = await Promise.all([
    cli(['frobnicate']),
    cli(['register', 'list']),
    cli(['--help']),
  ]);
  expect(unknown).toMatchObject({ code: 2, out: '' });
  expect(unknown.explained).toContain('There is no command "frobnicate"');
  expect(list).toMatchObject({ code: 1, out: '' });
  expect(list.explained).toContain('127.0.0.1:1');
  expect(list.explained).not.toContain('nobody:x');
  expect(help).toMatchObject({ code: 0, explained: '' });
}, 60_000);

/** The same place for a command that is called here. */
function without(dataDir = NOWHERE): void {
  vi.stubEnv('DATABASE_URL', NO_DATABASE);
  vi.stubEnv('DATA_DIR', dataDir);
  // vitest has a variable of this name too
  vi.stubEnv('MODE', 'demo');
}
afterEach(() => void vi.unstubAllEnvs());

test('a policy is checked without a database: 0 when nothing is wanting, 1 with the places, 2 for no such file', async () => {
  const sample = (name: string) => resolve(import.meta.dirname, '../fixtures/policies', name);
  without();
  const clean = await callCommand('policy check', [sample('clean.md')]);
  const unfinished = await callCommand('policy check', [sample('unfinished.txt'), 'en']);
  const json = await callCommand('policy check', [sample('unfinished.txt')], '', true);
  const none = await callCommand('policy check', [sample('none.md')]);
  expect(clean).toMatchObject({ code: 0, explained: '' });
  expect(clean.out).toContain('Er is niets gevonden');
  expect(unfinished).toMatchObject({ code: 1, explained: '' });
  expect(unfinished.out).toContain('WRONG  line 7: Nothing stands under this heading.');
  expect(unfinished.out).toContain('"Nieuwsbrief"');
  expect(json.out).toContain('"kind":"empty_heading","severity":"wrong","line":7,"quote":"Nieuwsbrief"');
  expect(none).toMatchObject({ code: 2, out: '' });
  expect(none.explained).toContain('ENOENT');
});

test("a shop's own policy is imported under DATA_DIR with its gaps listed, and shown from then on", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policy-'));
  const file = resolve(import.meta.dirname, '../fixtures/policies/english.md');
  without(folder);
  try {
    const taken = await callCommand('policy import', [file]);
    expect(taken).toMatchObject({ code: 0, explained: '' });
    expect(taken.out).toContain('Partijen die in de tekst staan: Klarna');
    expect(taken.out).toContain('regel 3: Hier staat nog tekst uit een voorbeeld.');
    const shown = await callCommand('policy show');
    expect(shown.out).toContain('We answer within 30 days.');
    expect(shown.out).not.toMatch(/JouwWeb|COMPANY NAME/);
    expect(await callCommand('policy import')).toMatchObject({ code: 2, out: '' });
  } finally {
    await rm(folder, { recursive: true });
  }
});
