import { basename } from 'node:path/posix';
import { expect, test } from 'vitest';
import { parsed } from './support/parsed.ts';
import { filesUnder, sourceFiles } from './support/tree.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
const KEBAB_FOLDER = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const EMPTY_WORDS = /^(index|utils?|helpers?|common|types?|services?|managers?|misc)$/;

// Names that the house gives to a role: the same file stands in several folders, or starts the program.
const ROLES: Readonly<Record<string, string>> = {
  'main.ts': 'the program',
  'run-desk.ts': 'the program, once its sources are cached',
  'cli.ts': 'the commands',
  'run-cli.ts': 'the commands, once their sources are cached',
  'bot.ts': 'the wiring of a channel',
  'translate.ts': 'the pure half of a channel',
  'sheet-thread.ts': 'the thread that reads a spreadsheet',
  'ports.ts': 'what the use cases need',
  'digest.ts': 'all hashes, so that nobody else needs node:crypto',
  'processors.ts': 'the registry of the sources',
};

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_.]/)
    .map((word) =>
      word
        .replace(/ies$/, 'y')
        .replace(/(sh|ch|ss|x)es$/, '$1')
        .replace(/(?<=..)s$/, ''),
    );
}

function isNamedAfter(file: string, exports: readonly string[]): boolean {
  const words = wordsOf(basename(file, '.ts'));
  return exports.some((name) => wordsOf(name).some((word) => words.includes(word)));
}

function exportsOf(path: string): string[] {
  return parsed(path).module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ exportName }) => exportName.name ?? []),
  );
}

const NAMED = ['src', 'test', 'bench', 'docs', 'locales'].flatMap((folder) => filesUnder(folder));

test('files and folders have lower-case names with hyphens', () => {
  const others = [...NAMED, ...filesUnder('prisma', '.ts')].filter((path) => {
    const parts = path.split('/');
    return !KEBAB.test(parts.pop() ?? '') || parts.some((folder) => !KEBAB_FOLDER.test(folder));
  });
  expect(others).toEqual([]);
});

test('no file or folder has a name that says nothing, such as utils or types', () => {
  const empty = NAMED.filter((path) =>
    path
      .replace(/\.[^/]*$/, '')
      .split('/')
      .some((part) => EMPTY_WORDS.test(part) || /-(utils?|helpers?|services?|managers?)$/.test(part)),
  );
  expect(empty).toEqual([]);
});

test('the name of a source file and one of its exports share a word', () => {
  const others = sourceFiles().filter(
    (path) => !(basename(path) in ROLES) && !isNamedAfter(path, exportsOf(path)),
  );
  expect(others.map((path) => `${path} exports ${exportsOf(path).join(', ') || 'nothing'}`)).toEqual([]);
});

test('every decision in docs has a number of its own', () => {
  const numbers = filesUnder('docs/decisions').map((path) => basename(path).slice(0, 4));
  expect(numbers.toSorted()).toEqual(numbers.map((_, index) => String(index + 1).padStart(4, '0')));
});

test('a role that no file has any more is taken off the list', () => {
  const names = new Set(sourceFiles().map((path) => basename(path)));
  expect(Object.keys(ROLES).filter((role) => !names.has(role))).toEqual([]);
});

test.each([
  ['due-dates.ts', ['dueDates'], true],
  ['ids.ts', ['newId'], true],
  ['policies.ts', ['Policy'], true],
  ['date.ts', ['normalise', 'Money'], false],
])('%s with %j: named after it is %s', (file, exports, named) => {
  expect(isNamedAfter(file, exports)).toBe(named);
});
