import { describe, expect, test } from 'vitest';
import { joinRequests } from '../../../src/core/application/join-requests.ts';
import { amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { asId, type RequestId } from '../../../src/core/kernel/ids.ts';
import type { ChannelName } from '../../../src/core/kernel/rights.ts';
import { customerDialogues } from '../../../src/desk/dialogue/customer-dialogues.ts';
import { formOf } from '../../../src/desk/frame/read-form.ts';
import { type CoreCustomer, cardOf, coreCustomer } from '../../support/core-customer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { approveAndWait, dropOrders, searchByHand } from '../../support/desk-work.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();
const SANNE = 'Sanne de Vries';
let people = 0;

/** An address of somebody new. */
function address(): string {
  people += 1;
  return `sanne.${people}@example.nl`;
}

const chat = (channel: ChannelName = 'web') => coreCustomer(use(), channel);
const owner = () => staffActor(use().core, 'eigenaar@example.nl');

async function kinds(customer: CoreCustomer): Promise<readonly string[]> {
  return (await customer.transcript()).flatMap((entry) =>
    entry.from === 'desk' ? [entry.message.kind] : [],
  );
}

async function spoken(customer: CoreCustomer): Promise<string> {
  return JSON.stringify(await customer.transcript());
}

/** The same person asks the same in two chats, a day apart, and proves the mailbox in both. */
async function asksTwice(
  second: ChannelName = 'telegram',
  names: readonly [string, string] = [SANNE, SANNE],
) {
  const email = address();
  const before = chat();
  const older = await before.proves(names[0], email);
  use().clock.advance(DAY);
  const later = chat(second);
  const newer = await later.proves(names[1], email);
  return { email, before, older, later, newer };
}

/** The code of a day ago has expired: with a fresh one. */
async function provesNow(customer: CoreCustomer, number: string, email: string) {
  await customer.taps(`resend.${number}`);
  await workOff(use());
  await customer.typesCode(email);
  await workOff(use());
}

async function readyToDecide(number: string) {
  const by = await owner();
  await dropOrders(use(), by, []);
  await searchByHand(use(), number, by);
  return { by, detail: await cardOf(use(), number) };
}

describe('two requests of one proven address (R12)', () => {
  test('are one after proof: the later one is joined to the earlier, on its date, and both chats hear it', async () => {
    const { before, older, later, newer } = await asksTwice();
    const [first, second] = [await cardOf(use(), older), await cardOf(use(), newer)];
    expect(first.status).toBe('awaiting_approval');
    expect(second).toMatchObject({
      status: 'joined',
      joinedTo: { number: older },
      customerDue: first.customerDue,
    });
    expect(first.joined).toMatchObject([{ number: newer, channel: 'telegram' }]);
    expect(await later.told('joined')).toEqual({
      kind: 'joined',
      number: newer,
      into: older,
      dueDay: first.customerDue,
    });
    expect(await before.told('took_in')).toEqual({ kind: 'took_in', number: older, other: newer });
    expect((await use().core.register.verify()).broken).toBeNull();
  });

  test('are two until then: nobody hears of the other one', async () => {
    const email = address();
    const before = chat();
    const older = await before.proves(SANNE, email);
    const later = chat('telegram');
    const newer = await later.asks(SANNE, email);
    await later.says('hoe staat het met mijn verzoek');
    expect(await spoken(later)).not.toContain(older);
    expect(await spoken(before)).not.toContain(newer);
    await later.typesCode(email);
    await workOff(use());
    expect(await spoken(later)).toContain(older);
  });

  test('are worked on once and answered once; the chat of the joined one hears that too', async () => {
    const { email, before, older, later, newer } = await asksTwice();
    const open = await use().core.desk.tasks('open');
    expect(open.filter(({ number }) => number === newer)).toEqual([]);
    const { by, detail } = await readyToDecide(older);
    await approveAndWait(use(), by, detail.id);
    await workOff(use());
    const mails = (await use().core.desk.caughtMail(200)).filter(
      ({ to, text }) => to === email && text.includes('/verzoek/'),
    );
    expect(mails).toHaveLength(1);
    expect(await cardOf(use(), older)).toMatchObject({ status: 'answered' });
    expect(await cardOf(use(), newer)).toMatchObject({ status: 'answered', joinedTo: null });
    expect(await before.told('answer_sent')).toMatchObject({ number: older });
    expect(await later.told('answer_sent')).toMatchObject({ number: newer, to: 's…@example.nl' });
    const closed = await use().core.register.list(500);
    for (const number of [older, newer])
      expect(closed).toContainEqual(expect.objectContaining({ number, status: 'answered', onTime: true }));
  });

  test('are one also when the older one is proven last, with what staff found by hand for the newer', async () => {
    const email = address();
    const before = chat();
    const older = await before.asks(SANNE, email);
    const { receivedAt } = await cardOf(use(), older);
    use().clock.advance(DAY);
    const later = chat();
    const newer = await later.proves(SANNE, email);
    const by = await owner();
    await searchByHand(use(), newer, by, {
      mijndomein: { answer: 'found', rows: [{ category: 'message', text: 'Een mail over een kaars' }] },
    });
    await provesNow(before, older, email);
    const first = await cardOf(use(), older);
    expect(first).toMatchObject({ receivedAt, joinedTo: null });
    expect(await cardOf(use(), newer)).toMatchObject({ status: 'joined', joinedTo: { number: older } });
    const mailbox = first.sources.find(({ source }) => source === 'mijndomein');
    expect(mailbox?.records[0]?.fields).toEqual([{ name: 'text', value: 'Een mail over een kaars' }]);
    const tasks = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'manual_search');
    expect(tasks.filter(({ number }) => number === newer || number === older)).toEqual([]);
  });

  test('leave with an answer that was approved already, counted from the older receipt', async () => {
    const email = address();
    const before = chat();
    const older = await before.asks(SANNE, email);
    const { receivedAt } = await cardOf(use(), older);
    use().clock.advance(DAY);
    const later = chat();
    const newer = await later.proves(SANNE, email);
    const { by, detail } = await readyToDecide(newer);
    expect((await use().core.decisions.preview(detail.id, by)).ok).toBe(true);
    const ready = await cardOf(use(), newer);
    const approved = await use().core.decisions.approve(detail.id, ready.version, ready.letterHash ?? '', by);
    expect(approved.ok).toBe(true);
    await use().sql.query(
      `UPDATE "PrivacyRequest" SET "remindStaffOn" = '2099-01-01', "tellCustomerOn" = '2099-01-01' WHERE "id" = $1`,
      [detail.id],
    );
    await provesNow(before, older, email);
    const { rows } = await use().sql.query(
      'SELECT "remindStaffOn", "tellCustomerOn" FROM "PrivacyRequest" WHERE "id" = $1',
      [detail.id],
    );
    const watched = amsterdamDay(receivedAt);
    expect(rows).toEqual([{ remindStaffOn: watched, tellCustomerOn: watched }]);
    expect(await cardOf(use(), older)).toMatchObject({ status: 'joined', joinedTo: { number: newer } });
    expect(await cardOf(use(), newer)).toMatchObject({ status: 'executing', receivedAt });
    use().clock.advance(DAY);
    await workOff(use());
    expect(await cardOf(use(), older)).toMatchObject({ status: 'answered' });
  });

  test('end together when the customer stops: in either chat', async () => {
    const { older, later, newer } = await asksTwice();
    await later.says('laat maar');
    await later.says('ja');
    await workOff(use());
    expect(await cardOf(use(), older)).toMatchObject({ status: 'withdrawn' });
    expect(await cardOf(use(), newer)).toMatchObject({ status: 'withdrawn' });
  });

  test('a third one joins the same', async () => {
    const { email, older } = await asksTwice();
    const third = await chat().proves(SANNE, email);
    expect(await cardOf(use(), third)).toMatchObject({ joinedTo: { number: older } });
    expect((await cardOf(use(), older)).joined).toHaveLength(2);
  });

  test('of which one was angry are both lifted (R23)', async () => {
    const email = address();
    const older = await chat().proves(SANNE, email);
    await chat().proves(SANNE, email, 'Belachelijk! Ik wil weten wat jullie van mij bewaren');
    expect(await cardOf(use(), older)).toMatchObject({ raised: true });
  });
});

