import { DailyRunFailed, dailyRun } from '../core/application/daily-run.ts';
import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

/** The daily run, once and now. 1 when a part of it failed or the register does not hold together. */
export async function daily(context: CommandContext): Promise<number> {
  return withCore(context, async ({ settings }) => {
    const report = await dailyRun(settings).catch((error: unknown) => {
      if (error instanceof DailyRunFailed) return error.report;
      throw error;
    });
    context.write(JSON.stringify(report));
    return report.registerWhole && report.failed.length === 0 ? 0 : 1;
  });
}
