import { afterEach, beforeEach, expect, test } from 'vitest';
import { OWNER } from './memory-desk.ts';
import { type Desk, startDesk } from './start-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

test('the register lists every request without a name', async () => {
  const page = await desk.visitor(OWNER).get('/balie/register');
  expect(page.words).toContain('PB-3333-4444 Inzage Beantwoord Webchat 30-10-2026 29-11-2026 02-11-2026 Ja');
  expect(page.words).not.toContain('Fatima');
});

test('checking the log says that it is whole, or where it is not', async () => {
  const staff = desk.visitor(OWNER);
  const page = await staff.get('/balie/register');
  const whole = await staff.submit(page, '/balie/register/controle');
  expect(whole.words).toContain('Het logboek klopt: 12 regels, niets gewijzigd.');
  desk.memory.breaksChain();
  const broken = await staff.submit(page, '/balie/register/controle');
  expect(broken.words).toContain('Het logboek klopt niet bij PB-2345-6789, regel 2.');
});

test('a number opens the whole history: when, what, who and the details', async () => {
  const page = await desk.visitor(OWNER).get('/balie/register/PB-2345-6789');
  expect(page.words).toContain('1 30 oktober 2026 om 11:15 Verzoek geopend de klant Recht: Inzage');
  expect(page.words).toContain('Zoeken begonnen het programma');
});
