import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readScript } from '../support/dialogue-script.ts';
import { playDialogue } from '../support/play-dialogue.ts';
import { useCore } from '../support/use-core.ts';

const open = useCore({ from: new Date('2026-03-02T09:00:00Z') });

const SCRIPTS = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, scripts: readScript(readFileSync(join(import.meta.dirname, name), 'utf8')) }));

test('at least sixty whole dialogues are played', () => {
  expect(SCRIPTS.flatMap(({ scripts }) => scripts).length).toBeGreaterThanOrEqual(60);
});

describe.each(SCRIPTS)('$name', ({ scripts }) => {
  test.each(scripts)('$title', async (script) => {
    await playDialogue(open(), script);
  });
});
