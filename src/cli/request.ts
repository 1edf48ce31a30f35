import type { RequestDetail, RequestRow } from '../core/application/core-api.ts';
import { explainDeadline } from '../core/text/explain-deadline.ts';
import { deadlineTexts, text } from '../core/text/texts.ts';
import type { CommandContext } from './command.ts';
import { registerLine } from './register.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

/** The open requests, most urgent first; nothing about who they are of. */
export async function requestList(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    const rows = [...(await core.desk.requests('open')), ...(await core.desk.requests('unproven'))];
    for (const row of rows) context.write(context.json ? JSON.stringify(row) : line(row));
    if (rows.length === 0 && !context.json) context.write('No open requests.');
    return 0;
  });
}

/** One request with dates, sources and every step of its log. */
export async function requestShow(context: CommandContext): Promise<number> {
  const [number] = context.args;
  if (number === undefined) {
    context.explain('Which one? request show PB-XXXX-XXXX');
    return 2;
  }
  return withCore(context, async ({ core }) => {
    const detail = await core.register.byNumber(number.toUpperCase(), CLI_ACTOR);
    const remains = await core.register.remains(number.toUpperCase());
    if (remains !== undefined) {
      context.write(context.json ? JSON.stringify(remains, null, 2) : registerLine(remains));
      return 0;
    }
    if (detail === undefined) {
      context.explain(`There is no request ${number}.`);
      return 1;
    }
    if (context.json) context.write(JSON.stringify({ ...detail, notes: detail.notes.map(note) }, null, 2));
    else for (const shown of history(detail)) context.write(shown);
    return 0;
  });
}

function line(row: RequestRow, told: string = row.customerDue): string {
  const mark = row.overdue ? '!' : ' ';
  const words = `${text('en', `terms:rights.${row.right}`)}, ${text('en', `terms:statuses.${row.status}`)}`;
  return `${mark} ${row.number}  due ${row.staffDue} (promised ${told})  ${words}, ${row.channel}, level ${row.level}, ${row.openTasks} tasks${row.assignee === null ? '' : `, ${row.assignee}`}${row.unreadable === true ? ', cannot be read' : ''}`;
}

function history(detail: RequestDetail): readonly string[] {
  return [
    line(detail, detail.toldDue ?? detail.customerDue).trim(),
    '',
    ...explainDeadline(detail.steps, 'en', deadlineTexts('en')).map((sentence) => `  ${sentence}`),
    '',
    ...detail.sources.map(
      (source) => `  ${source.name}: ${source.coverage.status}, ${source.records.length} records`,
    ),
    '',
    ...detail.notes.map(note).map(({ at, by, text: said }) => `  note  ${at.toISOString()}  ${by}  ${said}`),
    ...detail.history.map((entry) => {
      const params = Object.entries(entry.params).map(([name, value]) => `${name}=${value}`);
      return `  ${String(entry.sequence).padStart(3)}  ${entry.at.toISOString()}  ${entry.type}  ${entry.by}  ${params.join(' ')}`.trimEnd();
    }),
  ];
}

/** The command line is for staff: a note is shown there. */
function note({ text: said, ...rest }: RequestDetail['notes'][number]) {
  return { ...rest, text: said.forStaff() };
}
