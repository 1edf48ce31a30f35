import { expect, test } from 'vitest';
import { deliverMail } from '../../../src/core/application/deliver-mail.ts';
import { endCase } from '../../../src/core/application/end-case.ts';
import { tellCustomers } from '../../../src/core/application/tell-customers.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { asId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { approveNotice, type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { answeredRequest, readyRequest } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** A Monday, ten o'clock in Amsterdam. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const REASON = 'U schreef met een andere naam dan eerst.';
const asks = ['order_facts', 'call_back'] as const;

async function owner(): Promise<DeskActor> {
  return staffActor(use().core, 'eigenaar@example.nl');
}

async function ready(name: string) {
  const by = await owner();
  const asker = { name, email: `${name.toLowerCase().replaceAll(' ', '.')}@example.nl` };
  const { customer, detail } = await readyRequest(use(), by, asker);
  return {
    by,
    customer,
    ...asker,
    number: detail.number,
    id: detail.id,
    card: () => cardOf(use(), detail.number),
  };
}

test('a doubt stops the clock when its letter has gone to the proven address, and tells nobody about the words', async () => {
  const { core, clock, sql } = use();
  const { by, customer, email, number, id, card } = await ready('Sanne de Vries');
  const { version } = await card();
  const doubt = { reason: REASON, asks };
  expect(await core.notices.prepareDoubt(id, version, { ...doubt, reason: ' ' }, by)).toMatchObject({
    refusal: { code: 'doubt.reason_missing' },
  });
  expect(await core.notices.prepareDoubt(id, version, { ...doubt, asks: ['passport'] }, by)).toMatchObject({
    refusal: { code: 'doubt.evidence_missing' },
  });
  const telling = { ...doubt, reason: `U bestelde eerder als ${email}.` };
  expect(await core.notices.prepareDoubt(id, version, telling, by)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  expect(await core.notices.prepareDoubt(id, version, doubt, by)).toEqual({ ok: true, value: null });
  expect(await approveNotice(use().core, id, by)).toEqual({ ok: true, value: null });
  // Approved is not sent.
  expect(await card()).toMatchObject({ legalDue: '2026-12-02', notice: { waiting: { approved: true } } });
  await workOff(use());
  const stopped = await card();
  expect(stopped).toMatchObject({
    legalDue: null,
    notice: {
      waiting: null,
      stoppedSince: '2026-11-02',
      mayExtend: { refusal: { code: 'extension.stopped' } },
    },
    approval: { phase: 'pending', mayApprove: false, blockedBy: 'identity_doubted' },
  });
  const mail = (await core.desk.caughtMail(50)).find(({ text }) => text.includes(REASON));
  expect(mail).toMatchObject({ to: email });
  expect(await customer.told('notice_sent')).toMatchObject({ number, to: expect.stringContaining('…') });
  const { rows } = await sql.query('SELECT data FROM "RequestEvent" WHERE "requestId" = $1', [id]);
  expect(JSON.stringify(rows)).not.toContain('andere naam');

  await customer.says('/status');
  expect(await customer.told('status')).toMatchObject({ requests: [{ number, state: 'paused' }] });

  clock.advance(8 * DAY);
  // A second ask is a reminder.
  expect(await core.notices.prepareDoubt(id, (await card()).version, doubt, by)).toEqual({
    ok: true,
    value: null,
  });
  expect(await approveNotice(use().core, id, by)).toEqual({ ok: true, value: null });
  await workOff(use());
  expect((await card()).notice.stoppedSince).toBe('2026-11-02');

  expect(await core.notices.endStop(id, '2026-11-11', by)).toMatchObject({
    refusal: { code: 'stop.in_future' },
  });
  expect(await core.notices.endStop(id, '2026-11-01', by)).toMatchObject({
    refusal: { code: 'stop.before_asked' },
  });
  // The thing came on the 7th, before the reminder of the 10th: nothing is open any more.
  expect(await core.notices.endStop(id, '2026-11-07', by)).toEqual({ ok: true, value: null });
  expect(await card()).toMatchObject({
    legalDue: '2026-12-07',
    toldDue: '2026-12-07',
    staffDue: '2026-12-07',
    notice: { stoppedSince: null },
    approval: { phase: 'pending', mayApprove: true },
  });
  expect(await customer.told('identity_received')).toMatchObject({ number, dueDay: '2026-12-07' });
  expect(await core.notices.endStop(id, '2026-11-07', by)).toMatchObject({
    refusal: { code: 'stop.not_open' },
  });
  expect((await core.register.verify()).broken).toBeNull();
  clock.advance(-8 * DAY);
});

test('an extension counts when its letter was taken for sending; then everything names the new date', async () => {
  const { core, settings, jobs } = use();
  const { by, customer, email, number, id, card } = await ready('Ton Smit');
  const { version } = await card();
  const typed = { reasons: ['systems'], facts: 'Uw bestellingen staan in vijf systemen.' };
  const several = { ...typed, reasons: ['several_requests'] };
  expect(await core.notices.prepareExtension(id, version, several, by)).toMatchObject({
    refusal: { code: 'extension.no_other_request' },
  });
  expect(await core.notices.prepareExtension(id, version, { ...typed, facts: '' }, by)).toMatchObject({
    refusal: { code: 'extension.facts_missing' },
  });
  expect(
    await core.notices.prepareExtension(id, version, { ...typed, reasons: ['holidays'] }, by),
  ).toMatchObject({
    refusal: { code: 'extension.reason_missing' },
  });
  await core.notices.prepareExtension(id, version, typed, by);
  await approveNotice(use().core, id, by);

  // The address does not take it: the clock is as it was, and staff find the draft with a task.
  const [mail] = (await jobs('send-mail')).slice(-1);
  const render = () => ({ subject: '', text: '', html: '' });
  const send = async () => ({ status: 'failed', reason: 'rejected', retryable: false }) as const;
  await deliverMail(settings, { render, send }, mail?.data.mailId ?? '');
  expect(await card()).toMatchObject({
    toldDue: null,
    notice: { waiting: { kind: 'extension', approved: false } },
    tasks: expect.arrayContaining([expect.objectContaining({ kind: 'delivery_failed', doneAt: null })]),
  });

  await approveNotice(use().core, id, by);
  await workOff(use());
  const extended = await card();
  expect(extended).toMatchObject({
    customerDue: '2026-12-02',
    toldDue: '2027-02-02',
    staffDue: '2027-02-02',
    notice: { waiting: null, mayExtend: { refusal: { code: 'extension.already' } } },
  });
  expect(extended.tasks.filter(({ kind, doneAt }) => kind === 'delivery_failed' && doneAt === null)).toEqual(
    [],
  );
  const letters = (await core.desk.caughtMail(50)).filter(
    ({ to, text }) => to === email && text.includes('2 februari'),
  );
  expect(letters).toHaveLength(1);
  await customer.says('/status');
  expect(await customer.told('status')).toMatchObject({ requests: [{ number, dueDay: '2027-02-02' }] });
  await customer.says('waarom die datum?');
  expect(await customer.told('why_this_date')).toMatchObject({
    dueDay: '2027-02-02',
    steps: expect.arrayContaining([expect.objectContaining({ name: 'extension_accepted' })]),
  });
  expect(await core.notices.prepareExtension(id, extended.version, typed, by)).toMatchObject({
    refusal: { code: 'extension.already' },
  });
});

test('a letter that waited past its day is not sent: staff make it anew', async () => {
  const { core, clock } = use();
  const { by, id, card } = await ready('Els Bakker');
  await core.notices.prepareDoubt(id, (await card()).version, { reason: REASON, asks }, by);
  const preview = await core.notices.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const { version, letterHash } = preview.value;
  clock.advance(DAY);
  expect(await core.notices.approve(id, version, letterHash, by)).toMatchObject({
    refusal: { code: 'notice.outdated' },
  });
  clock.advance(-DAY);
  expect(await core.notices.approve(id, version, letterHash, by)).toEqual({ ok: true, value: null });
  clock.advance(DAY);
  await workOff(use());
  expect(await card()).toMatchObject({ legalDue: '2026-12-02', notice: { waiting: { approved: false } } });
  expect(await core.notices.drop(id, (await card()).version, by)).toEqual({ ok: true, value: null });
  expect((await card()).notice.waiting).toBeNull();
  clock.advance(-DAY);
});

test('who does not answer is reminded once, then closing is proposed; a person refuses, and nothing closes by itself', async () => {
  const { core, clock, settings } = use();
  const by = await owner();
  const customer = coreCustomer(use());
  const number = await customer.asks('Kees Vos', 'kees.vos@example.nl');
  const { id, version } = await cardOf(use(), number);
  const doubt = { reason: REASON, asks: ['code_to_mailbox'] };
  await core.notices.prepareDoubt(id, version, doubt, by);
  await approveNotice(use().core, id, by);
  // Nobody proved a mailbox: the letter stands in the conversation, where it was asked.
  expect(await customer.told('letter')).toMatchObject({ number });
  expect(await cardOf(use(), number)).toMatchObject({ legalDue: null, mayLapse: false });
  const run = () => tellCustomers(settings, clock.now());
  const reminders = async () =>
    (await customer.transcript()).filter(
      (entry) => entry.from === 'desk' && entry.message.kind === 'identity_reminder',
    ).length;
  clock.advance(13 * DAY);
  await run();
  expect(await reminders()).toBe(0);
  clock.advance(DAY);
  await run();
  await run();
  expect(await reminders()).toBe(1);
  clock.advance(14 * DAY);
  await run();
  await run();
  expect(await reminders()).toBe(1);
  const silent = await cardOf(use(), number);
  expect(silent).toMatchObject({ notice: { unanswered: true }, mayLapse: false });
  expect(silent.tasks.filter(({ kind }) => kind === 'identity_unanswered')).toHaveLength(1);

  // On the promised day the truth: what is waited for, and since when.
  clock.advance(3 * DAY);
  await run();
  expect(await customer.told('not_answered_yet')).toMatchObject({
    waitsFor: 'identity',
    askedDay: '2026-11-02',
  });

  const refusal = { ground: 'not_identifiable', article: '', facts: 'Wij kregen geen antwoord.' } as const;
  const refused = await core.decisions.prepareRefusal(id, (await cardOf(use(), number)).version, refusal, by);
  expect(refused.ok).toBe(true);
  expect((await cardOf(use(), number)).approval).toMatchObject({ phase: 'pending', mayApprove: true });
  clock.advance(-31 * DAY);
});

test('the code that was asked for ends the stop by itself, on the day on which it is typed', async () => {
  const { core, clock } = use();
  const by = await owner();
  const customer = coreCustomer(use());
  const number = await customer.asks('Mia Prins', 'mia.prins@example.nl');
  const { id, version } = await cardOf(use(), number);
  await core.notices.prepareDoubt(id, version, { reason: REASON, asks: ['code_to_mailbox'] }, by);
  await approveNotice(use().core, id, by);
  clock.advance(2 * DAY);
  await customer.taps('resend');
  await workOff(use());
  await customer.typesCode('mia.prins@example.nl');
  expect(await cardOf(use(), number)).toMatchObject({
    level: 1,
    legalDue: '2026-12-04',
    toldDue: '2026-12-04',
  });
  expect(await customer.told('proven')).toMatchObject({ dueDay: '2026-12-04' });
  clock.advance(-2 * DAY);
});

test('a doubt that was asked too late moves no date of staff', async () => {
  const { core, clock } = use();
  const { by, id, card } = await ready('Bo Kuiper');
  clock.advance(8 * DAY);
  expect((await card()).notice.mayDoubt).toMatchObject({ value: { asked: 'late' } });
  await core.notices.prepareDoubt(id, (await card()).version, { reason: REASON, asks }, by);
  await approveNotice(use().core, id, by);
  await workOff(use());
  await core.notices.endStop(id, '2026-11-10', by);
  clock.advance(2 * DAY);
  await core.notices.prepareDoubt(id, (await card()).version, { reason: REASON, asks }, by);
  await approveNotice(use().core, id, by);
  await workOff(use());
  clock.advance(5 * DAY);
  await core.notices.endStop(id, '2026-11-17', by);
  expect(await card()).toMatchObject({ legalDue: '2026-12-07', staffDue: '2026-12-02' });
  clock.advance(-15 * DAY);
});

test('a fee is told beforehand, holds the answer back until a yes is recorded, and stops no term', async () => {
  const { core } = use();
  const { by, email, id, card } = await ready('Ben Otter');
  const typed = {
    ground: 'excessive',
    amount: '12,50',
    basis: 'Een half uur zoeken.',
    facts: 'Op 1, 8 en 15 oktober kreeg u dezelfde gegevens.',
    intent: '',
  };
  const { version, legalDue, toldDue } = await card();
  expect(await core.notices.prepareFee(id, version, typed, by)).toEqual({ ok: true, value: null });
  expect(await approveNotice(use().core, id, by)).toEqual({ ok: true, value: null });
  await workOff(use());
  const told = await card();
  expect(told).toMatchObject({
    legalDue,
    toldDue,
    notice: { fee: 'announced', stoppedSince: null, mayFee: { refusal: { code: 'fee.already' } } },
    approval: { phase: 'pending', mayApprove: false, blockedBy: 'fee_open' },
  });
  const mail = (await core.desk.caughtMail(50)).find(({ text }) => text.includes('12,50'));
  expect(mail).toMatchObject({ to: email, text: expect.stringContaining('Dat kost niets') });

  const record = async (as: string, day: string) =>
    core.notices.recordFee(id, (await card()).version, { as, day }, by);
  expect(await record('perhaps', '2026-11-02')).toMatchObject({ refusal: { code: 'fee.answer_missing' } });
  expect(await record('agreed', '')).toMatchObject({ refusal: { code: 'fee.day_missing' } });
  expect(await record('agreed', '2026-11-03')).toMatchObject({ refusal: { code: 'fee.in_future' } });
  expect(await record('agreed', '2026-11-02')).toEqual({ ok: true, value: null });
  expect(await card()).toMatchObject({ notice: { fee: 'agreed' }, approval: { mayApprove: true } });
  expect(await record('paid', '2026-11-02')).toEqual({ ok: true, value: null });
  expect(await record('waived', '2026-11-02')).toMatchObject({ refusal: { code: 'fee.not_asked' } });
  expect((await core.register.verify()).broken).toBeNull();
});

test('who does not agree with a decision opens a request of its own; both cards show the link, and the decided one stays', async () => {
  const { clock, settings } = use();
  const by = await owner();
  const asker = { name: 'Ida Mol', email: 'ida.mol@example.nl' };
  const { customer, detail } = await answeredRequest(use(), by, asker);
  clock.advance(3 * DAY);
  await customer.says('Ik ben het niet eens met uw besluit, er ontbreken bestellingen.');
  const noted = await customer.told('objection_noted');
  if (noted.kind !== 'objection_noted') throw new Error('no receipt');
  expect(noted).toMatchObject({ other: detail.number, dueDay: '2026-12-05' });
  const again = await cardOf(use(), noted.number);
  expect(again).toMatchObject({
    right: 'access',
    status: 'awaiting_identity',
    words: expect.stringContaining('niet eens'),
    objectsTo: { number: detail.number },
  });
  const decided = await cardOf(use(), detail.number);
  expect(decided).toMatchObject({ status: 'answered', objectedBy: [{ number: noted.number }] });

  clock.advance(3 * 365 * DAY);
  expect(await endCase(settings, asId<RequestId>(decided.id), clock.now())).toBe('retention.complaint_open');
  clock.advance(-(3 * 365 + 3) * DAY);
});
