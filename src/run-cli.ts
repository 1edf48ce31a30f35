import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Command } from './cli/command.ts';
import { COMMANDS } from './cli/commands.ts';

/** Exit codes: 0 done, 1 refused or found wanting, 2 wrong use. */
const USAGE = [
  'Use: npm run -s cli -- COMMAND',
  '',
  ...COMMANDS.map(({ name, args, does }) => `  ${`${name} ${args}`.trim().padEnd(28)} ${does}`),
  '',
  'COMMAND --help explains one. --json answers in JSON where there is a choice.',
].join('\n');

const words = process.argv.slice(2);
const command = COMMANDS.find(({ name }) => {
  const parts = name.split(' ');
  return parts.every((part, index) => words[index] === part);
});

if (command === undefined) {
  const asked = words.length === 0 || words[0] === '--help' || words[0] === 'help';
  process[asked ? 'stdout' : 'stderr'].write(
    `${asked ? '' : `There is no command "${words.join(' ')}".\n\n`}${USAGE}\n`,
  );
  process.exitCode = asked ? 0 : 2;
} else {
  process.exitCode = await run(command, words.slice(command.name.split(' ').length));
}

async function run({ name, args, does, more, action }: Command, rest: readonly string[]): Promise<number> {
  if (rest.includes('--help')) {
    process.stdout.write(`${name} ${args}\n${does}\n${more ?? ''}\n`);
    return 0;
  }
  // A reader that has seen enough (`| head`) closes the pipe: nothing is wrong then.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return action({
    args: rest.filter((word) => !word.startsWith('--')),
    json: rest.includes('--json'),
    lines: stdinLines(),
    write: (line) => process.stdout.write(`${line}\n`),
    stream: async (content) => {
      for await (const chunk of content)
        if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    },
    explain: (line) => process.stderr.write(`${line}\n`),
  });
}

/** Only when they are asked for: a reader that is made before loses what came in while nobody listened. */
async function* stdinLines(): AsyncIterable<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}
