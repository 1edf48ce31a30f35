import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { todayWork } from '../../src/desk/today/today-work.ts';
import { cardOf, coreCustomer, QUESTION } from '../support/core-customer.ts';
import { approveAndWait, manualTask, readyRequest, searchingRequest } from '../support/desk-work.ts';
import { day } from '../support/request-builder.ts';
import { workOff } from '../support/work-off.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { sampleRequest, sampleTask } from './sample-requests.ts';
import { useDesk } from './use-desk.ts';

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

  test('of the tasks of unproven chats the most urgent are shown and the others counted: a flood hides no other work', () => {
    const flood = Array.from({ length: 40 }, (_, n) =>
      sampleTask({
        id: `flood-${n}`,
        requestId: null,
        dueDay: day(`2026-11-${30 - (n % 10)}`),
        anonymous: true,
      }),
    );
    const own = sampleTask({ id: 'own', requestId: null, dueDay: day('2026-11-29') });
    const { forStaff, moreCalls } = todayWork(monday, [later], [], [...flood, own]);
    const ids = forStaff.map((item) => (item.kind === 'task' ? item.task.id : item.request.id));
    expect(ids).toEqual(['flood-9', 'flood-19', 'flood-29', 'flood-39', 'flood-8', 'own', 'later']);
    expect(moreCalls).toBe(35);
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

describe('a desk from day to day', () => {
  const use = useDesk();
  let staff: DeskVisitor;
  /** Opened on 23 November 2026: to be answered by Wednesday 23 December. */
  let unproven: Awaited<ReturnType<typeof cardOf>>;

  beforeEach(async () => {
    staff = await use().visitor(use().owner);
  });

  async function on(date: string): Promise<void> {
    use().clock.advance(new Date(`${date}T09:00:00Z`).getTime() - use().clock.now().getTime());
    staff = await use().visitor(use().owner);
  }

  test('that is empty says that all is well', async () => {
    expect((await staff.get('/balie')).words).toContain('Alles goed, 0 open.');
  });

  test('with a request that nobody has proven does not say that all is well, and asks for nothing yet', async () => {
    const customer = coreCustomer(use());
    await customer.says(QUESTION);
    unproven = await cardOf(use(), await customer.number());
    const page = await staff.get('/balie');
    expect(page.words).not.toContain('Alles goed');
    expect(page.words).toContain('1 verzoek uit de chat is nog niet bewezen.');
    expect(page.words).toContain('U hoeft nu niets te doen.');
    expect(page.html).not.toContain(unproven.id);
    const list = await staff.get('/balie/onbevestigd');
    expect(list.html).toContain(`/balie/verzoek/${unproven.id}`);
  });

  describe('with work of every kind', () => {
    let ready: typeof unproven;
    let closed: typeof unproven;
    let searching: typeof unproven;

    beforeAll(async () => {
      const asker = { name: 'Sanne de Vries', email: 'sanne@example.nl' };
      ({ detail: closed } = await readyRequest(use(), use().owner, asker));
      await approveAndWait(use(), use().owner, closed.id);
      await workOff(use());
      ({ detail: ready } = await readyRequest(use(), use().owner, asker));
      const words = `${QUESTION} Als dit niet snel gebeurt stap ik naar mijn advocaat.`;
      ({ detail: searching } = await searchingRequest(use(), { ...asker, email: 'angry@example.nl', words }));
      await coreCustomer(use()).says('ik wil een mens spreken');
    });

    test('links each piece and names its kind', async () => {
      const tasks = await use().core.desk.tasks('open');
      const path = (wanted: string) => `/balie/taken/${tasks.find(({ kind }) => kind === wanted)?.id}`;
      const page = await staff.get('/balie');
      for (const [to, kind] of [
        [`/balie/verzoek/${ready.id}`, 'Bekijk het antwoord en besluit'],
        [`/balie/taken/${await manualTask(use(), searching.number)}`, 'Zoek met de hand'],
        [path('fresh_export'), 'verse export'],
        [path('human_wanted'), 'medewerker spreken'],
      ]) {
        expect(page.html).toContain(`href="${to}"`);
        expect(page.words).toContain(kind);
      }
      expect(page.words).toContain('Met voorrang');
    });

    test('lists what is closed apart', async () => {
      const { words } = await staff.get('/balie/afgehandeld');
      expect(words).toContain(closed.number);
      expect(words).toContain('Beantwoord');
      expect(words).not.toContain(ready.number);
    });
  });

  test('tells dates in working days of the shop', async () => {
    await on('2026-12-16');
    // Thursday to Wednesday; the weekend between does not count.
    expect((await staff.get('/balie')).words).toContain('nog 5 werkdagen woensdag 23 december 2026');
  });

  test('asks for attention for the unproven from three days before their date', async () => {
    await on('2026-12-19');
    expect((await staff.get('/balie')).words).not.toContain('heeft haast');
    await on('2026-12-20');
    expect((await staff.get('/balie')).words).toContain('1 daarvan heeft haast.');
  });

  test('counts them as late when they are', async () => {
    await on('2026-12-23');
    const due = await staff.get('/balie');
    expect(due.words).toContain('vandaag woensdag 23 december 2026');
    expect(due.words).not.toMatch(/verzoek(en)? (is|zijn) te laat/);
    await on('2026-12-26');
    const page = await staff.get('/balie');
    expect(page.words).toMatch(/\d verzoeken zijn te laat/);
    expect(page.words).toContain('3 dagen te laat');
    const list = await staff.get('/balie/onbevestigd');
    expect(list.words).toContain('woensdag 23 december 2026 3 dagen te laat');
  });
});
