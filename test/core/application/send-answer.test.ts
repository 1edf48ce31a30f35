import { describe, expect, test } from 'vitest';
import { gatherSource } from '../../../src/core/application/gather-source.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { sendAnswer } from '../../../src/core/application/send-answer.ts';
import { OWN_RECORDS } from '../../../src/core/fulfilment/processor.ts';
import { after, DAY, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { asId, type LetterId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../../support/decided-letter.ts';
import { approve, type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { readyRequest, searchByHand } from '../../support/desk-work.ts';
import { erasedInPart, forgottenPerson } from '../../support/forgotten-person.ts';
import { aRequest, day, opened } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

/** An approved answer that leaves after the usual ten minutes. */
async function approved() {
  const { settings, core } = use();
  const events = aRequest().searched().events;
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  const done = await approve(core, id, await staffActor(core, 'eigenaar@example.nl'));
  if (!done.ok) throw new Error(done.refusal.code);
  const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(id));
  return { id, sendAt: done.value.sendAt, letterId: letter?.id ?? asId<LetterId>('') };
}

async function mailsWith(letterId: LetterId): Promise<number> {
  const { rows } = await use().sql.query('SELECT 1 FROM "OutboundMail" WHERE "letterId" = $1', [letterId]);
  return rows.length;
}

test('a job that comes before its time, by a clock that runs ahead, sends nothing and comes again', async () => {
  const { settings, jobs } = use();
  const { id, letterId, sendAt } = await approved();
  const early = { ...settings, clock: { now: () => after(sendAt, -1) } };
  await sendAnswer(early, id, letterId);
  expect(await mailsWith(letterId)).toBe(0);
  const again = (await jobs('send-answer')).at(-1);
  expect(again?.data).toEqual({ requestId: id, letterId });
  expect(again?.startAt.getTime()).toBeGreaterThan(sendAt.getTime());
});

test('an answer is mailed once, however often its job runs', async () => {
  const { settings, clock } = use();
  const { id, letterId } = await approved();
  clock.advance(HOUR);
  await Promise.all([1, 2, 3].map(() => sendAnswer(settings, id, letterId)));
  expect(await mailsWith(letterId)).toBe(1);
});

test('an answer that was stopped while its mail waited is not mailed, though its job had run (R19)', async () => {
  const { core, settings, clock } = use();
  const { id, letterId } = await approved();
  clock.advance(10 * MINUTE);
  await sendAnswer(settings, id, letterId);
  // by the clock of another process it is still in time
  clock.advance(-MINUTE);
  const { version } = (await core.desk.card(id)) ?? { version: 0 };
  const by = await staffActor(core, 'eigenaar@example.nl');
  expect(await core.decisions.stop(id, version, by)).toMatchObject({ ok: true });
  clock.advance(HOUR);
  await workOff(use());
  const { rows } = await use().sql.query('SELECT "status" FROM "OutboundMail" WHERE "letterId" = $1', [
    letterId,
  ]);
  expect(rows).toEqual([{ status: 'failed' }]);
  expect((await core.desk.card(id))?.approval.phase).toBe('pending');
});

test('a customer who thinks better of it before an approved answer leaves gets none, and may come back with the old date', async () => {
  const { core, clock } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const asker = { name: 'Bram Kok', email: 'bram.kok@example.nl' };
  const { customer, detail } = await readyRequest(use(), by, asker);
  const { number, receivedAt } = detail;
  expect((await approve(core, detail.id, by)).ok).toBe(true);
  clock.advance(5 * MINUTE);
  await customer.taps(`never_mind.${number}`);
  await customer.taps(`yes_stop.${number}`);
  expect(await customer.told('withdrawn')).toMatchObject({ number });
  expect(await cardOf(use(), number)).toMatchObject({ status: 'withdrawn' });
  clock.advance(DAY);
  await workOff(use());
  const mails = await core.desk.caughtMail(50);
  expect(mails.filter(({ to, text }) => to === asker.email && text.includes('/verzoek/'))).toEqual([]);

  await customer.says('wat bewaren jullie van mij?');
  expect(await customer.told('reopened')).toMatchObject({ number });
  expect(await cardOf(use(), number)).toMatchObject({ status: 'gathering', receivedAt });
});

test('once it has left, or from a chat that proved nothing, nobody withdraws it', async () => {
  const { core, clock } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { customer, detail } = await readyRequest(use(), by, {
    name: 'Jet Kok',
    email: 'jet.kok@example.nl',
  });
  const { number } = detail;
  const stranger = coreCustomer(use());
  await stranger.says(`ik trek verzoek ${number} in`);
  await stranger.taps(`yes_stop.${number}`);
  expect(await cardOf(use(), number)).toMatchObject({ status: 'awaiting_approval' });
  expect((await approve(core, detail.id, by)).ok).toBe(true);
  await customer.taps(`never_mind.${number}`);
  clock.advance(10 * MINUTE);
  await customer.taps(`yes_stop.${number}`);
  expect(await customer.told('answer_leaving')).toMatchObject({ number });
  expect(await cardOf(use(), number)).toMatchObject({ status: 'executing' });
});

describe('an erasure that people are carrying out (R3, R24)', () => {
  async function carryingOut(asker: number, by: DeskActor) {
    const asked = await forgottenPerson(use(), by, asker);
    await decideOutcome(use().core, asked.id, erasedInPart(use()), by);
    await approveLetter(use(), asked.id, by);
    await timePasses(use(), DAY);
    expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'carrying_out' } });
    return asked;
  }
  const stops = async (id: string) =>
    (await use().core.desk.tasks('open')).filter(
      ({ kind, requestId }) => kind === 'stop_doing' && requestId === id,
    );

  test('is withdrawn as long as nobody confirmed that something is gone, and staff hear of it at once', async () => {
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const { id, number, customer } = await carryingOut(41, by);
    await customer.says('Stop met mijn verzoek, ik wil het toch niet laten wissen.');
    await customer.taps(`yes_stop.${number}`);
    await customer.told('withdrawn');
    expect(await cardOf(use(), number)).toMatchObject({ status: 'withdrawn' });
    expect(await stops(id)).toHaveLength(1);
    expect(await use().core.outcomes.confirmSteps(id, ['erase:jouwweb'], by)).toMatchObject({ ok: false });
  });

  test('comes back to be decided when less is asked: the plan that staff see proposes to erase nothing by itself', async () => {
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const { id, number, customer } = await carryingOut(47, by);
    await customer.says('Toch niet alles wissen, alleen mijn telefoonnummer graag.');
    await customer.told('narrowed');
    const card = await cardOf(use(), number);
    expect(card).toMatchObject({ status: 'awaiting_approval', approval: { blockedBy: 'plan_outdated' } });
    expect(await stops(id)).toHaveLength(1);
    const form = await use().core.outcomes.form(id, undefined, by);
    if (!form.ok) throw new Error(form.refusal.code);
    expect(form.value.part).toBe('mijn telefoonnummer');
    const treated = Object.entries(form.value.typed).filter(([path]) => path.endsWith('.treatment'));
    expect(treated.map(([, value]) => value)).not.toContain('erase');
    expect(await use().core.outcomes.confirmSteps(id, ['erase:jouwweb'], by)).toMatchObject({ ok: false });
  });

  test('goes on when something is gone; the customer hears so, the card goes up and staff look at once', async () => {
    const by = await staffActor(use().core, 'eigenaar@example.nl');
    const { id, number, customer } = await carryingOut(42, by);
    expect((await use().core.outcomes.confirmSteps(id, ['erase:jouwweb'], by)).ok).toBe(true);
    const version = await versionOf(use().core, id);
    expect(await use().core.outcomes.recordWithdrawal(id, version, 'call_back', by)).toMatchObject({
      refusal: { code: 'request.deed_begun' },
    });
    await customer.says('Stop met mijn verzoek, ik wil het toch niet laten wissen.');
    await customer.told('deed_begun');
    const card = await cardOf(use(), number);
    expect(card).toMatchObject({ status: 'executing', raised: true });
    expect(card.history.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['customer_wrote', 'raised']),
    );
    expect(await stops(id)).toHaveLength(1);
  });
});

