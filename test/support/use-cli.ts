import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { giveLearned } from './learned.ts';
import type { CoreUnderTest } from './use-core.ts';

/** Commands as cli.ts calls them, on the data of that core. */
export function useCli(use: () => CoreUnderTest) {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cli-'));
    await giveLearned(dataDir);
    vi.stubEnv('DATABASE_URL', use().connectionString);
    vi.stubEnv('SECRET_KEY', Buffer.alloc(32, 7).toString('base64'));
    vi.stubEnv('DATA_DIR', dataDir);
    // vitest has a variable of this name too
    vi.stubEnv('MODE', 'demo');
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(dataDir, { recursive: true, force: true });
  });

  return callCommand;
}

/** One command as cli.ts calls it, with the environment of the test. */
export async function callCommand(name: string, args: readonly string[] = [], input = '', json = false) {
  const command = COMMANDS.find((one: Command) => one.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  const [written, explained]: [string[], string[]] = [[], []];
  async function* lines() {
    yield input;
  }
  const code = await command.action({
    args,
    json,
    lines: lines(),
    write: (line) => void written.push(line),
    stream: async (content) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      written.push(Buffer.concat(chunks).toString());
    },
    explain: (line) => void explained.push(line),
  });
  return { code, out: written.join('\n'), explained: explained.join('\n') };
}
