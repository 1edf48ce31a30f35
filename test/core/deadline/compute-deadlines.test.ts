import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { deadlineCommand } from '../../../src/cli/deadline.ts';
import { type ClockEvent, computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { instant } from './clock-events.ts';

interface Row {
  readonly received: string;
  readonly clock: readonly { readonly at: string; readonly event: ClockEvent['event'] }[];
  /** Every field of the law but the steps. */
  readonly dates: Readonly<Record<string, unknown>>;
  readonly why: string;
}

/** Dates worked out apart from the program, one a line, each with the reason why it is worth knowing. */
const ROWS = readRows(readFileSync(new URL('../../fixtures/deadline-dates.csv', import.meta.url), 'utf8'));

function readRows(csv: string): readonly Row[] {
  const [head = '', ...lines] = csv.trim().split('\n');
  const [, , ...fields] = head.split(';').slice(0, -1);
  return lines.map((line) => {
    const [received = '', clock = '', ...cells] = line.split(';');
    return {
      received: instant(received).toISOString(),
      clock: clock.split(' ').filter(Boolean).map(readEvent),
      dates: Object.fromEntries(fields.map((field, index) => [field, readCell(cells[index] ?? '')])),
      why: cells[fields.length] ?? '',
    };
  });
}

function readEvent(cell: string): Row['clock'][number] {
  const [name = '', at = ''] = cell.split('@');
  const event = (['identity_requested', 'identity_verified', 'extended'] as const).find(
    (known) => known === name,
  );
  if (event === undefined) throw new Error(`no event: ${cell}`);
  return { at: instant(at).toISOString(), event };
}

/** Days stay text; `null`, `true` and numbers are what they say. */
function readCell(cell: string): unknown {
  return /^(null|true|false|\d+)$/.test(cell) ? JSON.parse(cell) : cell;
}

it('the table of dates gives every row a reason of its own', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(80);
  expect(new Set(ROWS.map(({ why }) => why)).size).toBe(ROWS.length);
  expect(ROWS.filter(({ why }) => why.length < 10)).toEqual([]);
});

it.each(ROWS)('$received $clock.length: $why', ({ received, clock, dates }) => {
  const events = clock.map(({ at, event }) => ({ at: new Date(at), event }));
  const { steps: _steps, ...found } = computeDeadlines(new Date(received), events);
  expect(found).toEqual(dates);
});

it('the command line answers the whole table with the same dates', async () => {
  async function* lines() {
    for (const [id, { received, clock }] of ROWS.entries()) yield JSON.stringify({ id, received, clock });
  }
  const written: unknown[] = [];
  expect(await deadlineCommand(lines(), (line) => written.push(JSON.parse(line)))).toBe(0);
  expect(written).toMatchObject(ROWS.map(({ dates }, id) => ({ id, ...dates })));
});