const MAIL_STOPPED = {
  right: 'objection',
  result: 'marketing_stopped',
  channels: [{ channel: 'email', on: day('2026-11-02') }],
  mayStillCome: false,
  recipients: [],
} as const;
const CONSENT_ENDED = {
  right: 'withdraw_consent',
  result: 'stopped',
  consents: ['photos', 'newsletter'],
  otherConsent: '',
  stoppedOn: day('2026-11-02'),
  rest: 'nothing_left',
  restWhy: '',
  recipients: [],
} as const;

describe('the list of mail stops', () => {
  const mayMail = async (address: string) => {
    const may = await use().core.erasures.mayMail(address);
    return may.ok ? may.value : may.refusal.code;
  };

  test.each([
    ['objected to advertising', MAIL_STOPPED, 'geenreclame@example.nl'],
    ['withdrew the consent for a newsletter', CONSENT_ENDED, 'geennieuws@example.nl'],
  ])('has who %s once the letter leaves, not before (AVG 7(3), 21(3), R33)', async (_who, outcome, email) => {
    const { settings, core } = use();
    const events = aRequest(outcome.right).searched().events;
    const { id } = await settings.store.transaction((tx) => storeRequest(tx, events, { email }));
    await prepareAnswer(settings, id);
    const by = await staffActor(core, 'eigenaar@example.nl');
    await decideOutcome(core, id, outcome, by);
    const done = await approve(core, id, by);
    if (!done.ok) throw new Error(done.refusal.code);
    const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(id));
    const letterId = letter?.id ?? asId<LetterId>('');
    expect(JSON.stringify(letter?.body)).toContain('lijst van mensen die geen reclame willen');
    const at = (now: Date) => sendAnswer({ ...settings, clock: { now: () => now } }, id, letterId);
    const { mailStops } = await core.erasures.overview();
    await at(after(done.value.sendAt, -1));
    expect(await mayMail(email)).toBe(true);
    await at(done.value.sendAt);
    await at(done.value.sendAt);
    expect(await mayMail(email.toUpperCase())).toBe(false);
    expect(await mayMail('sanne@example.nl')).toBe(true);
    expect(await core.erasures.overview()).toMatchObject({ mailStops: mailStops + 1, blocks: 0 });
    const recorded = (await settings.ledger.read()).mailStops;
    expect(recorded).toHaveLength(mailStops + 1);
  });

  test('stands in the own records of whoever asks next, with the decision and its letter (AVG 15, law.md 4)', async () => {
    const { settings, core, clock } = use();
    clock.advance(HOUR);
    await workOff(use());
    const records = async (email: string) => {
      const begun = { ...opened(), receivedAt: clock.now().toISOString() };
      const { events } = aRequest('access', [begun]).searching();
      const { id } = await settings.store.transaction((tx) => storeRequest(tx, events, { email }));
      await gatherSource(settings, id, OWN_RECORDS);
      const found = (await core.desk.card(id))?.sources.flatMap((source) => source.records) ?? [];
      return found.map(({ fields }) => Object.fromEntries(fields.map(({ name, value }) => [name, value])));
    };
    const stopped = await records('geenreclame@example.nl');
    expect(stopped.filter(({ mailStop }) => mailStop !== undefined)).toEqual([
      expect.objectContaining({ right: 'access', mailStop: 'yes' }),
    ]);
    expect(stopped.filter(({ decision }) => decision !== undefined)).toEqual([
      expect.objectContaining({ right: 'objection', decision: 'answered' }),
    ]);
    expect(stopped.map(({ letter }) => letter).filter((letter) => letter !== undefined)).toEqual([
      expect.stringContaining('lijst van mensen die geen reclame willen'),
    ]);
    expect(await records('niemand@example.nl')).toEqual([expect.objectContaining({ mailStop: 'no' })]);
  });
});

