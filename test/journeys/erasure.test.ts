import { beforeAll, expect, test } from 'vitest';
import { chaseRecipients } from '../../src/core/application/chase-recipients.ts';
import { draftLetter, NOTHING_TYPED } from '../../src/core/application/prepare-answer.ts';
import { sendAnswer } from '../../src/core/application/send-answer.ts';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { typedOutcome } from '../../src/core/fulfilment/outcome/typed-outcome.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { asId, type RequestId } from '../../src/core/kernel/ids.ts';
import { endJob } from '../../src/workers/start-workers.ts';
import { cardOf } from '../support/core-customer.ts';
import { decideOutcome, versionOf } from '../support/decide-outcome.ts';
import {
  approveLetter,
  doesAllSteps,
  lettersTo,
  tellsEverybody,
  timePasses,
} from '../support/decided-letter.ts';
import { approve, type DeskActor, staffActor } from '../support/desk-staff.ts';
import { erasedInPart, forgottenPerson, type Plan } from '../support/forgotten-person.ts';
import { useCore } from '../support/use-core.ts';
import { workOff } from '../support/work-off.ts';

const use = useCore();
let owner: DeskActor;
let askers = 0;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

const forgotten = () => {
  askers += 1;
  return forgottenPerson(use(), owner, askers);
};

const inPart = (change: Partial<Plan> = {}) => erasedInPart(use(), change);

test('the form is filled in from what was found: what can go, what the law keeps, and who decides for itself', async () => {
  const { id } = await forgotten();
  const form = await use().core.outcomes.form(id, undefined, owner);
  const typed = form.ok ? form.value.typed : {};
  const lines = [0, 1, 2].map((index) =>
    ['source', 'category', 'count', 'treatment'].map((name) => typed[`plan.${index}.${name}`]?.[0]),
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      ['e-boekhouden', 'invoice', '1', 'keep'],
      ['mollie', 'payment', '1', 'refer'],
    ]),
  );
  expect(lines.flat()).toContain('jouwweb');
});

test('an erasure is held against what was found when it is saved, and once more when it is approved (AVG 17, 12(4))', async () => {
  const asked = await forgotten();
  const { core } = use();
  const nothing: Outcome = { right: 'erasure', result: 'nothing_found' };
  const invented = { source: 'mijndomein', category: 'message', count: 99 } as const;
  const erase = { treatment: 'erase', ground: null, facts: '', until: null } as const;
  const saved = async (outcome: Outcome) => {
    const version = await versionOf(core, asked.id);
    const typed = { result: outcome.result, fields: typedOutcome(outcome), sendTo: '', child: false };
    const done = await core.outcomes.save(asked.id, version, typed, owner);
    return done.ok ? done.value.problems.map(({ code, about }) => `${code} ${about?.source}`) : done.refusal;
  };
  const all = ['e-boekhouden', 'jouwweb', 'mollie'];
  expect(await saved(nothing)).toEqual(all.map((source) => `outcome.records_found ${source}`));
  expect(await saved(inPart({ plan: [{ ...invented, ...erase }] }))).toEqual(
    all.map((source) => `outcome.plan_lacks ${source}`),
  );
  expect(await approve(core, asked.id, owner)).toMatchObject({ refusal: { code: 'decision.text_missing' } });
  // What was saved without this comparison, by an earlier version, does not leave either.
  await decideOutcome(core, asked.id, inPart(), owner);
  await use().settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(asId<RequestId>(asked.id));
    if (request === undefined) throw new Error('no request');
    await draftLetter(tx, use().settings, request, { ...NOTHING_TYPED, outcome: nothing });
  });
  expect(await approve(core, asked.id, owner)).toMatchObject({ refusal: { code: 'decision.plan_outdated' } });
});

