import { describe, expect, it } from 'vitest';
import { deadlineCommand } from '../../src/cli/deadline.ts';

async function run(...lines: string[]): Promise<{ exitCode: number; answers: unknown[]; written: string[] }> {
  async function* input() {
    yield* lines;
  }
  const written: string[] = [];
  const exitCode = await deadlineCommand(input(), (line) => written.push(line));
  return { exitCode, written, answers: written.map((line): unknown => JSON.parse(line)) };
}

const RECEIVED = '2026-11-02T09:30:00+01:00';
const GOOD = JSON.stringify({ id: 'a', received: RECEIVED, clock: [] });

describe('cli deadline', () => {
  it('answers a line with every field of the law, the steps and the Dutch explanation', async () => {
    const clock = [{ at: '2026-11-20T10:00:00+01:00', event: 'extended' }];
    const { answers, exitCode } = await run(JSON.stringify({ id: 'a', received: RECEIVED, clock }));
    expect(exitCode).toBe(0);
    expect(answers).toEqual([
      {
        id: 'a',
        localReceivedDate: '2026-11-02',
        legalDue: '2026-12-02',
        legalDueRolled: '2026-12-02',
        policyDue: '2026-12-02',
        safeDue: '2026-12-02',
        safeDueWorkday: '2026-12-02',
        suspendedDays: 0,
        extensionAccepted: true,
        extendedDue: '2027-02-02',
        extendedDueWorkday: '2027-02-02',
        policyDuePaused: '2026-12-02',
        safeDuePaused: '2026-12-02',
        safeDuePausedWorkday: '2026-12-02',
        customerDue: '2026-12-02',
        staffDue: '2027-02-02',
        steps: expect.arrayContaining([
          { code: 'deadline.received', params: { day: '2026-11-02' }, plain: true },
        ]),
        explanation: expect.arrayContaining(['Ontvangen op maandag 2 november 2026.']),
      },
    ]);
  });

  it('writes null where the law has no date', async () => {
    const clock = [{ at: '2026-11-03T10:00:00Z', event: 'identity_requested' }];
    const { answers } = await run(JSON.stringify({ id: 'a', received: RECEIVED, clock }));
    expect(answers).toMatchObject([
      {
        legalDue: null,
        legalDueRolled: null,
        extensionAccepted: null,
        extendedDue: null,
        safeDuePaused: null,
      },
    ]);
  });

  it('reads events in any order', async () => {
    const asked = { at: '2026-11-04T10:00:00Z', event: 'identity_requested' };
    const proven = { at: '2026-11-10T10:00:00Z', event: 'identity_verified' };
    const { answers } = await run(JSON.stringify({ id: 'a', received: RECEIVED, clock: [proven, asked] }));
    expect(answers).toMatchObject([{ suspendedDays: 6, legalDue: '2026-12-08' }]);
  });

  it('answers in the order of the lines, skips empty ones, and goes on after a bad one', async () => {
    const { answers, exitCode } = await run(
      `\uFEFF${GOOD}`,
      '',
      'oops',
      '  ',
      `${GOOD.replace('"a"', '7')}\r`,
    );
    expect(exitCode).toBe(2);
    expect(answers).toMatchObject([{ id: 'a' }, { error: { code: 'deadline.line_not_json' } }, { id: 7 }]);
  });

  it('is content with nothing', async () => {
    expect(await run()).toEqual({ exitCode: 0, answers: [], written: [] });
    expect(await run('', '\n')).toEqual({ exitCode: 0, answers: [], written: [] });
  });

  it('takes a line without a clock as one on which nothing happened', async () => {
    const { answers, exitCode } = await run(JSON.stringify({ id: 'a', received: RECEIVED }));
    expect([exitCode, answers]).toMatchObject([0, [{ legalDue: '2026-12-02' }]]);
  });

  it('answers each line before it reads the next', async () => {
    const order: string[] = [];
    async function* input() {
      for (const number of [1, 2]) {
        order.push(`read ${number}`);
        yield GOOD;
      }
    }
    await deadlineCommand(input(), () => order.push('written'));
    expect(order).toEqual(['read 1', 'written', 'read 2', 'written']);
  });
});

