import type { Refusal } from '../core/kernel/result.ts';
import { textIfAny } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

const FORMATS = ['csv', 'json'] as const;

/** The register to standard output; CSV unless JSON is asked for. 2 for a period that is none. */
export async function registerExport(context: CommandContext): Promise<number> {
  const words = context.args.map((word) => word.toLowerCase());
  const format = words.includes('json') || context.json ? 'json' : 'csv';
  const period = context.args.filter((_, index) => !FORMATS.some((name) => name === words[index]));
  return withCore(context, async ({ core }) => {
    const made = await core.register.export({ format, period }, CLI_ACTOR);
    if (!made.ok) return refused(context, made.refusal);
    await context.stream(made.value.content);
    return 0;
  });
}

/** Wrong use, explained. */
export function refused({ explain }: CommandContext, { code }: Refusal): number {
  explain(textIfAny('en', `refusals:${code}`) ?? code);
  return 2;
}
