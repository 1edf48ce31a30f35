import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

/** Each source of the shop: how it is searched, and whether that works now. 1 when one does not. */
export async function processorsCheck(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core, settings }) => {
    const profile = await core.desk.profile();
    const supports = new Map(
      settings.sources(profile).map((one) => [one.capabilities().source, one.capabilities()]),
    );
    const checks = await core.sources.check();
    for (const { source, ok, code } of checks) {
      const find = supports.get(source)?.supports.find ?? 'none';
      context.write(
        context.json
          ? JSON.stringify({ source, find, ok, code })
          : `${ok ? 'ok  ' : 'NOT '} ${source.padEnd(16)} search: ${find} ${code}`.trimEnd(),
      );
    }
    return checks.every(({ ok }) => ok) ? 0 : 1;
  });
}
