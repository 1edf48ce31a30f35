import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { readScript } from '../../support/dialogue-script.ts';
import { dialogueTable } from '../../support/dialogue-table.ts';
import { playDialogue } from '../../support/play-dialogue.ts';
import { useCore } from '../../support/use-core.ts';

const open = useCore({ from: new Date('2026-03-02T09:00:00Z') });

const TABLE = join(import.meta.dirname, '../../../docs/dialogues.md');
const FOLDER = join(import.meta.dirname, '../../dialogues');
const SCRIPTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, scripts: readScript(readFileSync(join(FOLDER, name), 'utf8')) }));

test('at least a hundred and ten whole dialogues are played, and no title twice', () => {
  const titles = SCRIPTS.flatMap(({ scripts }) => scripts.map(({ title }) => title));
  expect(titles.length).toBeGreaterThanOrEqual(110);
  expect(new Set(titles).size).toBe(titles.length);
});

/** Without the blanks by which a table is set out. */
const compact = (text: string): string => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');

test('docs/dialogues.md tells how many there are by right and mishap', () => {
  const files = SCRIPTS.map(({ name, scripts }) => ({ mishap: name.replace('.txt', ''), scripts }));
  expect(compact(readFileSync(TABLE, 'utf8'))).toContain(compact(dialogueTable(files)));
});

test('the table counts a dialogue in the row of every right that was asked in it', () => {
  const [both, neither] = readScript('# beide\n= access received, erasure received\n# geen\n= -');
  if (both === undefined || neither === undefined) throw new Error('two scripts were read');
  const table = dialogueTable([{ mishap: 'changes', scripts: [both, neither] }]).split('\n');
  for (const row of [
    '| access | 1 |',
    '| erasure | 1 |',
    '| objection |  |',
    '| no request | 1 |',
    '| all | 2 |',
  ])
    expect(table).toContain(row);
});

describe.each(SCRIPTS)('$name', ({ scripts }) => {
  test.each(scripts)('$title', async (script) => {
    // Each in an hour of its own: the shop mails no more than so many codes in one.
    open().clock.advance(HOUR);
    await playDialogue(open(), script);
  });
});
