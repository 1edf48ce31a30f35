import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingQueue } from '../support/database.ts';
import { type DeskUnderTest, eventually, movableClock, startTestDesk } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const OWNER = 'noor@example.nl';
const clock = movableClock(new Date('2026-11-02T10:00:00+01:00'));

let desk: DeskUnderTest;

beforeAll(async () => {
  desk = await startTestDesk({ STAFF_EMAILS: OWNER }, { clock });
});

afterAll(() => desk?.stop());

/** The hourly job, as the schedule sends it, `times` over; done when none of them is left. */
async function hour(instant: string, times = 1): Promise<void> {
  clock.moveTo(instant);
  const queue = await sendingQueue(desk.connectionString);
  for (let sent = 0; sent < times; sent += 1) await queue.send('remind', {});
  const sql = new Client({ connectionString: desk.connectionString });
  await sql.connect();
  await eventually(async () => {
    const { rowCount } = await sql.query(
      `SELECT 1 FROM pgboss.job WHERE name IN ('remind', 'send-mail') AND state IN ('created', 'retry', 'active')`,
    );
    return rowCount === 0 ? true : undefined;
  }, 'the reminders are out');
  await sql.end();
  await queue.stop(1_000);
}

async function reminders(): Promise<readonly string[]> {
  const mails = await desk.mails(OWNER, 0);
  return mails.filter(({ subject }) => subject === 'Datums op de privacybalie').map(({ text }) => text);
}

test('over restarts the owner is reminded of a date once, and its customer hears once that the answer is not there', async () => {
  const number = await webCustomer(desk.url).provesMailbox(desk.mails, 'Sanne de Vries', SANNE);
  await hour('2026-11-27T10:00:00+01:00', 2);
  await desk.restart();
  await hour('2026-11-27T11:00:00+01:00', 2);
  expect(await reminders()).toHaveLength(1);
  const [first = ''] = await reminders();
  expect(first).toContain(`Inzage, verzoek ${number}: nog 3 werkdagen, uiterlijk woensdag 2 december 2026.`);
  expect(first.match(/\/balie\/\S+/g)).toHaveLength(1);

  // The machine was off on 1 December: one mail says where it stands.
  await desk.restart();
  await hour('2026-12-02T09:00:00+01:00');
  expect((await reminders())[0]).toContain('vandaag, woensdag 2 december 2026, is de laatste dag.');
  expect(await reminders()).toHaveLength(2);

  await hour('2026-12-02T16:00:00+01:00', 2);
  await desk.restart();
  await hour('2026-12-02T16:30:00+01:00');
  await hour('2026-12-03T10:00:00+01:00', 2);
  const told = (await desk.mails(SANNE, 0)).filter(({ text }) =>
    text.includes('Dat antwoord is er nog niet.'),
  );
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain(
    `uiterlijk vandaag, woensdag 2 december 2026, antwoord op verzoek ${number}`,
  );
  expect((await reminders())[0]).toContain('1 dag te laat.');
  expect(await reminders()).toHaveLength(3);
  expect((await desk.core().desk.requests('open'))[0]).toMatchObject({ number, overdue: true });
});
