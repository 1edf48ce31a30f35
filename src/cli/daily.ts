import { dailyRun } from '../core/application/daily-run.ts';
import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

/** The daily run, once and now. 1 when the register does not hold together. */
export async function daily(context: CommandContext): Promise<number> {
  return withCore(context, async ({ settings }) => {
    const report = await dailyRun(settings);
    context.write(JSON.stringify(report));
    return report.registerWhole ? 0 : 1;
  });
}
