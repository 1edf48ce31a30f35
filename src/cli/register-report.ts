import { type Figures, REPORT_UNITS } from '../core/register/register-report.ts';
import type { CommandContext } from './command.ts';
import { refused } from './register-export.ts';
import { withCore } from './with-core.ts';

const COLUMNS = [
  'received',
  'answered',
  'refused',
  'withdrawn',
  'lapsed',
  'joined',
  'open',
  'extended',
  'medianDays',
  'p90Days',
  'onTimePercent',
] as const satisfies readonly (keyof Figures)[];
const HEAD = ['period', 'right', ...COLUMNS];
const ALL = 'all';

/** Figures per right and period as a table, or as JSON. 2 for a period that is none. */
export async function registerReport(context: CommandContext): Promise<number> {
  const [first = ''] = context.args;
  const named = REPORT_UNITS.find((unit) => unit === first);
  const period = named === undefined ? context.args : context.args.slice(1);
  return withCore(context, async ({ core }) => {
    const made = await core.register.report({ unit: named ?? 'month', period });
    if (!made.ok) return refused(context, made.refusal);
    const { total, periods, rights, cells, openByAge, grounds, channels, anonymised } = made.value;
    if (context.json) {
      context.write(JSON.stringify(made.value));
      return 0;
    }
    const rows = [
      HEAD,
      ...cells.map((cell) => line(cell.period, cell.right, cell)),
      ...periods.map((one) => line(one.period, ALL, one)),
      ...rights.map((one) => line(ALL, one.right, one)),
      line(ALL, ALL, total),
    ];
    const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
    for (const row of rows)
      context.write(
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd(),
      );
    for (const [title, list] of [
      ['open by age in days', openByAge],
      ['refused by ground', grounds],
      ['by channel', channels],
    ] as const)
      context.write(`${title}: ${list.map(({ name, count }) => `${name} ${count}`).join(', ') || '-'}`);
    context.write(`of which anonymised: ${anonymised}`);
    return 0;
  });
}

function line(period: string, right: string, figures: Figures): readonly string[] {
  return [period, right, ...COLUMNS.map((column) => `${figures[column] ?? '-'}`)];
}
