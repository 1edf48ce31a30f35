import { afterEach, describe, expect, test } from 'vitest';
import { todayWork } from '../../src/desk/today/today-work.ts';
import { normalWeek, OWNER } from './memory-desk.ts';
import { day, IDS, sampleRequest, sampleTask } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

let desk: Desk | undefined;
afterEach(() => desk?.stop());

async function today(week = normalWeek()) {
  desk = await startDesk({ week });
  return desk.visitor(OWNER).get('/balie');
}

describe('the work of today', () => {
  const monday = day('2026-11-23');
  const later = sampleRequest({ id: 'later', number: 'PB-LATE-0001', staffDue: day('2026-12-11') });
  const soon = sampleRequest({ id: 'soon', number: 'PB-SOON-0001', staffDue: day('2026-11-24') });

  test('what is raised or overdue comes first, then what is due first', () => {
    const raised = sampleRequest({ id: 'raised', raised: true, staffDue: day('2026-12-18') });
    const overdue = sampleRequest({ id: 'overdue', overdue: true, staffDue: day('2026-11-20') });
    const { forStaff } = todayWork(monday, [later, soon, raised, overdue], [], []);
    expect(forStaff.map((item) => (item.kind === 'request' ? item.request.id : ''))).toEqual([
      'overdue',
      'raised',
      'soon',
      'later',
    ]);
  });

  test('a task of a request stands under it and moves it forward', () => {
    const task = sampleTask({ requestId: 'later', dueDay: day('2026-11-23') });
    const { forStaff } = todayWork(monday, [soon, later], [], [task]);
    expect(forStaff[0]).toMatchObject({ kind: 'request', request: { id: 'later' }, tasks: [task] });
    expect(forStaff).toHaveLength(2);
  });

  test('a request that waits for the customer is not work for staff, unless it is late', () => {
    const waiting = sampleRequest({
      status: 'awaiting_identity',
      channel: 'email',
      staffDue: day('2026-12-01'),
    });
    expect(todayWork(monday, [waiting], [], []).forStaff).toEqual([]);
    expect(todayWork(monday, [waiting], [], []).running).toHaveLength(1);
    const late = { ...waiting, staffDue: day('2026-11-20') };
    expect(todayWork(monday, [late], [], []).forStaff).toHaveLength(1);
  });

  test('unproven chat requests are a number, never a flood of cards', () => {
    const work = todayWork(monday, [soon, later], [soon], []);
    expect(work.unproven).toBe(1);
    expect(work.forStaff).toHaveLength(1);
  });
});

describe('requests that nobody has proven', () => {
  const unproven = (staffDue: string, overdue = false) =>
    sampleRequest({
      id: IDS.unproven,
      status: 'awaiting_identity',
      level: 0,
      staffDue: day(staffDue),
      overdue,
      approval: { phase: 'waiting', waitingFor: 'identity' },
    });

  test('are open too: with one of them all is not said to be well', async () => {
    const page = await today({ requests: [unproven('2026-12-11')], tasks: [] });
    expect(page.words).not.toContain('Alles goed');
    expect(page.words).toContain('U hoeft nu niets te doen.');
  });

  test('ask for attention from three days before their date', async () => {
    const page = await today({ requests: [unproven('2026-11-26')], tasks: [] });
    expect(page.words).not.toContain('U hoeft nu niets te doen.');
    expect(page.words).toContain('1 daarvan heeft haast.');
  });

  test('count as late when they are', async () => {
    const page = await today({ requests: [unproven('2026-11-20', true)], tasks: [] });
    expect(page.words).toContain('1 verzoek is te laat');
    expect(page.words).toContain('1 daarvan heeft haast.');
  });

  test('stand in their list with state and date', async () => {
    desk = await startDesk({ week: { requests: [unproven('2026-11-20', true)], tasks: [] } });
    const page = await desk.visitor(OWNER).get('/balie/onbevestigd');
    expect(page.words).toContain('Wacht op de code');
    expect(page.words).toContain('vrijdag 20 november 2026 3 dagen te laat');
  });
});

test('an empty desk says that all is well', async () => {
  const page = await today({ requests: [], tasks: [] });
  expect(page.words).toContain('Alles goed, 0 open.');
});

test('dates are told in working days of the shop', async () => {
  const page = await today({
    requests: [
      sampleRequest({ id: IDS.ready, staffDue: day('2026-11-30') }),
      sampleRequest({ id: IDS.closed, staffDue: day('2026-11-23') }),
      sampleRequest({ id: IDS.decision, staffDue: day('2026-11-22'), overdue: true }),
    ],
    tasks: [],
  });
  // Tuesday to Friday and Monday; the weekend between does not count.
  expect(page.words).toContain('nog 5 werkdagen maandag 30 november 2026');
  expect(page.words).toContain('vandaag maandag 23 november 2026');
  expect(page.words).toContain('1 dag te laat');
  expect(page.words).toContain('1 verzoek is te laat');
});

test('the list of today links every piece of work and names its kind', async () => {
  const page = await today();
  for (const [path, words] of [
    [`/balie/verzoek/${IDS.ready}`, 'Bekijk het antwoord en besluit'],
    [`/balie/taken/${IDS.manual}`, 'Zoek met de hand'],
    [`/balie/taken/${IDS.fresh}`, 'verse export'],
    [`/balie/taken/${IDS.human}`, 'medewerker spreken'],
  ]) {
    expect(page.html).toContain(`href="${path}"`);
    expect(page.words).toContain(words);
  }
  expect(page.words).toContain('Met voorrang');
  expect(page.words).toContain('1 verzoek uit de chat is nog niet bewezen.');
  expect(page.html).not.toContain(IDS.unproven);
});

test('the list of unproven requests and the closed list stand behind their links', async () => {
  desk = await startDesk();
  const staff = desk.visitor(OWNER);
  const unproven = await staff.get('/balie/onbevestigd');
  expect(unproven.html).toContain(`/balie/verzoek/${IDS.unproven}`);
  const closed = await staff.get('/balie/afgehandeld');
  expect(closed.words).toContain('PB-3333-4444');
  expect(closed.words).toContain('Beantwoord');
  expect(closed.words).not.toContain('PB-2345-6789');
});