test('who is on the list of mail stops reads in the letter of an erasure that the address stays there (R33)', async () => {
  const { core, settings } = use();
  const by = await staffActor(core, 'eigenaar@example.nl');
  const { id, email } = await forgottenPerson(use(), by, 43);
  const tells = async () => {
    await decideOutcome(core, id, erasedInPart(use(), { suppression: false }), by);
    const letter = await settings.store.transaction((tx) => tx.answers.latestLetter(asId<RequestId>(id)));
    return letter?.body.blocks.some((block) => block.id === 'suppression');
  };
  expect(await tells()).toBe(false);
  const hash = settings.secrets.hash('mail stop', email);
  await settings.store.transaction((tx) => tx.erasures.addMailStops([hash]));
  expect(await approve(core, id, by)).toMatchObject({ refusal: { code: 'decision.plan_outdated' } });
  expect(await tells()).toBe(true);
  expect((await approve(core, id, by)).ok).toBe(true);
});

test.each([
  ['access', 'Ik wil een kopie van mijn gegevens.', 44],
  ['portability', 'Ik wil mijn gegevens meenemen naar een andere winkel.', 45],
])(
  'an erasure waits for the copy (%s) that the same person asked, and no longer (AVG 15, 17)',
  async (right, words, asker) => {
    const { core } = use();
    const by = await staffActor(core, 'eigenaar@example.nl');
    const { id, email } = await forgottenPerson(use(), by, asker);
    const number = await coreCustomer(use()).proves('Ruud Smit', email, words);
    const copy = await cardOf(use(), number);
    expect(copy.right).toBe(right);
    await decideOutcome(core, id, erasedInPart(use()), by);
    expect(await core.decisions.preview(id, by)).toMatchObject({ value: { copyFirst: number } });
    const waits = { refusal: { code: 'decision.copy_first', params: { number } } };
    expect(await approve(core, id, by)).toMatchObject(waits);
    await searchByHand(use(), number, by);
    const refused = { ground: 'unfounded', article: '', facts: 'Dit is al drie keer gevraagd.' } as const;
    await core.decisions.prepareRefusal(copy.id, await versionOf(core, copy.id), refused, by);
    expect((await approve(core, copy.id, by)).ok).toBe(true);
    expect(await approve(core, id, by)).toMatchObject(waits);
    await timePasses(use(), 11 * MINUTE);
    expect(await cardOf(use(), number)).toMatchObject({ status: 'refused' });
    expect((await approve(core, id, by)).ok).toBe(true);
  },
);
