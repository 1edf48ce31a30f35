import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

const PROVEN = `/balie/gesprek/${IDS.conversation}`;
const UNPROVEN = `/balie/gesprek/${IDS.strangers}`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

test('shows what the customer said and what the program answered, as the customer saw it', async () => {
  const page = await desk.visitor(OWNER).get(UNPROVEN);
  expect(page.words).toMatch(/Klant · .* hallo <script>/);
  expect(page.words).toMatch(/Het programma · .* Een medewerker van Ik smelt leest dit gesprek/);
  expect(page.html).not.toContain('<script>alert');
});

test('an answer goes out under the name of the member of staff', async () => {
  const staff = desk.visitor(OWNER);
  const answered = await staff.submit(await staff.get(PROVEN), PROVEN, { text: 'Dag, ik lees mee.' });
  expect(answered.location).toBe(`${PROVEN}?gedaan=beantwoord`);
  expect(desk.memory.entries.at(-1)).toMatchObject({
    message: { kind: 'staff_text', text: 'Dag, ik lees mee.', signedBy: OWNER.name },
  });
  expect((await staff.get(answered.location)).words).toMatch(/Noor Visser · .* Dag, ik lees mee\./);
});

test('in an unproven conversation the page warns, and record content is refused with the text kept', async () => {
  const staff = desk.visitor(OWNER);
  const page = await staff.get(UNPROVEN);
  expect(page.words).toContain('u weet niet zeker wie dit is');
  expect(page.words).toContain('ook niet of iemand klant is');
  const refused = await staff.submit(page, UNPROVEN, { text: 'U bent fatima@example.nl, toch?' });
  expect(refused.status).toBe(409);
  expect(refused.words).toContain('U bent fatima@example.nl, toch?');
  expect(desk.memory.entries).toHaveLength(2);
});

test('an empty answer is not sent', async () => {
  const staff = desk.visitor(OWNER);
  const refused = await staff.submit(await staff.get(PROVEN), PROVEN, { text: '  ' });
  expect(refused.words).toContain('Er staat nog geen tekst.');
});

test('links the requests and open tasks of the conversation', async () => {
  const staff = desk.visitor(OWNER);
  expect((await staff.get(PROVEN)).html).toContain(`/balie/verzoek/${IDS.ready}`);
  expect((await staff.get(UNPROVEN)).html).toContain(`/balie/taken/${IDS.human}`);
});
