import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_CUSTOMERS } from '../../prisma/demo-shop.ts';
import type { RequestDetail } from '../../src/core/application/core-api.ts';
import { approve, type DeskActor, requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import { type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { type WebCustomer, webCustomer } from '../support/web-customer.ts';

interface Case {
  readonly customer: WebCustomer;
  readonly email: string;
  readonly request: RequestDetail;
}

const CASES = 6;
const waiting: Case[] = [];
let desk: DeskUnderTest;
let owner: DeskActor;
let deputy: DeskActor;

beforeAll(async () => {
  desk = await startTestDesk();
  owner = await staffActor(desk.core());
  deputy = await staffActor(desk.core(), 'bram@example.nl');
  const asking = DEMO_CUSTOMERS.slice(0, CASES).map(async ({ name, email }) => {
    const customer = webCustomer(desk.url);
    return { customer, email, number: await customer.provesMailbox(desk.mails, name, email) };
  });
  for (const { number, ...of } of await Promise.all(asking))
    waiting.push({ ...of, request: await settleSources(desk.core(), number, owner) });
});

afterAll(() => desk?.stop());

/** The next request that waits for a decision and that no other test touches. */
function nextCase(): Case {
  const next = waiting.shift();
  if (next === undefined) throw new Error('more cases are needed');
  return next;
}

/** Stays undecided: what is refused leaves no trace on it. */
let undecided: Case;
beforeAll(() => {
  undecided = nextCase();
});

const decisions = () => desk.core().decisions;

test('a refusal is a letter of its own with ground, facts, AP and court, and closes the request as refused', async () => {
  const { customer, email, request } = nextCase();
  const refusal = {
    ground: 'excessive',
    article: '',
    facts: 'Dit is het negende verzoek deze maand.',
  } as const;
  expect(await decisions().prepareRefusal(request.id, request.version, refusal, owner)).toMatchObject({
    ok: true,
  });
  // AVG 12(5): not the one who prepared it.
  expect(await approve(desk.core(), request.id, owner)).toMatchObject({
    refusal: { code: 'decision.prepared_by_you' },
  });
  expect(await approve(desk.core(), request.id, deputy)).toMatchObject({ ok: true });
  await requestIn(desk.core(), request.number, 'refused');
  const [letter] = await desk.mails(email, 2);
  expect(letter?.text).toContain('Dit is het negende verzoek deze maand.');
  expect(letter?.text).toContain('autoriteitpersoonsgegevens.nl');
  expect(letter?.text).toMatch(/rechter|rechtbank/);
  expect((await customer.says('hoe staat het met mijn verzoek')).said).toMatch(/afgewezen/);
});

test('a ground of another right is refused, and any ground without facts', async () => {
  const { request } = undecided;
  const refuse = (ground: 'condition_missing' | 'unfounded', article: string, facts: string) =>
    decisions().prepareRefusal(request.id, request.version, { ground, article, facts }, owner);
  expect(await refuse('condition_missing', '17(1)', 'feiten')).toMatchObject({
    refusal: { code: 'refusal_ground.not_for_right' },
  });
  expect(await refuse('unfounded', '', ' ')).toMatchObject({
    refusal: { code: 'refusal_ground.facts_missing' },
  });
  const same = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(same.letterHash).toBe(request.letterHash);
});

test('a question of staff reaches the customer with a name, and says that the term runs on', async () => {
  const { customer, request } = undecided;
  const question = 'Heeft u ook met een ander adres besteld?';
  expect(await decisions().askCustomer(request.id, request.version, question, owner)).toEqual({
    ok: true,
    value: null,
  });
  const said = await customer.transcript();
  expect(said).toContain(question);
  expect(said).toContain(`${owner.name}, Ik smelt`);
  expect(said).toContain('De termijn voor uw antwoord loopt gewoon door.');
  const after = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(after.legalDue).toBe(request.legalDue);
});

test('a question that repeats what was found about the customer does not leave', async () => {
  const { customer, request } = undecided;
  const order = request.sources
    .flatMap(({ records }) => records)
    .find(({ category }) => category === 'order');
  const orderNumber = order?.fields.find(({ name }) => name === 'orderNumber')?.value ?? '';
  expect(orderNumber).toMatch(/^D24/);
  const text = `Gaat het om bestelling ${orderNumber.toLowerCase()}?`;
  expect(await decisions().askCustomer(request.id, request.version, text, owner)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  const { conversationId } = request;
  expect(await desk.core().desk.answerConversation(conversationId, text, owner)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  expect(await customer.transcript()).not.toContain('Gaat het om');
});

test('who approves must have opened the preview of that letter', async () => {
  const { request } = nextCase();
  await decisions().preview(request.id, owner);
  const hash = request.letterHash ?? '';
  expect(await decisions().approve(request.id, request.version, hash, deputy)).toMatchObject({
    refusal: { code: 'decision.preview_not_opened' },
  });
  expect(await approve(desk.core(), request.id, deputy)).toMatchObject({ ok: true });
});

test('changed paragraphs make a new version of the letter: what was seen before cannot be approved', async () => {
  const { email, request } = nextCase();
  const seen = await decisions().preview(request.id, owner);
  const free = { opening: 'Fijn dat u het vraagt.', closing: '' };
  const change = (version: number) => decisions().changeParagraphs(request.id, version, free, deputy);
  expect(await change(request.version)).toMatchObject({ ok: true });
  expect(await change(request.version)).toMatchObject({ refusal: { code: 'decision.card_outdated' } });
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { version, letterHash } = seen.value;
  expect(await decisions().approve(request.id, version, letterHash, owner)).toMatchObject({
    refusal: { code: 'decision.letter_changed' },
  });
  expect(await approve(desk.core(), request.id, owner)).toMatchObject({ ok: true });
  const [letter] = await desk.mails(email, 2);
  expect(letter?.text).toContain('Fijn dat u het vraagt.');
});

test('of two members of staff who approve at once one decides, the other is told, and one mail leaves', async () => {
  const { email, request } = nextCase();
  const outcomes = await Promise.all(
    [owner, deputy, owner].map((by) => approve(desk.core(), request.id, by).catch(String)),
  );
  expect(outcomes.filter((outcome) => typeof outcome !== 'string' && outcome.ok)).toHaveLength(1);
  expect(outcomes.map((outcome) => JSON.stringify(outcome)).join()).toContain('decision.already_taken');
  await requestIn(desk.core(), request.number, 'answered');
  expect(await desk.mails(email, 2)).toHaveLength(2);
});

test('of a refusal and an approval at once only one takes effect', async () => {
  const { request } = nextCase();
  const seen = await decisions().preview(request.id, owner);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const refusal = { ground: 'unfounded', article: '', facts: 'Er is niets.' } as const;
  const [refused, approved] = await Promise.all([
    decisions().prepareRefusal(request.id, request.version, refusal, deputy),
    decisions().approve(request.id, seen.value.version, seen.value.letterHash, owner),
  ]);
  expect([refused.ok, approved.ok].filter(Boolean)).toHaveLength(1);
});

test('somebody who no longer works here decides nothing', async () => {
  const { request } = undecided;
  const gone: DeskActor = { via: 'desk', staffId: request.id, name: 'Wie dan ook' };
  expect(await decisions().preview(request.id, gone)).toMatchObject({
    refusal: { code: 'decision.not_allowed' },
  });
  expect(await desk.core().desk.request(request.id, gone)).toBeUndefined();
});

test('the searching that is left ends when the customer stops the request', async () => {
  const customer = webCustomer(desk.url);
  const number = await customer.provesMailbox(desk.mails, 'Nina Visser', 'nina.visser@example.nl');
  const request = await requestIn(desk.core(), number, 'awaiting_approval');
  const open = async () =>
    (await desk.core().desk.tasks('open')).filter(({ requestId }) => requestId === request.id);
  expect((await open()).map(({ kind }) => kind)).toContain('manual_search');
  await customer.says('laat maar');
  expect((await customer.chooses('Ja, stop mijn verzoek')).said).toContain('gestopt');
  expect(await open()).toEqual([]);
});
