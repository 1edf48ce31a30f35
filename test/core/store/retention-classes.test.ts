import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { HOUSE_TERMS, RETENTION_TERMS } from '../../../src/core/kernel/retention-terms.ts';
import { RETENTION_CLASSES } from '../../../src/core/store/retention-classes.ts';

const schema = await readFile(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');

/** Terms that the database has no table for: see test/core/application/past-term.test.ts. */
const OUTSIDE_THE_STORE = ['holding_place', 'raw_mail', 'queue', 'taken_link', 'web_session'];

test('every table says how long its rows are kept and how they go', () => {
  const models = [...schema.matchAll(/^model (\w+)/gm)].map(([, name]) => name);
  expect(Object.keys(RETENTION_CLASSES).toSorted()).toEqual(models.toSorted());
  for (const { purge } of Object.values(RETENTION_CLASSES)) expect(purge).not.toBe('');
});

test('every term is the term of a table, and every table has a term', () => {
  const terms = [...RETENTION_TERMS, ...HOUSE_TERMS].map((term) => term.class);
  const used = new Set(Object.values(RETENTION_CLASSES).flatMap(({ classes }) => classes));
  used.delete('shop_records');
  expect([...used, ...OUTSIDE_THE_STORE].toSorted()).toEqual(terms.toSorted());
});

test('a table with encrypted columns has a term that customers are told, and is never a record of the shop', () => {
  const told: readonly string[] = RETENTION_TERMS.map((term) => term.class);
  for (const model of schema.split(/^model /m)) {
    const name = model.slice(0, model.indexOf(' '));
    if (!/^ {2}\w+Enc /m.test(model)) continue;
    const [, retention] = Object.entries(RETENTION_CLASSES).find(([known]) => known === name) ?? [];
    expect(retention?.classes, name).not.toContain('shop_records');
    expect(
      retention?.classes.filter((one) => told.includes(one)),
      name,
    ).not.toEqual([]);
  }
});