describe('a request that nobody has proven', () => {
  test('takes nobody in and gives nobody its date, though it came first', async () => {
    const email = address();
    const stranger = chat();
    const theirs = await stranger.asks('Piet Jansen', email);
    use().clock.advance(DAY);
    const owned = chat();
    const own = await owned.proves(SANNE, email);
    const [first, second] = [await cardOf(use(), theirs), await cardOf(use(), own)];
    expect(first).toMatchObject({ status: 'awaiting_identity', joined: [] });
    expect(second).toMatchObject({ joinedTo: null, joined: [] });
    expect(second.receivedAt > first.receivedAt).toBe(true);
    expect(await kinds(stranger)).not.toContain('took_in');
    expect(await spoken(stranger)).not.toContain(own);
  });

  test('is not joined, not overtaken and not approved, whatever runs', async () => {
    const email = address();
    const own = await chat().proves(SANNE, email);
    const stranger = chat();
    const theirs = await cardOf(use(), await stranger.asks('Piet Jansen', email));
    for (const id of [theirs.id, (await cardOf(use(), own)).id])
      await joinRequests(use().settings, asId<RequestId>(id));
    expect(await cardOf(use(), theirs.number)).toMatchObject({ status: 'awaiting_identity', level: 0 });
    expect(await cardOf(use(), own)).toMatchObject({ joined: [] });
    const by = await owner();
    expect(await use().core.decisions.approve(theirs.id, theirs.version, '', by)).toMatchObject({
      ok: false,
    });
    expect((await use().core.decisions.preview(theirs.id, by)).ok).toBe(false);
  });
});

