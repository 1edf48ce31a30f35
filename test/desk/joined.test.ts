import { expect, test } from 'vitest';
import { cardOf, coreCustomer, QUESTION } from '../support/core-customer.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();

test('of two requests of one person each card leads to the other, and the one that is answered shows both words', async () => {
  const name = 'Sanne de Vries';
  const email = 'sanne@example.nl';
  const older = await coreCustomer(use()).proves(name, email);
  const words = 'Wat bewaart u over mij? Ik bedoel ook de <b>mails</b>.';
  const newer = await coreCustomer(use(), 'telegram').proves(name, email, words);
  const [stays, joined] = [await cardOf(use(), older), await cardOf(use(), newer)];
  const visitor = await use().visitor(use().owner);

  const first = await visitor.get(`/balie/verzoek/${stays.id}`);
  expect(first.words).toContain(`Ook gevraagd, met dit verzoek beantwoord: ${newer} Telegram`);
  expect(first.words).toContain(QUESTION);
  expect(first.words).toContain(words);
  expect(first.html).not.toContain('<b>mails</b>');
  expect(first.html).toContain(`href="/balie/verzoek/${joined.id}"`);

  const second = await visitor.get(`/balie/verzoek/${joined.id}`);
  expect(second.words).toContain(`Samengevoegd met ${older}`);
  expect(second.html).toContain(`href="/balie/verzoek/${stays.id}"`);
  expect(second.words).not.toContain('Goedkeuren');
  const today = await visitor.get('/balie');
  expect(today.words).not.toContain(newer);

  const log = await visitor.get(`/balie/register/${newer}`);
  expect(log.words).toContain('Samengevoegd met een ander verzoek');
  expect(log.words).toContain(`Bij verzoek: ${older}`);
});