describe('a line that cannot be answered', () => {
  const event = (at: unknown, name: unknown = 'extended') => ({
    id: 'a',
    received: RECEIVED,
    clock: [{ at, event: name }],
  });

  it.each([
    ['deadline.line_not_object', '[]'],
    ['deadline.line_not_object', 'null'],
    ['deadline.line_not_object', '"2026-11-02"'],
    ['deadline.id_invalid', { received: RECEIVED }],
    ['deadline.id_invalid', { id: null, received: RECEIVED }],
    ['deadline.id_invalid', { id: {}, received: RECEIVED }],
    ['deadline.received_invalid', { id: 'a' }],
    ['deadline.received_invalid', { id: 'a', received: 1793608200000 }],
    ['deadline.received_invalid', { id: 'a', received: '2026-11-02' }],
    ['deadline.received_invalid', { id: 'a', received: '2026-11-02T09:30:00' }],
    ['deadline.received_invalid', { id: 'a', received: '2026-02-30T09:30:00Z' }],
    ['deadline.received_invalid', { id: 'a', received: '2026-11-02T25:30:00Z' }],
    ['deadline.received_invalid', { id: 'a', received: '2026-11-02T09:30:00+99:00' }],
    ['deadline.received_invalid', { id: 'a', received: '2 november 2026' }],
    ['deadline.received_invalid', { id: 'a', received: '' }],
    ['deadline.received_out_of_range', { id: 'a', received: '2017-12-31T22:59:59Z' }],
    ['deadline.received_out_of_range', { id: 'a', received: '2100-12-31T23:00:00Z' }],
    ['deadline.clock_invalid', { id: 'a', received: RECEIVED, clock: {} }],
    ['deadline.clock_invalid', { id: 'a', received: RECEIVED, clock: 'extended' }],
    ['deadline.clock_at_invalid', { id: 'a', received: RECEIVED, clock: [null] }],
    ['deadline.clock_at_invalid', event(undefined)],
    ['deadline.clock_at_invalid', event('2026-11-20T10:00:00')],
    ['deadline.clock_at_out_of_range', event('2017-06-01T10:00:00Z')],
    ['deadline.clock_at_out_of_range', event('2102-01-01T10:00:00Z')],
    ['deadline.clock_event_invalid', event('2026-11-20T10:00:00Z', 'paused')],
    ['deadline.clock_event_invalid', event('2026-11-20T10:00:00Z', null)],
    ['deadline.clock_event_invalid', event('2026-11-20T10:00:00Z', 'constructor')],
  ])('gets %s and says what was expected: %j', async (code, line) => {
    const { answers, exitCode } = await run(typeof line === 'string' ? line : JSON.stringify(line));
    const id = typeof line === 'object' && 'id' in line && typeof line.id === 'string' ? { id: line.id } : {};
    expect(exitCode).toBe(2);
    expect(answers).toEqual([{ ...id, error: { code, message: expect.stringMatching(/Verwacht: \S/) } }]);
  });

  it('names the event by its number', async () => {
    const good = { at: '2026-11-20T10:00:00Z', event: 'extended' };
    const { answers } = await run(
      JSON.stringify({ id: 'a', received: RECEIVED, clock: [good, { at: 'soon' }] }),
    );
    expect(answers).toMatchObject([{ error: { message: expect.stringContaining('Gebeurtenis 2 ') } }]);
  });

  it('does not show again what the line held', async () => {
    const { written } = await run(
      JSON.stringify({ id: 'a', received: 'sofie@example.nl' }),
      'sofie@example.nl',
    );
    expect(written.join('')).not.toContain('sofie');
  });
});

describe('the years', () => {
  it.each([
    ['2017-12-31T23:00:00Z', '2018-01-01'],
    ['2100-12-31T22:59:59Z', '2100-12-31'],
    ['2026-11-02T09:30Z', '2026-11-02'],
    ['2026-11-02T09:30:00.123456+05:30', '2026-11-02'],
  ])('%s is received on %s', async (received, day) => {
    const { answers } = await run(JSON.stringify({ id: 1, received }));
    expect(answers).toMatchObject([{ id: 1, localReceivedDate: day }]);
  });

  it('end one year later for events, since a request of December lives on', async () => {
    const clock = [{ at: '2101-01-05T10:00:00Z', event: 'extended' }];
    const { answers } = await run(JSON.stringify({ id: 1, received: '2100-12-20T10:00:00Z', clock }));
    expect(answers).toMatchObject([{ extensionAccepted: true, extendedDue: '2101-03-20' }]);
  });
});
