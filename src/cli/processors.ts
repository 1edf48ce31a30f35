import type { SourceCheck } from '../core/application/sources-api.ts';
import { PROCESSOR_ACTIONS } from '../core/fulfilment/processor.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { text } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';
import { sourceInWords } from './source-in-words.ts';
import { withCore } from './with-core.ts';

/** Each source of the shop: what works by itself, by file, by hand, whether it works now, and what to do. 1 when one does not. */
export async function processorsCheck(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }, { locale }) => {
    const checks = await core.sources.check();
    if (context.json)
      for (const check of checks)
        context.write(JSON.stringify({ ...check, todo: sourceInWords(check, locale).todo }));
    else for (const line of tableOf(checks, locale)) context.write(line);
    return checks.every(({ ok }) => ok) ? 0 : 1;
  });
}

function tableOf(checks: readonly SourceCheck[], language: ReplyLanguage): readonly string[] {
  const head = [
    text(language, 'doctor:processors.source'),
    text(language, 'doctor:processors.works_now'),
    ...PROCESSOR_ACTIONS.map((action) => text(language, `doctor:processor_actions.${action}`)),
  ];
  const rows = checks.map(({ source, ok, supports }) => [
    source,
    text(language, ok ? 'doctor:processors.yes' : 'doctor:processors.no'),
    ...PROCESSOR_ACTIONS.map((action) => text(language, `doctor:processor_support.${supports[action]}`)),
  ]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const notes = checks.flatMap((check) => {
    const { name, todo } = sourceInWords(check, language);
    return todo.map((sentence) => `${name}: ${sentence}`);
  });
  return [
    ...[head, ...rows].map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ];
}
