import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

const OPEN = `/balie/gesorteerd/${IDS.strangers}`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

test('what the program sorted without a request stands in a list, reached from today (R17)', async () => {
  const staff = desk.visitor(OWNER);
  expect((await staff.get('/balie')).html).toContain('href="/balie/gesorteerd"');
  const page = await staff.get('/balie/gesorteerd');
  expect(page.words).toContain('Telegram · 20 november 2026 om 09:30 ik bestel nooit meer bij jullie');
  expect(page.words).toContain('Opgevat als: niet begrepen, groet of bedankje');
  expect(page.html).toContain(`/balie/gesprek/${IDS.strangers}`);
  expect(page.html).not.toContain('<script>alert');
});

test('one press opens what was a request after all, under the name of who found it', async () => {
  const staff = desk.visitor(OWNER);
  const done = await staff.submit(await staff.get('/balie/gesorteerd'), OPEN, { right: 'erasure' });
  expect(done.location).toBe(`/balie/verzoek/${IDS.unproven}?gedaan=geopend`);
  expect(desk.memory.opened).toEqual([{ id: IDS.strangers, right: 'erasure', by: OWNER.name }]);
  expect((await staff.get('/balie/gesorteerd')).words).toContain('Er staat hier niets.');
});

test('opened twice is told, and a right outside the list opens nothing', async () => {
  const staff = desk.visitor(OWNER);
  const page = await staff.get('/balie/gesorteerd');
  await staff.submit(page, OPEN, { right: 'everything' });
  expect(desk.memory.opened).toEqual([]);
  await staff.submit(page, OPEN, { right: 'access' });
  const again = await staff.submit(page, OPEN, { right: 'access' });
  expect(again.status).toBe(409);
  expect(again.words).toContain('In dit gesprek staat al een verzoek.');
});
