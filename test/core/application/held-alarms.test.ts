import { expect, test } from 'vitest';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import { tellCount } from '../../../src/core/application/tell-held.ts';
import { DAY, MINUTE } from '../../../src/core/kernel/clock.ts';
import { visitorClient } from '../../pages/visitor-client.ts';
import { coreCustomer } from '../../support/core-customer.ts';
import { deskSession, invite } from '../../support/desk-session.ts';
import { openSite } from '../../support/open-site.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';

const use = useCore();
const OWNER = 'eigenaar@example.nl';

async function alarms(): Promise<readonly string[]> {
  await workOff(use());
  const mails = await use().core.desk.caughtMail(200);
  return mails.filter(({ to }) => to === OWNER).map(({ text }) => text);
}

/** So many strangers call a person, a message each. */
async function calls(count: number): Promise<void> {
  for (let one = 1; one <= count; one += 1) await coreCustomer(use(), 'telegram').says('medewerker');
}

test('a flood of calls: the first alarm at once, the others in one mail a quarter of an hour later, none lost', async () => {
  const { core, clock } = use();
  const owner = await invite(use(), OWNER, 'Noor');
  await calls(1);
  expect(await alarms()).toHaveLength(1);
  await calls(8);
  expect(await alarms()).toHaveLength(1);
  const [answered] = (await core.desk.tasks('open')).slice(-1);
  await core.desk.closeTask(answered?.id ?? '', owner);
  clock.advance(14 * MINUTE);
  expect(await alarms()).toHaveLength(1);
  clock.advance(2 * MINUTE);
  const [digest, ...before] = await alarms();
  expect(before).toHaveLength(1);
  expect(digest).toContain('Nog 7 berichten uit de chat wachten op u.');
  expect(digest).toContain('/balie/wachtend');
  await calls(2);
  expect(await alarms()).toHaveLength(2);
  clock.advance(16 * MINUTE);
  const [second, ...rest] = await alarms();
  expect(rest).toHaveLength(2);
  expect(second).toContain('Nog 2 berichten');
  clock.advance(DAY);
  await calls(1);
  const [alone] = await alarms();
  expect(alone).toContain('Een klant wil een medewerker spreken.');

  expect((await core.desk.tasks('open')).every(({ anonymous }) => anonymous === true)).toBe(true);
  const browser = visitorClient((await openSite(use())).ask);
  browser.cookies.set('balie', await deskSession(use(), owner));
  expect(await browser.page('/balie')).toContain('Nog 6 taken uit gesprekken zonder bewijs wachten.');
  const list = await browser.page('/balie/wachtend');
  expect(list.match(/<li class="card/g)).toHaveLength(11);
});

test('who does not want to live raises an alarm of its own at once, in a flood and after a call for a person', async () => {
  await calls(3);
  const { says } = coreCustomer(use(), 'telegram');
  await says('medewerker');
  const told = (await alarms()).length;
  await says('ik word gestalkt door mijn ex');
  const [urgent, ...before] = await alarms();
  expect(before).toHaveLength(told);
  expect(urgent).toContain('Een klant is in nood');
  const [first] = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'urgent_help');
  expect(first?.anonymous).toBeUndefined();
});

test('a call of a customer who proved the mailbox is told at once, in the middle of a flood', async () => {
  const before = (await alarms()).length;
  await calls(3);
  const sanne = coreCustomer(use());
  await sanne.proves('Sanne de Vries', 'sanne@example.nl');
  const told = (await alarms()).length;
  await sanne.says('medewerker');
  expect(await alarms()).toHaveLength(told + 1);
  const [first] = await use().core.desk.tasks('open');
  expect(first?.anonymous).toBeUndefined();
  expect(told).toBeGreaterThanOrEqual(before);
});

test('a reported breach never waits for its turn', async () => {
  await calls(2);
  const before = (await alarms()).length;
  await coreCustomer(use()).says(
    'Ik zie in mijn account de gegevens van een andere klant, er is een datalek bij jullie',
  );
  const [breach, ...others] = await alarms();
  expect(others).toHaveLength(before);
  expect(breach).toContain('Datalek gemeld');
});

test('calls that nobody answered in time alarm the owner together too', async () => {
  const { settings, clock } = use();
  clock.advance(12 * DAY);
  const before = (await alarms()).length;
  const { lateCalls } = await dailyRun(settings);
  expect(lateCalls).toBeGreaterThan(5);
  const byMail = (await alarms()).length - before;
  expect(byMail).toBeLessThan(5);
  clock.advance(16 * MINUTE);
  await alarms();
  const { rows } = await use().sql.query(
    'SELECT 1 FROM "Task" WHERE "heldAt" IS NOT NULL AND "doneAt" IS NULL',
  );
  expect(rows).toEqual([]);
});

test('without a staff channel there is nothing to count there', async () => {
  const telling = {
    channel: undefined,
    words: () => '',
    link: () => '',
    waitingWords: String,
    waitingLink: '',
  };
  expect(await tellCount(use().settings, telling, '7')).toEqual({ status: 'done' });
});
