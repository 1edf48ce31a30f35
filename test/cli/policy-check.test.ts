import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { policyCheck } from '../../src/cli/policy-check.ts';

async function* nothing(): AsyncGenerator<string> {}

async function checked(content: string | Uint8Array) {
  const file = join(await mkdtemp(join(tmpdir(), 'policy-')), 'beleid.txt');
  await writeFile(file, content);
  const out: string[] = [];
  const said: string[] = [];
  const write = (line: string): unknown => out.push(line);
  const explain = (line: string): unknown => said.push(line);
  const code = await policyCheck({
    args: [file, 'nl'],
    json: false,
    lines: nothing(),
    write,
    stream: async () => {},
    explain,
  });
  return { code, out, said: said.join() };
}

test.each([
  ['nothing', ''],
  ['only blanks', ' \n\n'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])],
])('a file of %s is no policy with gaps: it cannot be read', async (_what, content) => {
  const { code, out, said } = await checked(content);
  expect([code, out]).toEqual([2, []]);
  expect(said).toContain('is leeg of geen tekst');
});

test('a text is read, and what it lacks is told', async () => {
  expect((await checked('Wij bewaren uw naam twee jaar.')).code).toBe(1);
});
