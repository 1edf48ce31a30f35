import texts from '../../locales/nl/deadline.json' with { type: 'json' };
import { type ClockEvent, computeDeadlines } from '../core/deadline/compute-deadlines.ts';
import { parseDay } from '../core/kernel/calendar-day.ts';
import { ok, type Refusal, type Result, refuse } from '../core/kernel/result.ts';
import { explainDeadline } from '../core/text/explain-deadline.ts';

const FIRST_YEAR = 2018;
const LAST_YEAR = 2100;
const EVENTS: ReadonlyMap<unknown, ClockEvent['event']> = new Map([
  ['identity_requested', 'identity_requested'],
  ['identity_verified', 'identity_verified'],
  ['extended', 'extended'],
]);

interface Question {
  readonly id: string | number;
  readonly received: Date;
  readonly clock: readonly ClockEvent[];
}

/**
 * `cli deadline`: one line per item of `input`, `{"id","received","clock":[{"at","event"}]}`. Writes a JSON line for
 * each in the same order: the due dates, `steps` and the Dutch `explanation`, or an `error`. Empty lines are skipped.
 * Gives the exit code: 0, or 2 when a line was wrong.
 */
export async function deadlineCommand(
  input: AsyncIterable<string>,
  write: (line: string) => void,
): Promise<number> {
  let exitCode = 0;
  for await (const item of input) {
    const line = item.replace(/^\uFEFF/, '').trim();
    if (line === '') continue;
    const value = parseJson(line);
    const question = readQuestion(value);
    if (!question.ok) exitCode = 2;
    write(JSON.stringify(question.ok ? answer(question.value) : failure(value, question.refusal)));
  }
  return exitCode;
}

function answer({ id, received, clock }: Question): object {
  const deadlines = computeDeadlines(received, clock);
  return { id, ...deadlines, explanation: explainDeadline(deadlines.steps, 'nl', texts) };
}

function failure(value: unknown, refusal: Refusal): object {
  const [message] = explainDeadline([refusal], 'nl', texts);
  const error = { code: refusal.code, message };
  return isObject(value) && isId(value.id) ? { id: value.id, error } : { error };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readQuestion(value: unknown): Result<Question> {
  if (value === undefined) return refuse('deadline.line_not_json');
  if (!isObject(value)) return refuse('deadline.line_not_object');
  if (!isId(value.id)) return refuse('deadline.id_invalid');
  const received = readInstant(value.received);
  if (received === undefined) return refuse('deadline.received_invalid');
  if (!isWithin(received, LAST_YEAR))
    return refuse('deadline.received_out_of_range', { from: FIRST_YEAR, to: LAST_YEAR });
  const clock = readClock(value.clock ?? []);
  return clock.ok ? ok({ id: value.id, received, clock: clock.value }) : clock;
}

function readClock(value: unknown): Result<ClockEvent[]> {
  if (!Array.isArray(value)) return refuse('deadline.clock_invalid');
  const entries: readonly unknown[] = value;
  const clock: ClockEvent[] = [];
  // A request of December 2100 lives on into the next year.
  const lastYear = LAST_YEAR + 1;
  for (const [index, entry] of entries.entries()) {
    const number = index + 1;
    const { at: text, event: name } = isObject(entry) ? entry : {};
    const at = readInstant(text);
    if (at === undefined) return refuse('deadline.clock_at_invalid', { number });
    if (!isWithin(at, lastYear))
      return refuse('deadline.clock_at_out_of_range', { number, from: FIRST_YEAR, to: lastYear });
    const event = EVENTS.get(name);
    if (event === undefined) return refuse('deadline.clock_event_invalid', { number });
    clock.push({ at, event });
  }
  return ok(clock);
}

// ISO 8601 with a zone. Without one the same text would be another day on another machine.
const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

function readInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const day = INSTANT.exec(value)?.[1];
  // Date itself reads 30 February as 2 March.
  if (day === undefined || parseDay(day) === undefined) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

// In winter Amsterdam is one hour ahead of UTC.
function isWithin(instant: Date, lastYear: number): boolean {
  const start = Date.parse(`${FIRST_YEAR}-01-01T00:00:00+01:00`);
  const end = Date.parse(`${lastYear + 1}-01-01T00:00:00+01:00`);
  return instant.getTime() >= start && instant.getTime() < end;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
