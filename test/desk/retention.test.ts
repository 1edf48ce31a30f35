import { beforeAll, expect, test } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { after, DAY } from '../../src/core/kernel/clock.ts';
import { newId, type TaskId } from '../../src/core/kernel/ids.ts';
import { PERSON, storeCase } from '../support/closed-case.ts';
import type { DeskVisitor } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk(new Date('2026-11-02T10:15:00Z'));
let staff: DeskVisitor;
let gone: string;

beforeAll(async () => {
  const { settings, clock } = use();
  staff = await use().visitor(use().owner);
  const closedAt = after(clock.now(), -20 * DAY);
  const request = await settings.store.transaction(async (tx) => {
    const waiting = await storeCase(tx, { right: 'erasure', end: 'answered', proven: true, closedAt });
    const id = newId<TaskId>();
    const task = { id, kind: 'not_me', openKey: id, dueDay: amsterdamDay(closedAt), params: {} } as const;
    await tx.tasks.add({ ...task, requestId: waiting.id, conversationId: null, createdAt: closedAt });
    return storeCase(tx, { right: 'erasure', end: 'answered', proven: true, closedAt });
  });
  gone = request.number;
});

test('before the first daily run the register says that there was none', async () => {
  expect((await staff.get('/balie/register')).words).toContain(
    'De dagelijkse controle heeft nog niet gedraaid.',
  );
});

test('after it the register tells what was removed, what was kept and why, and what is left of a request', async () => {
  await dailyRun(use().settings);
  const { words } = await staff.get('/balie/register');
  expect(words).toContain('Laatste controle: 2 november 2026 om 11:15.');
  expect(words).toContain('Dossier van een verzoek om te wissen: 1');
  expect(words).toContain('Er staat nog een taak open. 1');
  expect(words).toContain(`${gone} Gegevens wissen Geanonimiseerd 2026-10 Beantwoord Ja`);
});

test('the number of an anonymised request opens what remains of it, and nothing about a person', async () => {
  const { words } = await staff.get(`/balie/register/${gone}`);
  expect(words).toContain('De bewaartermijn van dit verzoek is voorbij.');
  expect(words).toContain('Ontvangen in 2026-10');
  expect(words).toContain('Dagen gebruikt 5');
  expect(words).toContain('Nagevraagd bij JouwWeb (bestellingen)');
  expect(words).not.toContain(PERSON.name);
});
