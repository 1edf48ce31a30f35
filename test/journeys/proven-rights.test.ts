import { beforeAll, describe, expect, test } from 'vitest';
import { giveUpMail } from '../../src/core/application/deliver-mail.ts';
import { sendAnswer } from '../../src/core/application/send-answer.ts';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { DAY, MINUTE } from '../../src/core/kernel/clock.ts';
import { asId, type LetterId, type RequestId } from '../../src/core/kernel/ids.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { correction, rectified, SAMPLES, TODAY } from '../core/fulfilment/outcome/sample-outcomes.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { decideOutcome, versionOf } from '../support/decide-outcome.ts';
import { approveLetter, doesAllSteps, lettersTo, provesMore, timePasses } from '../support/decided-letter.ts';
import { approve, type DeskActor, staffActor } from '../support/desk-staff.ts';
import { dropOrders, readyRequest, searchByHand } from '../support/desk-work.ts';
import { codeIn } from '../support/running-desk.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });
let owner: DeskActor;
let askers = 0;

beforeAll(async () => {
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

/** Somebody who said this, proved the mailbox, and of whom everything was searched: one order, one payment. */
async function ready(words: string) {
  askers += 1;
  const email = `klant${askers}@example.nl`;
  const orders = [{ orderNumber: `W-10${askers}`, orderDate: '2026-03-14', item: 'Gietpan' }];
  const byHand = { mollie: { answer: 'found', rows: [{ category: 'payment', text: 'tr_1' }] } } as const;
  const asker = { name: 'Fatima el Amrani', email, words, orders, byHand };
  const { customer, detail } = await readyRequest(use(), owner, asker);
  return { customer, email, id: detail.id, number: detail.number, detail };
}

function sample<Sample extends Outcome>([first]: readonly Sample[]): Sample {
  if (first === undefined) throw new Error('no sample');
  return first;
}

/** Decides, approves, and lets the letter go: the mail as it arrived. */
async function answered(asked: Awaited<ReturnType<typeof ready>>, outcome: Outcome): Promise<string> {
  await decideOutcome(use().core, asked.id, outcome, owner);
  await approveLetter(use(), asked.id, owner);
  await tellsRecipients(asked);
  const [letter = ''] = await lettersTo(use(), asked.email);
  return letter;
}

/** AVG 19: where others hold the data they hear of it before the customer reads that they did. */
async function tellsRecipients({ email, number }: Awaited<ReturnType<typeof ready>>): Promise<void> {
  if ((await cardOf(use(), number)).approval.phase !== 'carrying_out') return;
  expect(await lettersTo(use(), email)).toEqual([]);
  await doesAllSteps(use(), number, owner);
}

const statusOf = async ({ number }: { number: string }) => (await cardOf(use(), number)).status;

test('a rectification tells per system what changed and what did not, and who was told (AVG 16, 19; R22)', async () => {
  const asked = await ready('Mijn adres klopt niet, pas dat aan naar Dorpsstraat 5.');
  expect(asked.detail.right).toBe('rectification');
  const outcome = rectified({
    corrections: [correction('delivery_address', 'changed'), correction('name', 'added')],
  });
  await decideOutcome(use().core, asked.id, outcome, owner);
  expect(await approve(use().core, asked.id, owner)).toMatchObject({
    refusal: { code: 'decision.level_missing' },
  });
  await provesMore(use(), asked.id, owner);
  await approveLetter(use(), asked.id, owner);
  await tellsRecipients(asked);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('We hebben uw gegevens verbeterd');
  expect(letter).toContain('Een oude factuur mogen we niet herschrijven.');
  expect(letter).toContain('We lieten dit weten aan e-Boekhouden');
  expect(letter).toContain('Het pakket gaat naar het nieuwe adres.');
  expect(await statusOf(asked)).toBe('answered');
});

test('a restriction is confirmed with its ground, what still happens, and that notice precedes lifting', async () => {
  const asked = await ready('Ik wil de verwerking van mijn gegevens laten beperken.');
  const [, , , , promised] = SAMPLES.restriction.restricted;
  const letter = await answered(asked, promised ?? sample(SAMPLES.restriction.restricted));
  expect(letter).toContain('Ons privacybeleid belooft dat u het gebruik altijd mag beperken.');
  expect(letter).toContain('Willen wij dat, dan hoort u dat eerst van ons (AVG artikel 18 lid 3).');
  expect(await statusOf(asked)).toBe('answered');
});

describe('copies that leave with a letter', () => {
  /** The page behind the link in the mail, opened with its code. */
  async function page(asked: Awaited<ReturnType<typeof ready>>, letter: string) {
    const { answers, desk } = use().core;
    const token = /\/verzoek\/([\w-]+)/.exec(letter)?.[1] ?? '';
    await answers.sendCode(token, new Redacted('127.0.0.1'));
    await timePasses(use(), 0);
    const code = codeIn(
      (await desk.caughtMail(50)).find(({ to, text }) => to === asked.email && /\d{6}/.test(text)),
    );
    const entered = await answers.enter(token, code, new Redacted('127.0.0.1'));
    if (!entered.ok) throw new Error(entered.refusal.code);
    const { session } = entered.value;
    return { view: await answers.view(token, session), file: await answers.download(token, session) };
  }

  test('portability: all that was found stands on the page and in the package, and nothing was erased (AVG 20)', async () => {
    const asked = await ready('Ik wil mijn gegevens meenemen naar een andere winkel.');
    const letter = await answered(asked, sample(SAMPLES.portability.given));
    expect(letter).toContain('Ons privacybeleid belooft u alle gegevens.');
    expect(letter).toContain('We gaven de gegevens aan niemand anders.');
    expect(letter).toContain('We hebben hiervoor niets gewist');
    const { view, file } = await page(asked, letter);
    const results = view.ok ? view.value.results : [];
    expect(results.flatMap(({ records }) => records).map(({ category }) => category)).toEqual(
      expect.arrayContaining(['order', 'payment']),
    );
    expect(file.ok).toBe(true);
  });

  test('an objection that is upheld ends the use for good, and makes copies available (AVG 21(1); F28)', async () => {
    const asked = await objects();
    const letter = await answered(asked, sample(SAMPLES.objection.upheld));
    expect(letter).toContain('we beginnen er niet opnieuw mee (AVG artikel 21 lid 1)');
    const { view } = await page(asked, letter);
    expect(view).toMatchObject({ value: { right: 'objection', status: 'answered', downloadable: true } });
    const results = view.ok ? view.value.results : [];
    expect(results.some(({ records }) => records.length > 0)).toBe(true);
  });
});

/** An objection to another use than advertising; the customer proved the mailbox when staff asked for it. */
async function objects() {
  askers += 1;
  const email = `klant${askers}@example.nl`;
  const customer = coreCustomer(use());
  await customer.says('Ik maak bezwaar tegen het gebruik van mijn gegevens, vanwege mijn situatie.');
  const number = await customer.number();
  const { id, against } = await cardOf(use(), number);
  expect(against).toBe('situation');
  await use().core.outcomes.askProof(id, await versionOf(use().core, id), owner);
  await customer.says(`Ruud Smit, ${email}`);
  await timePasses(use(), 0);
  await customer.typesCode(email);
  await timePasses(use(), 0);
  await searchByHand(use(), number, owner);
  await dropOrders(use(), owner, [
    { name: 'Ruud Smit', email, orderNumber: 'W-99', orderDate: '2026-02-01' },
  ]);
  const detail = await cardOf(use(), number);
  return { customer, email, id, number, detail };
}

test('an objection that is overruled is a refusal with its compelling grounds and the day it goes on', async () => {
  const asked = await objects();
  const letter = await answered(asked, sample(SAMPLES.objection.overruled));
  expect(letter).toContain('Deze redenen wegen zwaarder (AVG artikel 21 lid 1)');
  expect(letter).toContain('Vanaf 1 december 2026 gebruiken we de gegevens hier weer voor.');
  expect(await statusOf(asked)).toBe('refused');
});

test('a notice that use goes on, whose mail failed and whose day is too near, is neither mailed nor posted (AVG 18(3))', async () => {
  const { core, clock, settings, jobs } = use();
  const { id, number } = await objects();
  const today = amsterdamDay(clock.now());
  const [overruled] = SAMPLES.objection.overruled;
  if (overruled === undefined) throw new Error('no sample');
  await decideOutcome(core, id, { ...overruled, stoppedOn: today, resumesOn: addDays(today, 8) }, owner);
  expect((await approve(core, id, owner)).ok).toBe(true);
  clock.advance(11 * MINUTE);
  for (const { data } of await jobs('send-answer'))
    await sendAnswer(settings, asId<RequestId>(data.requestId ?? ''), asId<LetterId>(data.letterId ?? ''));
  for (const { data } of await jobs('send-mail')) await giveUpMail(settings, data.mailId ?? '', 'smtp_550');
  expect((await cardOf(use(), number)).approval.phase).toBe('undelivered');
  clock.advance(2 * DAY);
  const version = await versionOf(core, id);
  const post = { address: 'Dorpsstraat 1', on: amsterdamDay(clock.now()) };
  const late = { ok: false, refusal: { code: 'decision.outcome_outdated' } };
  expect(await core.delivery.retry(id, version, owner)).toEqual(late);
  expect(await core.delivery.posted(id, version, post, owner)).toEqual(late);
});

test('what no computer decided alone is explained all the same (AVG 22; F29)', async () => {
  const asked = await ready('Een computer heeft besloten dat ik niet achteraf mag betalen, klopt dat?');
  const letter = await answered(asked, sample(SAMPLES.automated_decision.none));
  expect(letter).toContain('Dat besluit nam geen computer alleen.');
  expect(letter).toContain('zes weken');
});

test('a person looks again at what a computer decided, and says what came of it (AVG 22(3))', async () => {
  const asked = await ready('Mijn bestelling is automatisch geweigerd, ik wil dat een mens ernaar kijkt.');
  const letter = await answered(asked, sample(SAMPLES.automated_decision.reviewed));
  expect(letter).toContain('Een mens keek er opnieuw naar: Noor Jansen, eigenaar.');
  expect(letter).toContain('Het besluit is veranderd.');
});

test('a request that came at the counter is proven by calling back, and answered to the address on file', async () => {
  const { core } = use();
  const key = 'counter-1';
  await core.receive({
    channel: 'counter',
    conversationKey: key,
    externalId: key,
    receivedAt: use().clock.now(),
    kind: 'text',
    text: 'wat bewaren jullie van mij',
  });
  const entries = await core.transcripts.read('counter', key, 0);
  const number = entries.flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  )[0];
  const { id } = await cardOf(use(), number ?? '');
  const record = async (email: string) =>
    core.outcomes.recordProof(
      id,
      await versionOf(core, id),
      { method: 'call_back', name: 'Els Bos', email },
      owner,
    );
  expect(await record('geen adres')).toMatchObject({ refusal: { code: 'proof.address_invalid' } });
  expect(await record('els@example.nl')).toMatchObject({ ok: true });
  await timePasses(use(), 0);
  expect(await cardOf(use(), number ?? '')).toMatchObject({
    status: 'awaiting_approval',
    level: 3,
    name: 'Els Bos',
    email: 'els@example.nl',
  });
});

test('a restriction is lifted a week after the notice of it, and said to be lifted when it is (AVG 18(3))', async () => {
  const asked = await ready('Jullie mogen mijn gegevens weer gebruiken.');
  expect(asked.detail.right).toBe('lift_restriction');
  const { core } = use();
  const outcome: Outcome = {
    right: 'lift_restriction',
    result: 'lifted',
    reason: 'checked',
    reasonWords: '',
    data: 'uw bezorgadres',
    liftOn: addDays(TODAY, 9),
    systems: [{ system: 'jouwweb' }],
    recipients: [{ name: 'postnl', told: 'tell', why: '' }],
  };
  await decideOutcome(core, asked.id, outcome, owner);
  await approveLetter(use(), asked.id, owner);
  const [notice] = await lettersTo(use(), asked.email);
  expect(notice).toContain('Vanaf 2 december 2026 heffen we die beperking op.');
  expect(notice).not.toContain('is opgeheven');
  expect(await cardOf(use(), asked.number)).toMatchObject({ approval: { phase: 'sending' } });
  expect(await core.outcomes.confirmSteps(asked.id, ['lift:jouwweb'], owner)).toMatchObject({
    refusal: { code: 'step.unknown' },
  });
  await timePasses(use(), 9 * DAY);
  const begun = await cardOf(use(), asked.number);
  expect(begun.approval).toMatchObject({
    phase: 'carrying_out',
    steps: [
      { step: 'lift:jouwweb', done: false },
      { step: 'tell:postnl', done: false },
    ],
  });
  expect(begun.tasks.filter(({ doneAt }) => doneAt === null).map(({ kind }) => kind)).toEqual(['carry_out']);
  await doesAllSteps(use(), asked.number, owner);
  const [letter] = await lettersTo(use(), asked.email);
  expect(letter).toContain('De beperking op deze gegevens is opgeheven: uw bezorgadres');
  expect(letter).toContain('We lieten dit weten aan PostNL');
  expect(await cardOf(use(), asked.number)).toMatchObject({ status: 'answered', openTasks: 1 });
});