test('an erasure is announced, done a day later place by place, and only then said to be done (AVG 17, 19; R21)', async () => {
  const asked = await forgotten();
  await decideOutcome(use().core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  const [announced] = await lettersTo(use(), asked.email);
  expect(announced).toContain('Over ongeveer 24 uur beginnen we ermee.');
  expect(announced).toContain('het bewijs voor uw garantie');
  expect(announced).toContain('Wilt u eerst een kopie van uw gegevens');
  expect(announced).not.toContain('We hebben');
  // A day after the approval, but not yet a day after the announcement.
  await timePasses(use(), DAY - 5 * MINUTE);
  expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'sending' } });
  await timePasses(use(), 5 * MINUTE);
  const card = await cardOf(use(), asked.number);
  expect(card.approval).toMatchObject({
    phase: 'carrying_out',
    steps: [
      { step: 'erase:jouwweb', done: false },
      { step: 'tell:postnl', done: false },
    ],
  });
  const { core } = use();
  expect(await core.outcomes.confirmSteps(asked.id, ['erase:jouwweb'], owner)).toMatchObject({ ok: true });
  expect(await core.outcomes.confirmSteps(asked.id, ['erase:jouwweb'], owner)).toMatchObject({
    refusal: { code: 'step.already_done' },
  });
  await timePasses(use(), HOUR);
  expect(await lettersTo(use(), asked.email)).toHaveLength(1);
  await doesAllSteps(use(), asked.number, owner);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('We hebben een deel van uw gegevens gewist.');
  expect(letter).toMatch(/Facturen[\s\S]*AWR artikel 52[\s\S]*31 december/);
  expect(letter).toContain('Mollie beslist zelf over zijn deel');
  expect(letter).toContain('We lieten dit weten aan PostNL');
  expect(letter).toContain('autoriteitpersoonsgegevens.nl');
  expect(letter).toContain('zes weken');
  expect(letter).toContain('De link werkt tot 14 dagen na deze mail.');
  const closed = await cardOf(use(), asked.number);
  expect(closed).toMatchObject({ status: 'answered', openTasks: 1 });
  expect(closed.history.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['outcome_set', 'approved', 'announced', 'execution_begun', 'step_done', 'sent']),
  );
});

test('a changed plan needs a new approval, and a customer who was told hears that it is stopped', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  expect(await core.decisions.stop(asked.id, await versionOf(core, asked.id), owner)).toMatchObject({
    ok: true,
  });
  await asked.customer.told('announcement_stopped');
  const preview = await core.decisions.preview(asked.id, owner);
  if (!preview.ok) throw new Error(preview.refusal.code);
  await decideOutcome(core, asked.id, inPart({ lost: [] }), owner);
  const { version, letterHash } = preview.value;
  expect(await core.decisions.approve(asked.id, version, letterHash, owner)).toMatchObject({
    refusal: { code: 'decision.letter_changed' },
  });
  await approveLetter(use(), asked.id, owner);
  await timePasses(use(), DAY);
  expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'carrying_out' } });
});

test('what cannot be done as approved goes back to be decided; nothing is said to be done', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  await timePasses(use(), DAY);
  await tellsEverybody(use(), asked.id, owner, ['tell:postnl']);
  const halted = await core.outcomes.halt(asked.id, await versionOf(core, asked.id), owner);
  expect(halted).toMatchObject({ ok: true });
  await timePasses(use(), DAY);
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'awaiting_approval' });
  expect(await lettersTo(use(), asked.email)).toHaveLength(1);
});

test('a refusal of all of it is a letter of its own, without a wait of a day and without steps', async () => {
  const asked = await forgotten();
  const { core } = use();
  const refusal = {
    ground: 'exception_17_3',
    article: '17(3)(e)',
    facts: 'Er loopt een rechtszaak over deze bestelling.',
  } as const;
  await core.decisions.prepareRefusal(asked.id, await versionOf(core, asked.id), refusal, owner);
  await approveLetter(use(), asked.id, owner);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('wijzen dit verzoek af');
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'refused' });
});

test('nothing is approved while a source is still to be searched: the plan would not be whole', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  const reopened = await core.sources.reopenManual(asked.id, 'mollie', owner);
  expect(reopened.ok).toBe(true);
  expect(await approve(core, asked.id, owner)).toMatchObject({
    refusal: { code: 'decision.sources_open' },
  });
});

test('who decides alone types why; it is kept with the letter, sealed, and stands in no entry of the log (R19)', async () => {
  const asked = await forgotten();
  const { core, settings, sql } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  const preview = await core.decisions.preview(asked.id, owner);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const { version, letterHash, care, planned } = preview.value;
  expect(care).toBe('reason');
  expect(planned).toContainEqual(
    expect.objectContaining({ source: 'jouwweb', category: 'order', count: 1, treatment: 'erase' }),
  );
  expect(await core.decisions.approve(asked.id, version, letterHash, owner)).toMatchObject({
    refusal: { code: 'decision.reason_missing' },
  });
  const reason = 'Ze belde: de bestelling is geleverd, ze wil weg.';
  expect((await core.decisions.approve(asked.id, version, letterHash, owner, reason)).ok).toBe(true);
  const id = asId<RequestId>(asked.id);
  const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(id));
  expect(letter?.reason).toBe(reason);
  const { rows } = await sql.query('SELECT data::text FROM "RequestEvent" WHERE "requestId" = $1', [id]);
  expect(JSON.stringify(rows)).not.toContain('Ze belde');
});

