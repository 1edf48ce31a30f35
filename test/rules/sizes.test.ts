import { dirname } from 'node:path/posix';
import { expect, test } from 'vitest';
import { percentile } from './support/percentile.ts';
import { filesUnder, linesOf } from './support/tree.ts';

const SOURCE = filesUnder('src', '.ts', '.js');
const TESTS = filesUnder('test', '.ts');
// A dialogue that is played is a test, though it is no code.
const DIALOGUES = filesUnder('test/dialogues', '.txt');

const SMALL = { files: 7, lines: 800 };
const CHANGING = { files: 9, lines: 1_200 };
// Mail with its checks is more than a chat, and the staff's channel more than that (docs/decisions/0019); what the sources
// of a shop share is no source.
const LARGER: Readonly<Record<string, typeof SMALL>> = {
  'src/bots/email': { files: 16, lines: 1_500 },
  'src/bots/slack': { files: 18, lines: 2_000 },
  // Finding, planning and changing per field is more than finding (docs/decisions/0021).
  'src/processors/e-boekhouden': CHANGING,
  'src/processors/mailbox': CHANGING,
  'src/processors/mollie': CHANGING,
  'src/processors/shared': { files: 18, lines: 1_200 },
};

function total(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + linesOf(path), 0);
}

function longerThan(paths: readonly string[], most: number): string[] {
  return paths.filter((path) => linesOf(path) > most).map((path) => `${path}: ${linesOf(path)} lines`);
}

test('half of the source files have at most 80 lines, nine in ten at most 200', () => {
  const lines = SOURCE.map(linesOf);
  expect(percentile(lines, 0.5)).toBeLessThanOrEqual(80);
  expect(percentile(lines, 0.9)).toBeLessThanOrEqual(200);
});

test('no source file has more than 300 lines: split it by what its parts decide', () => {
  expect(longerThan(SOURCE, 300)).toEqual([]);
});

test('no test file has more than 400 lines', () => {
  expect(longerThan([...TESTS, ...DIALOGUES], 400)).toEqual([]);
});

test('a channel or source fits in one head', () => {
  const adapters = new Set(
    [...filesUnder('src/bots'), ...filesUnder('src/processors')]
      .map((path) => path.split('/').slice(0, 3).join('/'))
      .filter((path) => !path.endsWith('.ts')),
  );
  const outgrown = [...adapters].flatMap((folder) => {
    const files = filesUnder(folder);
    const most = LARGER[folder] ?? SMALL;
    const fits = files.length <= most.files && total(files) <= most.lines;
    return fits ? [] : [`${folder}: ${files.length} files, ${total(files)} lines`];
  });
  expect(outgrown).toEqual([]);
});

test('tests weigh at least nine tenths of what they test', () => {
  expect(total([...TESTS, ...DIALOGUES]) / total(SOURCE)).toBeGreaterThanOrEqual(0.9);
});

test('a folder of tests has a folder of source', () => {
  const mirrored = TESTS.filter((path) => !/^test\/(support|fixtures|journeys|rules)\//.test(path));
  const sources = new Set(SOURCE.flatMap((path) => ancestorsOf(path)));
  expect(mirrored.filter((path) => !sources.has(dirname(path).replace(/^test/, 'src')))).toEqual([]);
});

function ancestorsOf(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...ancestorsOf(folder)];
}

test.each([
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
  [[7], 0.9, 7],
])('of %j, share %d is at most %d', (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});
