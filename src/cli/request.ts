import { z } from 'zod';
import type { RequestDetail, RequestRow } from '../core/application/core-api.ts';
import { newToken } from '../core/kernel/ids.ts';
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
    if (context.json) context.write(JSON.stringify(detail, null, 2));
    else for (const shown of history(detail)) context.write(shown);
    return 0;
  });
}

const counterRequest = z.object({
  words: z.string().min(1),
  received: z.iso.datetime({ offset: true }).optional(),
  language: z.enum(['nl', 'en']).optional(),
});

/** Files the words of a customer at the counter or on the phone; the term runs from when they were spoken (row 7). */
export async function requestOpen(context: CommandContext): Promise<number> {
  const typed: string[] = [];
  for await (const part of context.lines) typed.push(part);
  const parsed = counterRequest.safeParse(parseJson(typed.join('\n')));
  if (!parsed.success) {
    context.explain('Expected one JSON object, for example {"words": "wat bewaren jullie van mij"}.');
    return 2;
  }
  const { words, received, language } = parsed.data;
  return withCore(context, async ({ core, settings }) => {
    const key = newToken();
    const receivedAt = received === undefined ? settings.clock.now() : new Date(received);
    if (receivedAt > settings.clock.now()) {
      context.explain('The words cannot have been received in the future.');
      return 2;
    }
    await core.receive({
      channel: 'counter',
      conversationKey: key,
      externalId: key,
      receivedAt,
      kind: 'text',
      text: words,
      ...(language === undefined ? {} : { languageHint: language }),
    });
    const entries = await core.transcripts.read('counter', key, 0);
    const numbers = entries.flatMap((entry) =>
      entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
    );
    for (const number of numbers) context.write(number);
    if (numbers.length > 0) return 0;
    context.explain('No right was recognised in these words. They are kept; ask the customer what is meant.');
    return 1;
  });
}

function parseJson(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return undefined;
  }
}

function line(row: RequestRow): string {
  const mark = row.overdue ? '!' : ' ';
  const words = `${text('en', `terms:rights.${row.right}`)}, ${text('en', `terms:statuses.${row.status}`)}`;
  return `${mark} ${row.number}  due ${row.staffDue} (promised ${row.customerDue})  ${words}, ${row.channel}, level ${row.level}, ${row.openTasks} tasks${row.unreadable === true ? ', cannot be read' : ''}`;
}

function history(detail: RequestDetail): readonly string[] {
  return [
    line(detail).trim(),
    '',
    ...explainDeadline(detail.steps, 'en', deadlineTexts('en')).map((sentence) => `  ${sentence}`),
    '',
    ...detail.sources.map(
      (source) => `  ${source.name}: ${source.coverage.status}, ${source.records.length} records`,
    ),
    '',
    ...detail.history.map((entry) => {
      const params = Object.entries(entry.params).map(([name, value]) => `${name}=${value}`);
      return `  ${String(entry.sequence).padStart(3)}  ${entry.at.toISOString()}  ${entry.type}  ${entry.by}  ${params.join(' ')}`.trimEnd();
    }),
  ];
}
