import { expect, test } from 'vitest';
import { HOUR } from '../../src/core/kernel/clock.ts';
import { coreCustomer } from '../support/core-customer.ts';
import { useDesk } from './use-desk.ts';

/** Friday at ten in Amsterdam. */
const use = useDesk(new Date('2026-11-20T09:00:00Z'));

test('a reported breach shows first by when the authority has to know, the hours left and the facts to find', async () => {
  const { core, clock, owner } = use();
  await coreCustomer(use()).says('er is een datalek, ik zie gegevens van een andere klant in mijn account');
  const [request] = await core.desk.requests('open');
  expect(request?.right).toBe('breach_report');
  clock.advance(35 * HOUR);
  const staff = await use().visitor(owner);
  const page = await staff.get(`/balie/verzoek/${request?.id}`);
  expect(page.words).toContain('Nog 37 uur om te melden');
  expect(page.words).toMatch(/vóór 23 november 2026 om 10:0\d\. Ook het weekend telt mee\./);
  expect(page.words).toContain('Zoek nu uit: wat er gebeurde en wanneer');
  const [task] = await core.desk.tasks('open');
  const work = await staff.get(`/balie/taken/${task?.id}`);
  expect(work.words).toContain('Datalek gemeld');
  expect(work.words).toMatch(/Melden bij de AP, uiterlijk 23 november 2026 om 10:0\d/);
  expect(work.words).toContain('Zoek nu uit');
  clock.advance(38 * HOUR);
  const later = await use().visitor(owner);
  expect((await later.get(`/balie/verzoek/${request?.id}`)).words).toContain(
    'De tijd om te melden is voorbij. Meld alsnog',
  );
});
