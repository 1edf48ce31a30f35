import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { readScript } from '../../support/dialogue-script.ts';
import { playDialogue } from '../../support/play-dialogue.ts';
import { useCore } from '../../support/use-core.ts';

const open = useCore({ from: new Date('2026-03-02T09:00:00Z') });

const FOLDER = join(import.meta.dirname, '../../dialogues');
const SCRIPTS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, scripts: readScript(readFileSync(join(FOLDER, name), 'utf8')) }));

test('at least sixty whole dialogues are played', () => {
  expect(SCRIPTS.flatMap(({ scripts }) => scripts).length).toBeGreaterThanOrEqual(60);
});

describe.each(SCRIPTS)('$name', ({ scripts }) => {
  test.each(scripts)('$title', async (script) => {
    // Each in an hour of its own: the shop mails no more than so many codes in one.
    open().clock.advance(HOUR);
    await playDialogue(open(), script);
  });
});
