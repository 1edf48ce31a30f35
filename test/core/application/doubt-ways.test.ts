import { expect, test } from 'vitest';
import { deliverMessage } from '../../../src/core/application/deliver-message.ts';
import { joinRequests } from '../../../src/core/application/join-requests.ts';
import { makeNotices } from '../../../src/core/application/notices.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { asId, type ConversationId } from '../../../src/core/kernel/ids.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** A Monday, ten o'clock in Amsterdam: the law gives until 2 December. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
const REASON = 'U schreef met een andere naam dan eerst.';

async function doubt(number: string, asks: readonly string[], settings = use().settings) {
  const notices = makeNotices(settings);
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const { id, version } = await cardOf(use(), number);
  const made = await notices.prepareDoubt(id, version, { reason: REASON, asks }, by);
  if (!made.ok) throw new Error(made.refusal.code);
  const preview = await notices.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  const approved = await notices.approve(id, preview.value.version, preview.value.letterHash, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  return { id, by };
}

test('proof of a kind that was asked, recorded by staff, ends the stop by itself; another kind does not', async () => {
  const { core, clock } = use();
  const customer = coreCustomer(use());
  const number = await customer.proves('Sanne de Vries', 'sanne@example.nl');
  const { id, by } = await doubt(number, ['call_back']);
  await workOff(use());
  clock.advance(2 * DAY);
  const record = async (method: 'order_facts' | 'call_back') =>
    core.outcomes.recordProof(id, (await cardOf(use(), number)).version, { method, name: '', email: '' }, by);
  expect((await record('order_facts')).ok).toBe(true);
  expect((await cardOf(use(), number)).legalDue).toBeNull();
  expect((await record('call_back')).ok).toBe(true);
  expect(await cardOf(use(), number)).toMatchObject({ legalDue: '2026-12-04', toldDue: '2026-12-04' });
  expect(await customer.told('identity_received')).toMatchObject({ number, dueDay: '2026-12-04' });
  clock.advance(-2 * DAY);
});

test('a doubt that is pushed into the chat of somebody unproven stops the clock when the channel took it, not before', async () => {
  const { settings, jobs } = use();
  const pushing = { ...settings, pushes: () => true };
  const customer = coreCustomer(use(), 'telegram', '4711');
  const number = await customer.asks('Kees Vos', 'kees.vos@example.nl');
  const { id, by } = await doubt(number, ['code_to_mailbox'], pushing);
  const render = () => ({ paragraphs: [REASON], choices: [] });
  const latest = async () => (await jobs('send-message')).at(-1)?.data.messageId ?? '';
  const refused = async () => ({ status: 'failed', reason: 'blocked', retryable: false }) as const;
  await deliverMessage(pushing, { render, send: refused }, await latest());
  const failed = await cardOf(use(), number);
  expect(failed).toMatchObject({
    legalDue: '2026-12-02',
    notice: { stoppedSince: null, waiting: { kind: 'identity_doubt', approved: false } },
    tasks: expect.arrayContaining([expect.objectContaining({ kind: 'delivery_failed', doneAt: null })]),
  });

  const notices = makeNotices(pushing);
  const preview = await notices.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  await notices.approve(id, preview.value.version, preview.value.letterHash, by);
  expect((await cardOf(use(), number)).legalDue).toBe('2026-12-02');
  const taken = async () => ({ status: 'sent', externalId: '1' }) as const;
  await deliverMessage(pushing, { render, send: taken }, await latest());
  expect(await cardOf(use(), number)).toMatchObject({
    legalDue: null,
    notice: { stoppedSince: '2026-11-02', waiting: null },
  });
});

test('a letter that waited in the queue of a chat past its day is not pushed, and one taken too late extends nothing', async () => {
  const { clock, settings, jobs, sql } = use();
  const pushing = { ...settings, pushes: () => true };
  const render = () => ({ paragraphs: [REASON], choices: [] });
  const latest = async () => (await jobs('send-message')).at(-1)?.data.messageId ?? '';
  const sent: number[] = [];
  const waited = await coreCustomer(use(), 'telegram', '4712').asks('Ria Blom', 'ria.blom@example.nl');
  await doubt(waited, ['code_to_mailbox'], pushing);
  clock.advance(DAY);
  const take = (days: number) => async () => {
    clock.advance(days * DAY);
    sent.push(days);
    return { status: 'sent', externalId: '2' } as const;
  };
  await deliverMessage(pushing, { render, send: take(0) }, await latest());
  clock.advance(-DAY);
  expect(sent).toEqual([]);
  expect(await cardOf(use(), waited)).toMatchObject({
    legalDue: '2026-12-02',
    notice: { stoppedSince: null, waiting: { kind: 'identity_doubt', approved: false } },
    tasks: expect.arrayContaining([expect.objectContaining({ params: { reason: 'outdated' } })]),
  });

  const late = await coreCustomer(use(), 'telegram', '4713').asks('Bo Kuiper', 'bo.kuiper@example.nl');
  const { id, version } = await cardOf(use(), late);
  const by = await staffActor(use().core, 'eigenaar@example.nl');
  const notices = makeNotices(pushing);
  await notices.prepareExtension(id, version, { reasons: ['systems'], facts: 'Vijf systemen.' }, by);
  const preview = await notices.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  await notices.approve(id, preview.value.version, preview.value.letterHash, by);
  await deliverMessage(pushing, { render, send: take(40) }, await latest());
  clock.advance(-40 * DAY);
  expect(sent).toEqual([40]);
  expect(await cardOf(use(), late)).toMatchObject({ legalDue: '2026-12-02', notice: { waiting: null } });
  const { rows } = await sql.query(
    `SELECT "type", "data"->>'cause' AS "cause" FROM "RequestEvent" WHERE "requestId" = $1 AND "type" IN ('notice_sent', 'redated')`,
    [id],
  );
  expect(rows).toEqual([{ type: 'notice_sent', cause: null }]);
});

test('a request with an open doubt goes into no other: it keeps its doubt and its stopped clock', async () => {
  const { settings } = use();
  const first = await coreCustomer(use()).proves('Mia Prins', 'mia.prins@example.nl');
  const customer = coreCustomer(use());
  const second = await customer.asks('Mia Prins', 'mia.prins@example.nl');
  const { id } = await cardOf(use(), second);
  await doubt(second, ['call_back']);
  // The mailbox alone is not what was asked: the doubt goes on.
  await customer.typesCode('mia.prins@example.nl');
  await workOff(use());
  expect(await cardOf(use(), second)).toMatchObject({ level: 1, legalDue: null });
  await joinRequests(settings, asId((await cardOf(use(), first)).id));
  expect(await cardOf(use(), second)).toMatchObject({ id, legalDue: null, joinedTo: null });
  expect((await cardOf(use(), first)).legalDue).toBe('2026-12-02');
});

test('what staff saw themselves is asked in the chat no more (R9)', async () => {
  const { core, settings } = use();
  const customer = coreCustomer(use());
  const number = await customer.proves('Ilse Bakker', 'ilse@example.nl', 'Verwijder al mijn gegevens.');
  await customer.told('ask_facts');
  const step = () =>
    settings.store.transaction(async (tx) => {
      const request = await tx.requests.byNumber(number);
      const { conversationId } = request ?? { conversationId: asId<ConversationId>('') };
      return (await tx.conversations.byId(conversationId))?.dialogue.step;
    });
  expect(await step()).toEqual({ name: 'asking_facts', number });
  const { id, version } = await cardOf(use(), number);
  const by = await staffActor(core, 'eigenaar@example.nl');
  const seen = { method: 'order_facts', name: '', email: '' } as const;
  expect(await core.outcomes.recordProof(id, version, seen, by)).toMatchObject({ ok: true });
  expect(await step()).toEqual({ name: 'idle' });
});
