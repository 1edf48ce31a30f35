import { beforeAll, beforeEach, expect, test } from 'vitest';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { readyRequest } from '../support/desk-work.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
let proven: Awaited<ReturnType<typeof cardOf>>;
let stranger: Awaited<ReturnType<typeof cardOf>>;
let PROVEN: string;
let UNPROVEN: string;
let staff: DeskVisitor;

beforeAll(async () => {
  const orders = [{ orderNumber: 'W-2026101', orderDate: '2026-03-14', item: 'Gietpan' }];
  const asker = { name: 'Fatima el Amrani', email: 'fatima@example.nl', orders };
  ({ detail: proven } = await readyRequest(use(), use().owner, asker));
  const somebody = coreCustomer(use());
  const number = await somebody.asks('Iemand', 'iemand@example.nl');
  await somebody.says('hallo, kunt u mij helpen? <script>alert(1)</script>');
  await somebody.taps('human');
  stranger = await cardOf(use(), number);
  PROVEN = `/balie/gesprek/${proven.conversationId}`;
  UNPROVEN = `/balie/gesprek/${stranger.conversationId}`;
});
beforeEach(async () => {
  staff = await use().visitor(use().owner);
});

test('shows what the customer said and what the program answered, as the customer saw it', async () => {
  const page = await staff.get(UNPROVEN);
  expect(page.words).toMatch(/Klant · .* hallo, kunt u mij helpen\? <script>/);
  expect(page.words).toMatch(/Het programma · .* medewerker van Ik smelt leest dit gesprek/);
  expect(page.html).not.toContain('<script>alert');
});

test('an answer goes out under the name of the member of staff', async () => {
  const answered = await staff.submit(await staff.get(PROVEN), PROVEN, { text: 'Dag, ik lees mee.' });
  expect(answered.location).toBe(`${PROVEN}?gedaan=beantwoord`);
  const talk = await use().core.desk.conversation(proven.conversationId, use().owner);
  expect(talk?.entries.at(-1)).toMatchObject({
    message: { kind: 'staff_text', text: 'Dag, ik lees mee.', signedBy: use().owner.name },
  });
  expect((await staff.get(answered.location)).words).toMatch(/Noor Visser · .* Dag, ik lees mee\./);
});

test('in an unproven conversation the page warns', async () => {
  const page = await staff.get(UNPROVEN);
  expect(page.words).toContain('u weet niet zeker wie dit is');
  expect(page.words).toContain('ook niet of iemand klant is');
});

test.each([
  ['what a record looks like, to somebody unproven (R15)', () => UNPROVEN, 'U woont op 1431 AB, toch?'],
  ['an amount, to somebody unproven (R15)', () => UNPROVEN, 'U betaalde € 24,95.'],
  ['what was found about the person, into any chat (R4)', () => PROVEN, 'Gaat het om W-2026101?'],
])('%s, is refused with the text kept', async (_what, path, text) => {
  const before = (await use().core.desk.conversation(path().split('/').at(-1) ?? '', use().owner))?.entries;
  const refused = await staff.submit(await staff.get(path()), path(), { text });
  expect(refused.status).toBe(409);
  expect(refused.words).toContain(text);
  const after = (await use().core.desk.conversation(path().split('/').at(-1) ?? '', use().owner))?.entries;
  expect(after).toEqual(before);
});

test('an empty answer is not sent', async () => {
  const refused = await staff.submit(await staff.get(PROVEN), PROVEN, { text: '  ' });
  expect(refused.words).toContain('Er staat nog geen tekst.');
});

test('links the requests and open tasks of the conversation', async () => {
  expect((await staff.get(PROVEN)).html).toContain(`/balie/verzoek/${proven.id}`);
  const wanted = (await use().core.desk.tasks('open')).find(({ kind }) => kind === 'human_wanted');
  expect(wanted?.conversationId).toBe(stranger.conversationId);
  expect((await staff.get(UNPROVEN)).html).toContain(`/balie/taken/${wanted?.id}`);
});

test('a member of staff takes a conversation over and gives it back; the customer hears both, and why is told (R5)', async () => {
  const { core } = use();
  const kinds = async () =>
    (await core.desk.conversation(stranger.conversationId, use().owner))?.entries.flatMap((entry) =>
      entry.from === 'desk' ? [entry.message.kind] : [],
    );
  const page = await staff.get(UNPROVEN);
  expect(page.words).toContain('De klant wil een medewerker spreken · De klant vroeg erom');
  expect(page.words).toContain('Het programma antwoordt de klant.');
  const taken = await staff.submit(page, `${UNPROVEN}/over`, {});
  expect(taken.location).toBe(`${UNPROVEN}?gedaan=overgenomen`);
  expect((await kinds())?.at(-1)).toBe('taken_over');
  const led = await staff.get(taken.location);
  expect(led.words).toContain('Een medewerker voert dit gesprek.');
  // Nobody answered yet: the three working days of the call go on.
  expect(led.words).toContain('De klant wil een medewerker spreken');
  expect((await staff.submit(page, `${UNPROVEN}/over`, {})).words).toContain(
    'Dit gesprek is al overgenomen.',
  );
  const back = await staff.submit(led, `${UNPROVEN}/terug`, {});
  expect(back.location).toBe(`${UNPROVEN}?gedaan=teruggegeven`);
  expect((await kinds())?.slice(-2)).toContain('handed_back');
  expect((await staff.get(UNPROVEN)).words).not.toContain('De klant wil een medewerker spreken');
  expect((await staff.submit(led, `${UNPROVEN}/terug`, {})).words).toContain('al van het programma');
});
