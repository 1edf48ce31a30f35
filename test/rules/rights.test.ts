import { expect, test } from 'vitest';
import { filesUnder, readText } from './support/tree.ts';

/** The rows of the law: twelve rights and duties, and the cases that cross them. */
const CASES = [
  'Information 13/14',
  'Access 15',
  'Rectification 16',
  'Erasure 17',
  'Restriction 18',
  'Notification 19',
  'Portability 20',
  'Objection to marketing 21(2)',
  'Objection 21(1)',
  'Automated decision 22',
  'Withdrawal of consent 7(3)',
  'Complaint',
  'Doubt on identity 12(6)',
  'Extension 12(3)',
  'Unfounded or excessive 12(5)',
  'Child under 16',
  'Mandate, lawyer, portal',
  'Deceased',
  'Wrong recipient or wrong person',
  'Combined request',
  'Wrong addressee',
];

/** The rows of the table under a heading of the page, cell by cell. */
function table(heading: string): string[][] {
  const [, part = ''] = readText('docs/rights.md').split(`\n## ${heading}\n`);
  const lines = part.split('\n## ')[0]?.split('\n') ?? [];
  const rows = lines.filter((line) => line.startsWith('| ')).slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const walks = table('Walks').map(([of = '', file = '', name = '']) => ({
  of,
  file: file.replaceAll('`', ''),
  name,
}));

test('the page about rights has a line for each row of the law, with how it begins, outcomes and proof', () => {
  const rows = table('Cases');
  expect(rows.map(([name]) => name)).toEqual(CASES);
  expect(rows.filter((row) => row.length !== 4 || row.some((cell) => cell === ''))).toEqual([]);
});

test('every row of the law is walked by a test that exists, from the words to the letter', () => {
  expect(CASES.filter((name) => !walks.some(({ of }) => of === name))).toEqual([]);
  expect(walks.filter(({ of }) => !CASES.includes(of))).toEqual([]);
  const gone = walks.filter(({ file, name }) => !readText(file).includes(`'${name}'`));
  expect(gone).toEqual([]);
});

test('every walk of the two journeys made for this stands on the page', () => {
  const journeys = filesUnder('test/journeys', '.test.ts').filter((path) => path.includes('/walked-'));
  const listed = new Set(walks.map(({ file, name }) => `${file}: ${name}`));
  const missing = journeys.flatMap((path) =>
    [...readText(path).matchAll(/^(?:test|\]\))\(\s*'([^']+)'/gm)]
      .map(([, name]) => `${path}: ${name}`)
      .filter((walk) => !listed.has(walk)),
  );
  expect(journeys).toHaveLength(2);
  expect(missing).toEqual([]);
});