describe('no two requests are joined', () => {
  test('of two people who share a mailbox (R11)', async () => {
    const { older, newer } = await asksTwice('web', ['Jan de Vries', SANNE]);
    for (const number of [older, newer])
      expect(await cardOf(use(), number)).toMatchObject({ status: 'awaiting_approval', joinedTo: null });
  });

  test('under different rights', async () => {
    const email = address();
    const copy = await chat().proves(SANNE, email);
    const erased = await chat().proves(SANNE, email, 'Verwijder al mijn gegevens');
    expect(await cardOf(use(), copy)).toMatchObject({ right: 'access', joined: [] });
    expect(await cardOf(use(), erased)).toMatchObject({ right: 'erasure', joinedTo: null });
  });

  test('when the earlier one was answered before', async () => {
    const email = address();
    const older = await chat().proves(SANNE, email);
    const { by, detail } = await readyToDecide(older);
    await approveAndWait(use(), by, detail.id);
    await workOff(use());
    const newer = await chat().proves(SANNE, email);
    expect(await cardOf(use(), newer)).toMatchObject({ joinedTo: null });
  });
});

test.each(['mandate', 'themselves'] as const)(
  'what was found only later to be asked with a mandate is never joined; misread words still are (%s; law.md 8.2)',
  async (capacity) => {
    const email = address();
    const own = await chat().proves(SANNE, email);
    const holder = chat('telegram');
    await holder.says('Ik wil een kopie van mijn gegevens');
    const number = await holder.number();
    const { id, version } = await cardOf(use(), number);
    const seen = capacity === 'mandate' ? capacity : null;
    const typed = { capacity, seen, complete: true, receives: false } as const;
    expect(await use().core.outcomes.recordAuthority(id, version, typed, await owner())).toMatchObject({
      ok: true,
    });
    await holder.says(`${SANNE}, ${email}`);
    await workOff(use());
    await holder.typesCode(email);
    await workOff(use());
    const card = await cardOf(use(), number);
    expect(card.level).toBe(1);
    expect(card.status === 'joined').toBe(capacity === 'themselves');
    expect((await spoken(holder)).includes(own)).toBe(capacity === 'themselves');
  },
);

test('a message of staff from the card goes where the customer wrote last, without what was found (R12, R15)', async () => {
  const { before, older, later } = await asksTwice();
  const { core, settings, clock } = use();
  const { answer } = customerDialogues({ core, language: 'nl', clock: settings.clock });
  const by = await owner();
  const { id, answerIn, conversationId } = await cardOf(use(), older);
  expect(answerIn).toMatchObject({ channel: 'telegram' });
  const send = (text: string) => {
    const about = { requestId: id, version: 0, seen: sha256(text) };
    return answer.submit(
      { about, by },
      formOf((name) => (name === 'text' ? [text] : [])),
    );
  };
  expect(await send('Wij kijken ernaar.')).toMatchObject({ ok: true });
  expect(await later.told('staff_text')).toMatchObject({ text: 'Wij kijken ernaar.' });
  expect(await kinds(before)).not.toContain('staff_text');
  const found = 'Een mail van 3 mei over een kaars';
  await searchByHand(use(), older, by, {
    mijndomein: { answer: 'found', rows: [{ category: 'message', text: found }] },
  });
  expect(await send(`Wij vonden dit: ${found}.`)).toMatchObject({
    refusal: { code: 'staff_text.holds_record_content' },
  });
  clock.advance(DAY);
  await before.says('Dank u, dan wacht ik op de post');
  expect((await cardOf(use(), older)).answerIn).toEqual({ conversationId, channel: 'web' });
});
