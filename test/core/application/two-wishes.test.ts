import { expect, test } from 'vitest';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

/** A Monday, ten o'clock in Amsterdam. */
const use = useCore({ from: new Date('2026-11-02T09:00:00Z') });
/** No word erases, so that it is only supposed, and asked about whatever was learnt. */
const BOTH = 'Ik wil dat alles van mij weggaat en ook geen reclame meer.';

/** Somebody who wrote both wishes in one message, and is asked which one is meant. */
async function asked(words = BOTH) {
  const customer = coreCustomer(use());
  await customer.says(words);
  const question = await customer.told('confirm_right');
  return { customer, question };
}

/** The numbers of the receipts in this conversation, by right. */
async function filed({ customer }: Awaited<ReturnType<typeof asked>>) {
  const entries = await customer.transcript();
  const receipts = entries.flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message] : [],
  );
  return Object.fromEntries(receipts.map(({ right, number }) => [right, number]));
}

const openQuestions = async () =>
  (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'unanswered_question').length;

test.each(['all', '3', 'allebei', 'Alles hiervan'])(
  '"%s" files both wishes from the first words, with one due date, and stops the mailings at once',
  async (answer) => {
    const before = await openQuestions();
    const conversation = await asked();
    expect(conversation.question).toMatchObject({ options: ['erasure', 'objection'], together: true });
    expect(await openQuestions()).toBe(before + 1);
    const { customer } = conversation;
    await (answer === 'all' ? customer.taps(answer) : customer.says(answer));
    const { erasure = '', objection = '' } = await filed(conversation);
    const [wiped, stopped] = [await cardOf(use(), erasure), await cardOf(use(), objection)];
    expect([wiped.words, stopped.words]).toEqual([BOTH, BOTH]);
    expect(wiped.customerDue).toBe(stopped.customerDue);
    expect(stopped.tasks).toMatchObject([{ kind: 'act_now' }]);
    expect(await openQuestions()).toBe(before);
  },
);

test.each([
  ['a tap', 'right.erasure', 'right.objection'],
  ['a number', '1', '1'],
  ['words', 'mijn gegevens wissen', 'ja graag'],
])(
  'who picks one by %s is asked about the other, and a yes files it with the first receipt (R17)',
  async (by, one, yes) => {
    const before = await openQuestions();
    const conversation = await asked();
    const { customer } = conversation;
    const answer = (text: string) => (by === 'a tap' ? customer.taps(text) : customer.says(text));
    await answer(one);
    expect(await filed(conversation)).toEqual({ erasure: expect.any(String) });
    expect(await customer.told('confirm_right')).toMatchObject({ options: ['objection'], also: true });
    // Whoever goes away now is not forgotten: it stays with a person.
    expect(await openQuestions()).toBe(before + 1);
    use().clock.advance(3_600_000);
    await answer(yes);
    const { erasure = '', objection = '' } = await filed(conversation);
    expect(await cardOf(use(), objection)).toMatchObject({
      words: BOTH,
      receivedAt: (await cardOf(use(), erasure)).receivedAt,
    });
    expect(await openQuestions()).toBe(before);
    use().clock.advance(-3_600_000);
    await customer.told('ask_identity');
    await customer.says('Sanne de Vries, sanne@example.nl');
    await workOff(use());
    await customer.told('code_sent');
  },
);

test('a no to the other ends that question, and the first goes on where it would have', async () => {
  const before = await openQuestions();
  const conversation = await asked();
  const { customer } = conversation;
  await customer.taps('right.erasure');
  await customer.says('nee');
  expect(Object.keys(await filed(conversation))).toEqual(['erasure']);
  expect(await openQuestions()).toBe(before);
  const { erasure = '' } = await filed(conversation);
  expect(await cardOf(use(), erasure)).toMatchObject({ status: 'awaiting_identity' });
  await customer.says('Sanne de Vries, sanne@example.nl');
  await customer.told('code_sent');
});
