import type { CallExpression, Expression, NewExpression } from 'oxc-parser';
import {
  commented,
  everywhere,
  type Forbidden,
  inCoreOutsideKernel,
  inSource,
  inTests,
  seen,
} from './forbidden.ts';
import { undocumented } from './undocumented.ts';

const CLOCKS_AND_DICE =
  /^(Date\.now|Math\.random|performance\.(now|timeOrigin)|process\.(hrtime|uptime)|(globalThis\.)?crypto\.\w+|Temporal\.Now)$/;

/** `a.b.c`, or an empty text for anything that is not a chain of names. */
function nameOf(node: Expression | CallExpression['callee']): string {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier' || node.computed) return '';
  const owner = nameOf(node.object);
  return owner === '' ? '' : `${owner}.${node.property.name}`;
}

/** `new Promise((resolve) => setTimeout(resolve, 50))`, in whatever words. */
function isSleep(node: NewExpression, source: string): boolean {
  const [executor] = node.arguments;
  if (nameOf(node.callee) !== 'Promise' || executor?.type !== 'ArrowFunctionExpression') return false;
  const [resolve] = executor.params;
  if (resolve?.type !== 'Identifier') return false;
  const body = source.slice(executor.body.start, executor.body.end);
  return new RegExp(`setTimeout\\(\\s*(\\(\\)\\s*=>[\\s{]*)?${resolve.name}\\b`).test(body);
}

/** What makes code or tests unreliable, or leaves them unfinished. */
export const FORBIDDEN_HABITS: readonly Forbidden[] = [
  {
    rule: 'nothing is left to be done later in a comment',
    where: everywhere,
    find: commented(/\b(TODO|FIXME|XXX|HACK)\b(?!-)/),
    wrong: ['// TODO: later', '/* FIXME */'],
    right: ['// a list of todos', '// PB-XXXX-XXXX', "const status = 'TODO'"],
  },
  {
    rule: 'every test runs, always',
    where: inTests,
    find: seen(/\b(only|skip|skipIf|runIf|todo|fails|[fx](it|describe|test))\b/, (found) => ({
      MemberExpression(node) {
        if (/^(test|it|describe|suite)\.(.*\.)?(only|skip|skipIf|runIf|todo|fails)$/.test(nameOf(node)))
          found(node);
      },
      CallExpression(node) {
        if (/^([fx](it|describe|test)|\w+\.skip|skip)$/.test(nameOf(node.callee))) found(node);
      },
    })),
    wrong: [
      "test.only('a', b)",
      "describe.skip('a', b)",
      "it.todo('a')",
      "xit('a', b)",
      "test('a', (t) => t.skip())",
    ],
    right: ["test('a', b)", "test.each([1])('a', b)", 'expect(x).toBe(y)'],
  },
  {
    rule: 'the core gets the time and chance from its caller: both live in core/kernel',
    where: inCoreOutsideKernel,
    find: seen(/\b(Date|random\w*|performance|hrtime|uptime|crypto|Temporal|getRandomValues)\b/, (found) => ({
      NewExpression(node) {
        if (nameOf(node.callee) === 'Date' && node.arguments.length === 0) found(node);
      },
      CallExpression(node) {
        if (/^(Date|randomUUID|randomBytes|randomInt|getRandomValues)$/.test(nameOf(node.callee)))
          found(node);
      },
      MemberExpression(node) {
        if (CLOCKS_AND_DICE.test(nameOf(node))) found(node);
      },
    })),
    wrong: [
      'new Date()',
      'Date.now()',
      'const clock = Date.now',
      'Math.random()',
      'crypto.randomUUID()',
      'randomBytes(3)',
      'Date()',
    ],
    right: ['new Date(row.at)', 'Date.parse(text)', 'now.getTime()', 'Math.round(x)'],
  },
  {
    rule: 'the present moment is an argument without a default',
    where: inSource,
    find: seen(/\b(now|today)\b.*=/, (found) => ({
      AssignmentPattern(node) {
        if (node.left.type === 'Identifier' && /^(now|today)$/.test(node.left.name)) found(node);
      },
    })),
    wrong: ['function f(now = clock()) {}', 'const f = ({ today = day() }) => today'],
    right: ['function f(now: Date, days = 3) {}'],
  },
  {
    rule: 'the shop logs through its log, which leaves personal data out',
    where: inSource,
    find: seen(/\bconsole\b/, (found) => ({
      MemberExpression(node) {
        if (/^(globalThis\.)?console\.\w+$/.test(nameOf(node))) found(node);
      },
    })),
    wrong: ["console.log('x')", 'const print = console.error'],
    right: ["log.info('x')", "process.stdout.write('x')"],
  },
  {
    rule: 'no test sleeps: it waits for what it expects',
    where: inTests,
    find: seen(/\b(setTimeout|sleep|delay|pause)\b|timers.promises/, (found, source) => ({
      NewExpression(node) {
        if (isSleep(node, source)) found(node);
      },
      CallExpression(node) {
        if (/^(sleep|delay|pause)$/.test(nameOf(node.callee))) found(node);
      },
      ImportDeclaration(node) {
        if (/^(node:)?timers\/promises$/.test(node.source.value)) found(node);
      },
    })),
    wrong: [
      'await new Promise((resolve) => setTimeout(resolve, 50))',
      'await new Promise((resolve) => setTimeout(() => resolve(1), 50))',
      "import { setTimeout } from 'node:timers/promises'",
      'await sleep(10)',
    ],
    right: [
      'const timer = setTimeout(task, 50)',
      "await new Promise((resolve, reject) => setTimeout(() => reject(new Error('too long')), 5_000))",
      'await expect.poll(read).toBe(1)',
    ],
  },
  {
    rule: 'an exported function says what goes in and out',
    where: inSource,
    find: undocumented,
    wrong: [
      'export function f() {}',
      'export const f = () => 1',
      '// a\nexport async function f() {}',
      'export default function f() {}',
    ],
    right: [
      '/** A. */\nexport function f() {}',
      '/** A. */\nexport const f = () => 1',
      'export const f = 1',
      'function f() {}',
    ],
  },
  {
    rule: 'a switch says what happens to every other case: assertNever for a union',
    where: inSource,
    find: seen(/\bswitch\b/, (found) => ({
      SwitchStatement(node) {
        if (node.cases.every(({ test }) => test !== null)) found(node);
      },
    })),
    wrong: ["switch (x) { case 'a': y() }"],
    right: ["switch (x) { case 'a': y(); break; default: assertNever(x) }"],
  },
];
