import { expect, test } from 'vitest';
import { writeTable } from '../../src/platform/write-table.ts';

async function written(rows: AsyncIterable<readonly string[]>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeTable(rows)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('no cell of a table is a formula, and marks of the format are quoted', async () => {
  async function* rows() {
    yield ['=1+1', '+31', '-2', '@SUM(A1)', 'plain'];
    yield ['a;b', 'say "x"', 'two\nlines', '', 'é'];
  }
  expect(await written(rows())).toBe(
    `\ufeff'=1+1;'+31;'-2;'@SUM(A1);plain\r\n"a;b";"say ""x""";"two\nlines";;é\r\n`,
  );
});

test('rows that fail in the middle fail the file: nobody takes a part for the whole', async () => {
  async function* rows() {
    yield ['a'];
    throw new Error('the database went away');
  }
  await expect(written(rows())).rejects.toThrow('the database went away');
});
