import type { CommandContext } from './command.ts';
import { withCore } from './with-core.ts';

/** Each source of the shop: how it is searched, whether that works now, and what our key may not do. 1 when one does not. */
export async function processorsCheck(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core, settings }) => {
    const profile = await core.desk.profile();
    const supports = new Map(
      settings.sources(profile).map((one) => [one.capabilities().source, one.capabilities()]),
    );
    const checks = await core.sources.check();
    for (const { source, ok, code, mayNot } of checks) {
      const find = supports.get(source)?.supports.find ?? 'none';
      context.write(
        context.json
          ? JSON.stringify({ source, find, ok, code, mayNot })
          : `${ok ? 'ok  ' : 'NOT '} ${source.padEnd(18)} search: ${[find, code, ...lacking(mayNot)].filter(Boolean).join(' ')}`,
      );
    }
    return checks.every(({ ok }) => ok) ? 0 : 1;
  });
}

function lacking(mayNot: readonly string[]): readonly string[] {
  return mayNot.length === 0 ? [] : [`(the key may not: ${mayNot.join(', ')})`];
}
