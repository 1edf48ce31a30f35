import { expect, test } from 'vitest';
import { citizenNumbers, machinePaths, realAddresses, registries } from './support/strangers.ts';
import { filesUnder, readText, rootFiles } from './support/tree.ts';

const PUBLISHED = ['info@iksmelt.com'];
const FOLDERS = ['.ci', 'src', 'test', 'bench', 'prisma', 'locales', 'docs'];
const FILES = [...FOLDERS.flatMap((folder) => filesUnder(folder)), ...rootFiles()].filter(
  (path) => !/\.(png|zip|ico|woff2)$|^(\.env|\.git|package-lock\.json)$/.test(path),
);
const TEXTS = FILES.map((path) => ({ path, text: readText(path) }));

function found(search: (text: string) => readonly string[]): string[] {
  return TEXTS.flatMap(({ path, text }) => search(text).map((words) => `${path}: ${words}`));
}

test('the project names no folder of a machine', () => {
  expect(found(machinePaths)).toEqual([]);
});

test('the project names no package registry', () => {
  expect(found((text) => registries(text, process.env.npm_config_registry))).toEqual([]);
});

test('every address is invented, but the one that the shop publishes', () => {
  expect(found((text) => realAddresses(text).filter((address) => !PUBLISHED.includes(address)))).toEqual([]);
});

test('no number could be the citizen number of somebody', () => {
  expect(found(citizenNumbers)).toEqual([]);
});

test('a line holds no sign that an editor hides; payloads of a service may', () => {
  const hidden = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu;
  const signs = (text: string): string[] =>
    (text.match(hidden) ?? []).filter((sign) => sign !== '\n').map(nameOf);
  expect(found(signs).filter((place) => !place.startsWith('test/fixtures/'))).toEqual([]);
});

function nameOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16)}`;
}

const at = (domain: string): string => `somebody@${domain}`;

test.each([
  [machinePaths, `see /${'root'}/notes`, 1],
  [machinePaths, `cd '/${'tmp'}' &&`, 1],
  [machinePaths, 'src/platform/work-off.ts, ./work, ../root, https://example.nl/home', 0],
  [realAddresses, `${at('gmail.com')} ${at('winkel.nl')} ${at('myexample.nl')}`, 3],
  [realAddresses, `${at('example.nl')} ${at('mail.example.org')} ${at('a.test')} zod@4.6.7`, 0],
  [citizenNumbers, `bsn ${111_222_333} of 1112.22.${333}`, 2],
  [citizenNumbers, '123456789, NL91 ABNA 0417 1643 00, 0612345678, "update_id": 731000134', 0],
])('%o finds in «%s» %i', (search, text, count) => {
  expect(search(text)).toHaveLength(count);
});

test('a registry is found by its kind of name and by being the one in use', () => {
  expect(registries(`https://${'registry'}.example.org/zod`, undefined)).toHaveLength(1);
  expect(registries('https://packages.example.org/zod', 'https://packages.example.org/')).toHaveLength(1);
  expect(registries('npm ci && npm start; a register.list, the npm registry', undefined)).toEqual([]);
});
