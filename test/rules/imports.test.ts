import { expect, test } from 'vitest';
import { findCycles } from './support/find-cycles.ts';
import { houseOf, rowOf } from './support/import-table.ts';
import { type Import, importsOf, packageOf } from './support/imports.ts';
import { parse, parsed } from './support/parsed.ts';
import { sourceFiles } from './support/tree.ts';
import { whereItBelongs } from './support/where-it-belongs.ts';

const IMPORTS = sourceFiles().flatMap((path) => importsOf(parsed(path)));

function complaint({ from, place, to, typeOnly }: Import): string | undefined {
  const row = rowOf(from);
  if (row === undefined) return `${place}: the house has no such folder; see docs/architecture.md`;
  if (houseOf(from) === houseOf(to)) return undefined;
  const npm = packageOf(to);
  const allowed =
    npm !== undefined || to.startsWith('node:')
      ? row.packages.some((name) => [npm, to, npm === undefined ? 'node:*' : 'npm:*'].includes(name))
      : [...row.may, ...(typeOnly ? row.types : [])].some((path) => to.startsWith(path));
  if (allowed) return undefined;
  const asType = row.types.some((path) => to.startsWith(path));
  return asType
    ? `${place}: ${to} may be imported as a type only; ${whereItBelongs(to)}`
    : `${place}: ${houseOf(from)} may not import ${to}; ${whereItBelongs(to)}`;
}

function complaintOf(from: string, statement: string): string | undefined {
  return importsOf(parse(from, statement)).map(complaint)[0];
}

test('a file imports only what the table of the house allows its folder', () => {
  expect(IMPORTS.flatMap((found) => complaint(found) ?? [])).toEqual([]);
});

test('no file imports itself by a detour, types included', () => {
  const graph = new Map<string, string[]>();
  for (const { from, to } of IMPORTS) graph.set(from, [...(graph.get(from) ?? []), to]);
  expect(findCycles(graph).map((cycle) => [...cycle, cycle[0]].join(' -> '))).toEqual([]);
});

test.each([
  ['src/core/kernel/result.ts', "import { z } from 'zod'", 'a library belongs at the edge'],
  ['src/core/kernel/clock.ts', "import { randomInt } from 'node:crypto'", 'src/core/kernel/ (digest.ts'],
  ['src/core/deadline/due-dates.ts', "import type { Right } from '../request/x.ts'", 'src/core/application/'],
  ['src/core/request/x.ts', "import { prove } from '../identity/x.ts'", 'as a type only'],
  ['src/core/application/x.ts', "import { text } from '../text/texts.ts'", 'words belong in locales/'],
  ['src/core/text/x.ts', "export type { Rows } from '../store/x.ts'", 'belongs in src/core/store/'],
  ['src/bots/web/x.ts', "import { x } from '../telegram/x.ts'", 'its own folder under src/bots/'],
  ['src/bots/web/x.ts', "import type { Card } from '../../core/approval/staff-channel.ts'", 'core/approval'],
  ['src/desk/x.ts', "const x = import('../core/store/x.ts')", 'belongs in src/core/store/'],
  ['src/pages/x.ts', "let x: import('../platform/log.ts').Log", 'belongs in src/platform/'],
  ['src/platform/x.ts', "import '../main.ts'", 'only put parts together'],
  ['src/cli/x.ts', "import '../../test/support/setup.ts'", 'the shop runs without its tests'],
  ['src/shared/x.ts', "import '../core/kernel/result.ts'", 'no such folder'],
])('in %s, the import «%s» is refused with the place where the code belongs', (from, statement, advice) => {
  expect(complaintOf(from, statement)).toContain(advice);
});

test.each([
  ['src/core/request/x.ts', "import type { IdentityProof } from '../identity/identity-proof.ts'"],
  ['src/bots/slack/x.ts', "import type { StaffChannel } from '../../core/approval/staff-channel.ts'"],
  ['src/desk/a/x.ts', "import { html } from 'hono/html'"],
  ['src/processors/jouwweb/x.ts', "import { readTable } from '../shared/read-table.ts'"],
  ['src/cli/x.ts', "import { open } from '../open-core.ts'"],
])('in %s, the import «%s» is allowed', (from, statement) => {
  expect(complaintOf(from, statement)).toBeUndefined();
});

test('a circle is found once, wherever it is entered', () => {
  const graph = new Map([
    ['d', ['b']],
    ['b', ['c']],
    ['c', ['a', 'd']],
    ['a', ['b']],
  ]);
  expect(findCycles(graph)).toEqual([
    ['a', 'b', 'c'],
    ['b', 'c', 'd'],
  ]);
});
