import { beforeAll, describe, expect, test } from 'vitest';
import type {
  BreachFacts,
  BreachNote,
  BreachView,
  WrittenNote,
} from '../../../src/core/application/core-api.ts';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import { tellStaff } from '../../../src/core/application/tell-staff.ts';
import { DAY, HOUR, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { NO_FACTS } from '../../../src/core/register/breach-record.ts';
import { aBreach } from '../../support/a-breach.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { decideOutcome } from '../../support/decide-outcome.ts';
import { approveNotice, type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { answeredRequest } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** Friday at ten in Amsterdam, before a weekend. */
const use = useCore({ from: new Date('2026-11-20T09:00:00Z') });
const NOBODY: DeskActor = { via: 'desk', staffId: '00000000-0000-4000-8000-000000000000', name: 'Niemand' };
let owner: DeskActor;

const NOTIFY = { kind: 'authority', notify: true, reason: 'Adressen van drie mensen.' } as const;
const NO_RISK = { kind: 'authority', notify: false, reason: 'Ongeopend teruggekomen.' } as const;
const TELL = { kind: 'people', tell: true, reason: 'Wachtwoorden.' } as const;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

function facts(change: Partial<BreachFacts>): WrittenNote {
  return { kind: 'facts', facts: { ...NO_FACTS, ...change } };
}

function told(at: Date, change: Partial<Extract<BreachNote, { kind: 'authority_told' }>> = {}): WrittenNote {
  return { kind: 'authority_told', at: at.toISOString(), reference: 'AP-2026-1', delay: '', ...change };
}

/** A breach that staff found just now, or so long ago; answers its id. */
async function found(ago = 0): Promise<string> {
  const awareAt = later(use().clock.now(), -ago);
  const what = 'Een lijst met adressen ging naar een verkeerde ontvanger.';
  const opened = await use().core.breaches.open({ awareAt, facts: { ...NO_FACTS, what } }, owner);
  if (!opened.ok) throw new Error(opened.refusal.code);
  return opened.value.id;
}

async function viewed(id: string): Promise<BreachView> {
  const view = await use().core.breaches.view(id);
  if (view === undefined) throw new Error('there is no such breach');
  return view;
}

const write = (id: string, note: WrittenNote) => use().core.breaches.write(id, note, owner);

async function clocks(id: string) {
  const tasks = await use().core.desk.tasks('open');
  return tasks.filter(({ kind, params }) => kind === 'breach_reported' && params.breach === id);
}

describe('the record (AVG 33(5))', () => {
  test('what staff find is written with their name, and the owners are alarmed with the 72 hours', async () => {
    const { core, clock, jobs, settings } = use();
    const id = await found(2 * HOUR);
    const view = await viewed(id);
    expect(view).toMatchObject({ origin: 'staff', by: owner.name });
    const left = view.deadline.getTime() - clock.now().getTime();
    expect(left).toBeGreaterThan(69 * HOUR);
    expect(left).toBeLessThanOrEqual(70 * HOUR);
    expect(view.deadline).toEqual(later(view.awareAt, 72 * HOUR));
    expect(view.entries).toMatchObject([{ by: owner.name, note: { kind: 'facts' } }]);
    const [task] = await clocks(id);
    expect(task?.params.deadline).toBe(view.deadline.toISOString());
    const telling = await jobs('tell-staff');
    expect(telling.map(({ data }) => data.taskId)).toContain(task?.id);
    const channel = { words: () => '', link: () => '', waitingWords: () => '', waitingLink: '' };
    await tellStaff(settings, { ...channel, channel: undefined }, task?.id ?? '');
    const mailed = (await core.desk.tasks('open')).find((one) => one.id === task?.id);
    expect(mailed?.params.mailedOn).toBeDefined();
  });

  test('an addition is a new entry: the earlier words stay, the last of each fact counts', async () => {
    const id = await found();
    expect(await write(id, facts({ people: 3, nature: 'confidentiality' }))).toMatchObject({ ok: true });
    use().clock.advance(HOUR);
    expect(await write(id, facts({ people: 4, measures: 'De ontvanger wiste de lijst.' }))).toMatchObject({
      ok: true,
    });
    const { entries, standing } = await viewed(id);
    expect(entries.map(({ note }) => note?.kind === 'facts' && note.facts.people)).toEqual([null, 3, 4]);
    expect(standing.facts).toMatchObject({
      what: 'Een lijst met adressen ging naar een verkeerde ontvanger.',
      nature: 'confidentiality',
      people: 4,
      measures: 'De ontvanger wiste de lijst.',
    });
  });

  test.each([
    ['UPDATE "Breach" SET "awareAt" = now()'],
    ['UPDATE "BreachEntry" SET "at" = now()'],
    ['DELETE FROM "BreachEntry"'],
    ['DELETE FROM "Breach"'],
    ['TRUNCATE "BreachEntry"'],
  ])('the database refuses a change: %s', async (statement) => {
    await found();
    await expect(use().sql.query(statement)).rejects.toThrow('is append-only');
  });

  test('a citizen number that staff type is stored nowhere (UAVG 46)', async () => {
    const id = await found();
    await write(id, facts({ data: `Ook het bsn ${'111'}${'222'}${'333'} stond erin.` }));
    expect((await viewed(id)).standing.facts.data).toBe('Ook het bsn [BSN verwijderd] stond erin.');
  });

  test('an entry that does not open hides none of the others', async () => {
    const { sql } = use();
    const id = await found();
    await write(id, facts({ people: 7 }));
    await sql.query('ALTER TABLE "BreachEntry" DISABLE TRIGGER USER');
    await sql.query(
      `UPDATE "BreachEntry" SET "noteEnc" = set_bit("noteEnc", 300, 1 - get_bit("noteEnc", 300))
        WHERE "id" = (SELECT "id" FROM "BreachEntry" WHERE "breachId" = $1 ORDER BY "at", "sequence" LIMIT 1)`,
      [id],
    );
    await sql.query('ALTER TABLE "BreachEntry" ENABLE TRIGGER USER');
    const { entries, standing } = await viewed(id);
    expect(entries.map(({ note }) => note?.kind ?? null)).toEqual([null, 'facts']);
    expect(standing.facts.people).toBe(7);
  });

  test('the newest stand first in the list, as many as asked', async () => {
    const first = await found();
    use().clock.advance(MINUTE);
    const second = await found();
    const list = await use().core.breaches.list(2);
    expect(list.map(({ id }) => id)).toEqual([second, first]);
  });
});

describe('the clock of AVG 33(1)', () => {
  test('it ends when the authority was told, and only then if a person decided to notify', async () => {
    const { clock } = use();
    const id = await found();
    expect(await write(id, NOTIFY)).toMatchObject({ ok: true });
    expect((await viewed(id)).standing.open).toBe(true);
    expect(await clocks(id)).toHaveLength(1);
    clock.advance(HOUR);
    expect(await write(id, told(clock.now()))).toMatchObject({ ok: true });
    const { standing } = await viewed(id);
    expect(standing).toMatchObject({ open: false, told: { reference: 'AP-2026-1' } });
    expect(await clocks(id)).toEqual([]);
  });

  test('it ends with the reason why there is no risk, and runs again when that decision is taken back', async () => {
    const id = await found();
    expect(await write(id, NO_RISK)).toMatchObject({ ok: true });
    expect(await clocks(id)).toEqual([]);
    const { deadline } = await viewed(id);
    use().clock.advance(DAY);
    expect(await write(id, NOTIFY)).toMatchObject({ ok: true });
    expect((await clocks(id)).map(({ params }) => params.deadline)).toEqual([deadline.toISOString()]);
  });

  test('whether the people are told is a decision of its own and stops no clock (AVG 34)', async () => {
    const id = await found();
    expect(await write(id, TELL)).toMatchObject({ ok: true });
    const { standing } = await viewed(id);
    expect(standing).toMatchObject({ open: true, people: TELL, authority: null });
    expect(await clocks(id)).toHaveLength(1);
  });

  test('72 hours go through a weekend; later than that asks for the reason of the delay', async () => {
    const { clock } = use();
    const id = await found();
    await write(id, NOTIFY);
    clock.advance(72 * HOUR + MINUTE);
    expect(await write(id, told(clock.now()))).toMatchObject({ refusal: { code: 'breach.delay_missing' } });
    const late = told(clock.now(), { delay: 'De ontvanger was niet te bereiken.' });
    expect(await write(id, late)).toMatchObject({ ok: true });
  });

  test('what was told within the hours needs no such reason, also when it is entered later', async () => {
    const { clock } = use();
    const id = await found();
    await write(id, NOTIFY);
    clock.advance(71 * HOUR);
    const inTime = clock.now();
    clock.advance(2 * HOUR);
    expect(await write(id, told(inTime))).toMatchObject({ ok: true });
  });
});

describe('what is refused', () => {
  test.each<[string, WrittenNote, string]>([
    ['an addition that says nothing', facts({ what: '   ' }), 'breach.nothing_written'],
    ['no risk without a reason', { ...NO_RISK, reason: ' ' }, 'breach.reason_missing'],
    [
      'not telling the people without a reason',
      { ...TELL, tell: false, reason: '' },
      'breach.reason_missing',
    ],
    ['telling the people without a reason', { ...TELL, reason: '' }, 'breach.reason_missing'],
    ['more words than a page', facts({ what: 'x'.repeat(5_001) }), 'staff_text.too_long'],
    ['a notification that nobody decided on', told(new Date()), 'breach.not_to_notify'],
  ])('%s', async (_what, note, code) => {
    const id = await found();
    expect(await write(id, note)).toMatchObject({ refusal: { code } });
    expect((await viewed(id)).entries).toHaveLength(1);
  });

  test.each<[string, number, Partial<Extract<BreachNote, { kind: 'authority_told' }>>, string]>([
    ['no number of the authority', 0, { reference: ' ' }, 'breach.reference_missing'],
    ['a moment to come', HOUR, {}, 'breach.moment_invalid'],
    ['a moment before it was known', -3 * HOUR, {}, 'breach.moment_invalid'],
    ['no moment at all', 0, { at: 'gisteren' }, 'breach.moment_invalid'],
  ])('a notification with %s', async (_what, from, change, code) => {
    const id = await found(HOUR);
    await write(id, NOTIFY);
    const note = told(later(use().clock.now(), from), change);
    expect(await write(id, note)).toMatchObject({ refusal: { code } });
  });

  test.each([
    ['a moment to come', HOUR, 'Iets', 'breach.moment_invalid'],
    ['no moment', Number.NaN, 'Iets', 'breach.moment_invalid'],
    ['no word of what happened', 0, '', 'breach.nothing_written'],
    ['more words than a page', 0, 'x'.repeat(5_001), 'staff_text.too_long'],
  ])('a breach with %s', async (_what, from, what, code) => {
    const { core, clock } = use();
    const awareAt = new Date(clock.now().getTime() + from);
    const opened = await core.breaches.open({ awareAt, facts: { ...NO_FACTS, what } }, owner);
    expect(opened).toMatchObject({ refusal: { code } });
  });

  test('who does not work here, and a breach that is not known', async () => {
    const { core, clock } = use();
    const id = await found();
    const refusal = { code: 'decision.not_allowed' };
    expect(await core.breaches.write(id, NO_RISK, NOBODY)).toMatchObject({ refusal });
    const typed = { awareAt: clock.now(), facts: { ...NO_FACTS, what: 'Iets' } };
    expect(await core.breaches.open(typed, NOBODY)).toMatchObject({ refusal });
    const unknown = await write('00000000-0000-4000-8000-000000000000', NO_RISK);
    expect(unknown).toMatchObject({ refusal: { code: 'breach.unknown' } });
    expect(await core.breaches.view('00000000-0000-4000-8000-000000000000')).toBeUndefined();
  });
});

describe('where it comes from', () => {
  test("a customer's report that turns out to be a breach is known since it came in, and has one clock", async () => {
    const { core, clock } = use();
    await coreCustomer(use()).says('er is een datalek, ik zie gegevens van een andere klant in mijn account');
    const request = (await core.desk.requests('open')).find(({ right }) => right === 'breach_report');
    if (request === undefined) throw new Error('the report opened no request');
    const before = await core.breaches.list(100);
    clock.advance(5 * HOUR);
    const outcome = { right: 'breach_report', result: 'looked_into', done: 'We zochten het uit.' } as const;
    await decideOutcome(core, request.id, { ...outcome, found: 'no_breach' }, owner);
    expect(await core.breaches.list(100)).toHaveLength(before.length);
    await decideOutcome(core, request.id, { ...outcome, found: 'breach' }, owner);
    await decideOutcome(core, request.id, { ...outcome, found: 'breach' }, owner);
    const [breach, ...others] = await core.breaches.list(100);
    expect(others).toHaveLength(before.length);
    expect(breach).toMatchObject({ origin: 'report', awareAt: request.receivedAt, entries: [] });
    const tasks = (await core.desk.tasks('open')).filter(
      ({ kind, requestId }) => kind === 'breach_reported' && requestId === request.id,
    );
    expect(tasks.map(({ params }) => params.breach)).toEqual([breach?.id]);
  });
});

test('a record whose clock is open is not removed, however old it is', async () => {
  const { settings, clock, core } = use();
  const open = await found();
  const bare = await settings.store.transaction((tx) => aBreach(tx, 'Oud', clock.now()));
  clock.advance(6 * 366 * DAY);
  await dailyRun(settings);
  expect(await core.breaches.view(bare.id)).toBeUndefined();
  expect((await viewed(open)).standing.open).toBe(true);
});

describe('the letter to a person concerned (AVG 34(2))', () => {
  const KNOWN = { consequences: 'Vreemden weten waar u woont.', measures: 'De ontvanger wiste de lijst.' };

  async function toTell() {
    const id = await found();
    await write(id, facts(KNOWN));
    await write(id, TELL);
    return id;
  }

  async function answered(name: string) {
    const asker = { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.nl` };
    const { detail } = await answeredRequest(use(), owner, asker);
    return { ...asker, id: detail.id, number: detail.number };
  }

  test('is made when a person decided to tell, of a request that is known, and says what AVG 34(2) asks', async () => {
    const { core } = use();
    const { number } = await answered('Loes Kok');
    const id = await found();
    const tell = (typed = { number, way: 'mail' }) => core.breaches.tell(id, typed, owner);
    expect(await tell()).toMatchObject({ refusal: { code: 'breach.not_to_tell' } });
    await write(id, TELL);
    expect(await tell()).toMatchObject({ refusal: { code: 'breach.letter_incomplete' } });
    await write(id, facts(KNOWN));
    expect(await tell({ number, way: '' })).toMatchObject({ refusal: { code: 'breach.way_missing' } });
    expect(await tell({ number: 'PB-0', way: 'mail' })).toMatchObject({
      refusal: { code: 'decision.request_unknown' },
    });
    expect(await core.breaches.tell(id, { number, way: 'mail' }, NOBODY)).toMatchObject({
      refusal: { code: 'decision.not_allowed' },
    });
    const away = '00000000-0000-4000-8000-000000000000';
    expect(await core.breaches.tell(away, { number, way: 'mail' }, owner)).toMatchObject({
      refusal: { code: 'breach.unknown' },
    });
  });

  test('leaves to the proven address after somebody read and approved it, long after the answer, and the record says so', async () => {
    const { core, clock } = use();
    const { id: requestId, number, email } = await answered('Tom Bakker');
    clock.advance(90 * DAY);
    const id = await toTell();
    expect(await core.breaches.tell(id, { number: ` ${number.toLowerCase()} `, way: 'mail' }, owner)).toEqual(
      { ok: true, value: { requestId } },
    );
    const seen = await core.notices.preview(requestId, owner);
    expect(seen).toMatchObject({ value: { kind: 'breach', route: 'mail', receiver: email } });
    expect((await viewed(id)).letters).toMatchObject([{ step: 'prepared', request: { number } }]);
    // What the record says now is what the letter says.
    await write(id, facts({ measures: 'De ontvanger wiste de lijst en bevestigde dat.' }));
    expect(await approveNotice(core, requestId, owner)).toMatchObject({
      refusal: { code: 'notice.outdated' },
    });
    await core.breaches.tell(id, { number, way: 'mail' }, owner);
    expect(await approveNotice(core, requestId, owner)).toEqual({ ok: true, value: null });
    expect((await viewed(id)).letters).toMatchObject([{ step: 'prepared' }]);
    await workOff(use());
    const mail = (await core.desk.caughtMail(50)).find(({ text }) => text.includes('bevestigde dat'));
    expect(mail).toMatchObject({ to: email });
    expect(mail?.text).toContain(KNOWN.consequences);
    const { letters, entries } = await viewed(id);
    expect(letters).toMatchObject([
      { step: 'left', way: 'mail', by: owner.name, request: { id: requestId } },
    ]);
    expect(JSON.stringify(entries)).not.toContain(number);

    const { notice, version, status } = await cardOf(use(), number);
    expect({ status, waiting: notice.waiting }).toEqual({ status: 'answered', waiting: null });
    const back = await core.notices.bounced(requestId, version, notice.mailed[0]?.letterId ?? '', owner);
    expect(back).toEqual({ ok: true, value: null });
    expect((await viewed(id)).letters).toMatchObject([{ step: 'came_back' }]);
    await core.breaches.tell(id, { number, way: 'post' }, owner);
    expect(await core.notices.preview(requestId, owner)).toMatchObject({ value: { route: 'hand' } });
    await approveNotice(core, requestId, owner);
    expect((await viewed(id)).letters).toMatchObject([{ step: 'left', way: 'post' }, { step: 'came_back' }]);
  });

  test('goes by post to who has no proven address, and a dropped draft is no letter', async () => {
    const { core } = use();
    const customer = coreCustomer(use());
    await customer.says('Ik maak bezwaar tegen reclame');
    const { number, id: requestId, version } = await cardOf(use(), await customer.number());
    const id = await toTell();
    expect(await core.breaches.tell(id, { number, way: 'mail' }, owner)).toMatchObject({
      refusal: { code: 'breach.no_address' },
    });
    expect(await core.breaches.tell(id, { number, way: 'post' }, owner)).toMatchObject({ ok: true });
    const card = await cardOf(use(), number);
    expect(card.version).toBeGreaterThan(version);
    expect(await core.notices.drop(requestId, card.version, owner)).toEqual({ ok: true, value: null });
    expect((await viewed(id)).letters).toEqual([]);
  });
});
