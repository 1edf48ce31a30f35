import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPolicyTopic } from '../../src/core/kernel/policy-topics.ts';
import { importPolicy } from '../../src/core/policy/imported-policy.ts';
import { policyFileOf, readPolicyFile, writePolicyFile } from '../../src/platform/policy-file.ts';
import { QUEUES } from '../../src/queues.ts';

const OWN = importPolicy(
  '# Cookies\n\nWij zetten geen cookies.\n\n# Slot\n\nDank u wel, zegt "Bubbel" & co.',
);
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-file-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** What stands in the file, as a person or another program left it. */
async function left(content: string): Promise<void> {
  await mkdir(join(folder, 'locales', 'nl'), { recursive: true });
  await writeFile(policyFileOf(folder), content);
}
const read = () => readPolicyFile(folder, isPolicyTopic);

test('what was imported is read back word for word', async () => {
  expect(await writePolicyFile(folder, OWN)).toBe(join(folder, 'locales', 'nl', 'policy.json'));
  expect(await read()).toEqual(OWN);
});

test('a later import stands in its place, whole', async () => {
  await writePolicyFile(folder, OWN);
  const shorter = importPolicy('# Cookies\n\nGeen.');
  await writePolicyFile(folder, shorter);
  expect(await read()).toEqual(shorter);
});

test('nobody but the desk reads the folder and the file', async () => {
  await writePolicyFile(folder, OWN);
  expect((await stat(policyFileOf(folder))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'locales'))).mode & 0o777).toBe(0o700);
  expect((await readFile(policyFileOf(folder), 'utf8')).endsWith('}\n')).toBe(true);
});

test('where nothing was imported there is nothing, also where the folder cannot be', async () => {
  expect(await read()).toBeUndefined();
  expect(await readPolicyFile('/dev/null/nowhere', isPolicyTopic)).toBeUndefined();
});

test.each([
  ['no JSON', 'Wij zetten geen cookies.', 'JSON'],
  ['another shape', '{"sections":[]}', 'facts'],
  [
    'a topic that nobody knows',
    JSON.stringify({ ...OWN, facts: { ...OWN.facts, topics: ['zeep'] } }),
    'topics',
  ],
  ['more than is known', JSON.stringify({ ...OWN, secret: 1 }), 'secret'],
] as const)('%s is refused, not half-read', async (_what, content, names) => {
  await left(content);
  await expect(read()).rejects.toThrow(names);
});

test('a file that may not be read is not taken for one that is not there', async () => {
  await mkdir(policyFileOf(folder), { recursive: true });
  await expect(read()).rejects.toThrow('EISDIR');
});

test('a desk looks at it every minute, one look at a time', () => {
  expect(QUEUES['follow-policy']).toMatchObject({ atOnce: 1, schedule: { cron: '* * * * *' } });
});