test('a plan is not approved on what was found before: the form comes with the new counts (R19)', async () => {
  const asked = await forgotten();
  const { core } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  const reopened = await core.sources.reopenManual(asked.id, 'mollie', owner);
  if (!reopened.ok) throw new Error(reopened.refusal.code);
  const rows = ['tr_1', 'tr_2'].map((text) => ({ category: 'payment', text }));
  const found = { source: 'mollie', answer: 'found', rows, reason: '' } as const;
  expect((await core.sources.recordManual(reopened.value.taskId, [found], owner)).ok).toBe(true);
  expect(await approve(core, asked.id, owner)).toMatchObject({ refusal: { code: 'decision.plan_outdated' } });
  const form = await core.outcomes.form(asked.id, undefined, owner);
  if (!form.ok) throw new Error(form.refusal.code);
  const { typed } = form.value;
  const line = [0, 1, 2, 3].find((index) => typed[`plan.${index}.source`]?.[0] === 'mollie');
  expect(typed[`plan.${line}.count`]).toEqual(['2']);
  expect(typed.lost).toEqual(['guarantee']);
  const plan = inPart().plan.map((one) => (one.source === 'mollie' ? { ...one, count: 2 } : one));
  await decideOutcome(core, asked.id, inPart({ plan }), owner);
  expect((await approve(core, asked.id, owner)).ok).toBe(true);
});

/** Everything is ticked off, and then the mail server takes the letter no more. */
async function carriedOutUntold() {
  const asked = await forgotten();
  const { core, settings, jobs } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  await timePasses(use(), DAY);
  await core.outcomes.confirmSteps(asked.id, ['erase:jouwweb'], owner);
  await tellsEverybody(use(), asked.id, owner, ['tell:postnl']);
  const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(asId<RequestId>(asked.id)));
  if (letter === undefined) throw new Error('no letter');
  await sendAnswer(settings, asId(asked.id), letter.id);
  const job = (await jobs('send-mail')).at(-1);
  await endJob(settings, { name: 'send-mail', data: job?.data ?? {}, reason: 'smtp_550' });
  await workOff(use());
  return asked;
}

test('a letter that does not arrive after an erasure repeats nothing: it is mailed again, and staff are alarmed', async () => {
  const asked = await carriedOutUntold();
  const { core } = use();
  const card = await cardOf(use(), asked.number);
  expect(card).toMatchObject({
    status: 'executing',
    approval: { phase: 'undelivered', reason: 'smtp_550', executed: true },
    openTasks: 2,
  });
  await asked.customer.told('answer_undeliverable');
  expect(await core.outcomes.halt(asked.id, card.version, owner)).toMatchObject({
    refusal: { code: 'decision.already_executed' },
  });
  expect((await core.delivery.retry(asked.id, card.version, owner)).ok).toBe(true);
  await workOff(use());
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('We hebben een deel van uw gegevens gewist.');
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'answered', openTasks: 1 });
});

test('where no mail arrives the letter is posted: address sealed with it, the day in the log, the case ended (R21)', async () => {
  const asked = await carriedOutUntold();
  const { core, clock } = use();
  const printed = await core.delivery.letter(asked.id, owner);
  if (!printed.ok) throw new Error(printed.refusal.code);
  expect(printed.value.letter.title).toBe('We hebben een deel van uw gegevens gewist');
  const version = await versionOf(core, asked.id);
  const post = { address: 'Dorpsstraat 1\n1234 AB Voorbeeld', on: amsterdamDay(clock.now()) };
  expect(await core.delivery.posted(asked.id, version, { ...post, address: ' ' }, owner)).toMatchObject({
    refusal: { code: 'delivery.address_missing' },
  });
  expect((await core.delivery.posted(asked.id, version, post, owner)).ok).toBe(true);
  const card = await cardOf(use(), asked.number);
  expect(card).toMatchObject({ status: 'answered', openTasks: 1 });
  expect(card.history.find(({ type }) => type === 'posted')).toMatchObject({ params: { on: post.on } });
  expect(JSON.stringify(card.history)).not.toContain('Dorpsstraat');
  const again = await core.delivery.letter(asked.id, owner);
  expect(again.ok && again.value.postedTo).toBe(post.address);
});

test('an answer mail that came back keeps the request open until it arrived another way', async () => {
  const asked = await forgotten();
  const { core } = use();
  const refusal = { ground: 'exception_17_3', article: '17(3)(e)', facts: 'Er loopt een zaak.' } as const;
  await core.decisions.prepareRefusal(asked.id, await versionOf(core, asked.id), refusal, owner);
  await approveLetter(use(), asked.id, owner);
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'refused' });
  expect((await core.delivery.bounced(asked.id, await versionOf(core, asked.id), owner)).ok).toBe(true);
  expect(await cardOf(use(), asked.number)).toMatchObject({
    status: 'executing',
    approval: { phase: 'undelivered', executed: false },
    openTasks: 1,
  });
  expect((await core.delivery.retry(asked.id, await versionOf(core, asked.id), owner)).ok).toBe(true);
  await workOff(use());
  expect(await lettersTo(use(), asked.email)).toHaveLength(2);
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'refused', openTasks: 0 });
});

