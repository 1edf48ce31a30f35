import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { LIMITS, type Limit } from '../../src/core/kernel/limits.ts';
import { readText } from './support/tree.ts';

/** `within` as the page says it: "for good", "at once", "15 minutes", "24 hours". */
function inWords({ withinMs }: Limit): string {
  if (withinMs === null) return 'for good';
  if (withinMs === 0) return 'at once';
  if (withinMs < HOUR) return `${withinMs / MINUTE} minutes`;
  const hours = withinMs / HOUR;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

test('the page about limits has each of them, with its figures and a reason', () => {
  const rows = [...readText('docs/limits.md').matchAll(/^\| (\w+) +\| (\d+) +\| ([\w ]+?) +\| (.+) \|$/gm)];
  const page = Object.fromEntries(rows.map(([, name, most, within]) => [name, `${most} ${within}`]));
  const code = Object.entries<Limit>(LIMITS).map(([name, limit]) => [
    name,
    `${limit.most} ${inWords(limit)}`,
  ]);
  expect(page).toEqual(Object.fromEntries(code));
  expect(rows.filter(([, , , , why = '']) => why.trim().length < 15)).toEqual([]);
});
