import { beforeEach, expect, test } from 'vitest';
import { HOUR } from '../../src/core/kernel/clock.ts';
import { coreCustomer } from '../support/core-customer.ts';
import { coreMailer } from '../support/core-mailer.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { NASTY, useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-11-20T08:30:00Z'));
let staff: DeskVisitor;
beforeEach(async () => {
  staff = await use().visitor(use().owner);
});

/** Somebody whose words the program took for no request; answers with the form's address. */
async function misread(): Promise<string> {
  const customer = coreCustomer(use(), 'telegram');
  await customer.says(`de boot vaart om tien uur ${NASTY}`);
  use().clock.advance(HOUR);
  await customer.says('dank u wel');
  const [newest] = await use().core.desk.conversationsWithoutRequest(use().owner);
  return `/balie/gesorteerd/${newest?.id}`;
}

test('what the program sorted without a request stands in a list, reached from today (R17)', async () => {
  const open = await misread();
  expect((await staff.get('/balie')).html).toContain('href="/balie/gesorteerd"');
  const page = await staff.get('/balie/gesorteerd');
  expect(page.words).toContain('Telegram · 20 november 2026 om 09:30 de boot vaart om tien uur');
  expect(page.words).toMatch(/Opgevat als: (niet begrepen|gaat niet over privacy), groet of bedankje/);
  expect(page.html).toContain(open.replace('gesorteerd', 'gesprek'));
  expect(page.html).not.toContain('<script>alert');
});

test('one press opens what was a request after all, from its first words and by who found it', async () => {
  const firstWords = use().clock.now().getTime();
  const open = await misread();
  use().clock.advance(48 * HOUR);
  staff = await use().visitor(use().owner);
  const done = await staff.submit(await staff.get('/balie/gesorteerd'), open, { right: 'erasure' });
  const [, id = ''] = /^\/balie\/verzoek\/([\w-]+)\?gedaan=geopend$/.exec(done.location) ?? [];
  const opened = await use().core.desk.card(id);
  expect(opened).toMatchObject({ right: 'erasure', staffDue: '2026-12-18' });
  expect((opened?.receivedAt.getTime() ?? 0) - firstWords).toBeLessThan(HOUR);
  expect(opened?.history[0]).toMatchObject({ type: 'opened', by: use().owner.name });
  expect((await staff.get('/balie/gesorteerd')).html).not.toContain(open);
});

test('opened twice is told, and a right outside the list opens nothing', async () => {
  const open = await misread();
  const requests = async () => (await use().core.register.list(100)).length;
  const before = await requests();
  const page = await staff.get('/balie/gesorteerd');
  await staff.submit(page, open, { right: 'everything' });
  expect(await requests()).toBe(before);
  await staff.submit(page, open, { right: 'access' });
  const again = await staff.submit(page, open, { right: 'access' });
  expect(again.status).toBe(409);
  expect(again.words).toContain('In dit gesprek staat al een verzoek.');
  expect(await requests()).toBe(before + 1);
});

test('a held mail is put with a request as a note for staff, by its number, and waits for nobody any more', async () => {
  const { core } = use();
  const { sends } = coreMailer(use());
  const asked = await sends({ text: 'Ik wil een kopie van al mijn gegevens.\n\nGroet,\nSanne de Vries' });
  const before = await asked.transcript();
  const receipt = before.flatMap((entry) =>
    entry.from === 'desk' && entry.message.kind === 'receipt' ? [entry.message.number] : [],
  );
  const subject = `Re: Uw bericht [pb-${asked.token}]`;
  await sends({ from: 'werk@example.org', subject, text: `Hier mijn tweede adres. ${NASTY}` });
  const [held] = await core.desk.conversationsWithoutRequest(use().owner);
  const form = `/balie/gesorteerd/${held?.id}/bij`;
  const page = await staff.get('/balie/gesorteerd');
  expect(page.words).toContain('Opgevat als: bewaarde mail');

  const wrong = await staff.submit(page, form, { number: 'PB-0000-0000' });
  expect(wrong.words).toContain('Er is geen verzoek met dit nummer');
  const done = await staff.submit(page, form, { number: (receipt[0] ?? '').toLowerCase() });
  const [, id = ''] = /^\/balie\/verzoek\/([\w-]+)\?gedaan=geplaatst$/.exec(done.location) ?? [];
  const request = await staff.get(`/balie/verzoek/${id}`);
  expect(request.words).toContain('Hier mijn tweede adres');
  expect(request.html).not.toContain('<script>alert');
  expect(await asked.transcript()).toEqual(before);
  const open = await core.desk.tasks('open');
  expect(open.map(({ kind }) => kind)).not.toContain('held_mail');
  const again = await staff.submit(page, form, { number: receipt[0] ?? '' });
  expect(again.words).toContain('Deze mail wacht niet meer op u');
});