test('a recipient that was told is asked again after ten working days, and its answer ends the work (AVG 19; R38)', async () => {
  const asked = await forgotten();
  const { core, settings, clock } = use();
  await decideOutcome(core, asked.id, inPart(), owner);
  await approveLetter(use(), asked.id, owner);
  const seen = await core.recipients.list(asked.id, owner);
  if (!seen.ok) throw new Error(seen.refusal.code);
  expect(seen.value).toMatchObject({ begun: false, recipients: [{ id: 'postnl', told: null }] });
  expect(seen.value.recipients[0]?.notice?.nl).not.toContain('Ruud');
  await timePasses(use(), DAY);
  await doesAllSteps(use(), asked.number, owner);
  const silent = async () =>
    (await core.desk.tasks('open')).filter(
      ({ kind, requestId }) => kind === 'recipient_silent' && requestId === asked.id,
    );
  expect(await silent()).toHaveLength(1);
  expect(await chaseRecipients(settings, clock.now())).toBe(0);
  clock.advance(16 * DAY);
  expect(await chaseRecipients(settings, clock.now())).toBeGreaterThan(0);
  expect(await chaseRecipients(settings, clock.now())).toBe(0);
  const today = amsterdamDay(clock.now());
  expect((await core.recipients.chase(asked.id, 'postnl', today, owner)).ok).toBe(true);
  expect((await core.recipients.answer(asked.id, 'postnl', 'held_nothing', owner)).ok).toBe(true);
  expect(await silent()).toEqual([]);
  const told = await core.recipients.list(asked.id, owner);
  expect(told.ok && told.value.recipients).toMatchObject([
    { id: 'postnl', told: { how: 'mail', chasedOn: today, answer: 'held_nothing' } },
  ]);
});

test('what went wrong stops every link at once, alarms the owners at any hour and starts the 72 hours (AVG 33; R37)', async () => {
  const asked = await forgotten();
  const { core, clock, sql } = use();
  expect(await core.delivery.wentWrong(asked.id, owner)).toMatchObject({
    refusal: { code: 'decision.wrong_state' },
  });
  const refusal = { ground: 'exception_17_3', article: '17(3)(e)', facts: 'Er loopt een zaak.' } as const;
  await core.decisions.prepareRefusal(asked.id, await versionOf(core, asked.id), refusal, owner);
  await approveLetter(use(), asked.id, owner);
  const open = `SELECT count(*)::int AS n FROM "RequestLink" WHERE "requestId" = $1 AND "revokedAt" IS NULL`;
  expect((await sql.query(open, [asked.id])).rows).toEqual([{ n: 1 }]);
  // In the middle of the night.
  clock.advance(14 * HOUR);
  const reported = await core.delivery.wentWrong(asked.id, owner);
  if (!reported.ok) throw new Error(reported.refusal.code);
  expect((await sql.query(open, [asked.id])).rows).toEqual([{ n: 0 }]);
  const { deadline } = reported.value;
  expect(deadline.getTime() - clock.now().getTime()).toBeGreaterThan(71 * HOUR);
  expect(deadline.getTime() - clock.now().getTime()).toBeLessThanOrEqual(72 * HOUR);
  const [task] = (await core.desk.tasks('open')).filter(
    ({ kind, requestId }) => kind === 'breach_reported' && requestId === asked.id,
  );
  expect(task?.params.deadline).toBe(deadline.toISOString());
  expect(task?.params.breach).toBe(reported.value.id);
  expect(await core.breaches.view(reported.value.id)).toMatchObject({
    origin: 'went_wrong',
    by: owner.name,
    deadline,
    entries: [],
  });
  // Pressed once more it is the same breach as long as its clock runs, and another one after that.
  clock.advance(HOUR);
  expect(await core.delivery.wentWrong(asked.id, owner)).toMatchObject({ value: reported.value });
  await workOff(use());
  const alarms = (await core.desk.caughtMail(20)).filter(({ to }) => to === 'eigenaar@example.nl');
  expect(alarms[0]?.text).toContain('De Autoriteit Persoonsgegevens moet dit weten vóór');
  const { history } = await cardOf(use(), asked.number);
  expect(history.map(({ type }) => type)).toContain('went_wrong');
  const noRisk = { kind: 'authority', notify: false, reason: 'Ongeopend teruggekomen.' } as const;
  expect(await core.breaches.write(reported.value.id, noRisk, owner)).toMatchObject({ ok: true });
  const again = await core.delivery.wentWrong(asked.id, owner);
  expect(again.ok && again.value.id).not.toBe(reported.value.id);
  expect(again).toMatchObject({ ok: true });
});
