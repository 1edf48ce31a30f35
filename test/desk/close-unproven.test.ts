import { expect, test } from 'vitest';
import { DAY } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-10-30T10:15:00Z'));

test('what nobody proved says on its promised day that it may be closed, and is closed on its page', async () => {
  let staff = await use().visitor(use().owner);
  const number = await coreCustomer(use()).asks('Sanne de Vries', 'sanne@example.nl');
  const { id } = await cardOf(use(), number);
  const path = `/balie/verzoek/${id}`;
  const list = async () => (await staff.get('/balie/onbevestigd')).words;
  expect(await list()).not.toContain('mag dicht');
  expect((await staff.get(path)).words).not.toContain('Sluit dit verzoek');

  use().clock.advance(30 * DAY);
  staff = await use().visitor(use().owner);
  expect(await list()).toContain('mag dicht');
  const card = await staff.get(path);
  expect(card.words).toContain('Sluiten omdat niemand liet zien wie het vraagt');
  const { location } = await staff.submit(card, `${path}/sluiten`);
  const closed = await staff.get(location);
  expect(closed.words).toContain('Het verzoek is gesloten. De klant kreeg bericht in het gesprek.');
  expect(closed.words).toContain('Vervallen');
  expect(await list()).not.toContain(number);
  expect((await staff.get('/balie/afgehandeld')).words).toContain(`${number}`);
});
