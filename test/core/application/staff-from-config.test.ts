import { beforeEach, expect, test } from 'vitest';
import { staffFromConfig } from '../../../src/core/application/staff-from-config.ts';
import { deskSession, invite } from '../../support/desk-session.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const CLI = { via: 'cli', name: 'test' } as const;

const start = (emails: readonly string[], slackUserIds: readonly string[] = []) =>
  staffFromConfig(use().settings, { emails, slackUserIds });

/** Who works here, an owner with a star. */
async function staff(): Promise<readonly string[]> {
  const found = await use().core.desk.staff();
  return found
    .map(({ email, slackUserId, owner }) => `${email === '' ? slackUserId : email}${owner ? '*' : ''}`)
    .sort();
}

async function remove(who: string): Promise<void> {
  const found = (await use().core.desk.staff()).find(
    ({ email, slackUserId }) => email === who || slackUserId === who,
  );
  expect(await use().core.desk.removeStaff([found?.id ?? ''], CLI)).toMatchObject({ ok: true });
}

beforeEach(async () => {
  await use().sql.query('TRUNCATE "StaffMember" CASCADE');
});

test('who is named works here from the first start on, the first one as owner, and everybody once', async () => {
  await Promise.all([
    start(['Noor@example.nl', 'sam@example.nl'], ['U0ANNA', 'U0ANNA']),
    start(['Noor@example.nl', 'sam@example.nl', 'noor@example.nl'], ['U0ANNA']),
  ]);
  expect(await staff()).toEqual(['U0ANNA', 'noor@example.nl*', 'sam@example.nl']);
});

test('who is no longer named leaves at the next start, with every session, and comes back when named again', async () => {
  const { core } = use();
  await start(['noor@example.nl', 'sam@example.nl'], ['U0ANNA', 'U0BRAM']);
  const session = await deskSession(use(), await invite(use(), 'lotte@example.nl', 'Lotte'));
  const sam = await deskSession(use(), { via: 'desk', staffId: '', name: '', email: 'sam@example.nl' });
  expect(await start(['noor@example.nl'], ['U0BRAM'])).toEqual({ stayRemoved: 0, lastOwnerKept: false });
  expect(await staff()).toEqual(['U0BRAM', 'lotte@example.nl', 'noor@example.nl*']);
  expect(await core.signIn.who(sam)).toBeUndefined();
  // whom a person invited the settings do not send away
  expect(await core.signIn.who(session)).toBeDefined();
  await start(['noor@example.nl', 'sam@example.nl'], ['U0ANNA', 'U0BRAM']);
  expect(await staff()).toContain('sam@example.nl');
  expect(await staff()).toContain('U0ANNA');
});

test('whom a person removed the settings do not bring back, and the start says so', async () => {
  await start(['noor@example.nl', 'sam@example.nl'], ['U0ANNA']);
  await remove('sam@example.nl');
  await remove('U0ANNA');
  const told = { stayRemoved: 2, lastOwnerKept: false };
  expect(await start(['noor@example.nl', 'sam@example.nl'], ['U0ANNA'])).toEqual(told);
  expect(await staff()).toEqual(['noor@example.nl*']);
  await use().core.desk.addStaff('sam@example.nl', CLI);
  await start(['noor@example.nl']);
  expect(await staff()).toEqual(['noor@example.nl*', 'sam@example.nl']);
});

test('who was named and is then invited by a person stays when no longer named', async () => {
  await start(['noor@example.nl', 'sam@example.nl']);
  await invite(use(), 'sam@example.nl', 'Sam');
  await start(['noor@example.nl']);
  expect(await staff()).toEqual(['noor@example.nl*', 'sam@example.nl']);
});

test('another first name is an owner, and only then the one before may leave', async () => {
  await start(['noor@example.nl']);
  expect(await start([])).toEqual({ stayRemoved: 0, lastOwnerKept: true });
  expect(await staff()).toEqual(['noor@example.nl*']);
  expect(await start(['sam@example.nl'])).toEqual({ stayRemoved: 0, lastOwnerKept: false });
  expect(await staff()).toEqual(['sam@example.nl*']);
});

test('when the first name was removed by a person, another becomes owner only if nobody is', async () => {
  await start(['noor@example.nl', 'sam@example.nl']);
  const lotte = await invite(use(), 'lotte@example.nl', 'Lotte');
  await use().core.desk.makeOwner(lotte.staffId, CLI);
  await remove('noor@example.nl');
  await start(['noor@example.nl', 'sam@example.nl']);
  expect(await staff()).toEqual(['lotte@example.nl*', 'sam@example.nl']);
});

test('as long as a user group of Slack was not read nobody of Slack is put out, and whom it no longer names is after that', async () => {
  await start(['noor@example.nl', 'sam@example.nl'], ['U0ANNA', 'U0BRAM']);
  const { settings } = use();
  const unread = { emails: ['noor@example.nl'], slackUserIds: ['U0BRAM'], slackComplete: false };
  await staffFromConfig(settings, unread);
  expect(await staff()).toEqual(['U0ANNA', 'U0BRAM', 'noor@example.nl*']);
  await staffFromConfig(settings, { ...unread, slackComplete: true });
  expect(await staff()).toEqual(['U0BRAM', 'noor@example.nl*']);
});

test('who is known in Slack as well leaves the desk when the address is no longer named, and goes on in Slack alone', async () => {
  await start(['noor@example.nl', 'sam@example.nl'], ['U0SAM']);
  const inSlack = { via: 'slack', userId: 'U0SAM', name: 'Sam', email: 'sam@example.nl' } as const;
  const linked = await use().core.desk.acting(inSlack);
  expect(linked).toMatchObject({ email: 'sam@example.nl', slackUserId: 'U0SAM' });
  expect(await staff()).toEqual(['noor@example.nl*', 'sam@example.nl']);
  expect(await use().core.desk.formerStaff()).toEqual([]);
  await start(['noor@example.nl', 'sam@example.nl'], ['U0SAM']);
  expect(await staff()).toEqual(['noor@example.nl*', 'sam@example.nl']);

  await start(['noor@example.nl'], ['U0SAM']);
  expect(await staff()).toEqual(['U0SAM', 'noor@example.nl*']);
  const alone = await use().core.desk.acting(inSlack);
  expect(alone).toMatchObject({ email: '', slackUserId: 'U0SAM' });
  expect(alone?.id).not.toBe(linked?.id);
});

test('the row that became another is not let in again', async () => {
  await start(['noor@example.nl'], ['U0NOOR']);
  const [alone] = (await use().core.desk.staff()).filter(({ slackUserId }) => slackUserId === 'U0NOOR');
  await use().core.desk.acting({ via: 'slack', userId: 'U0NOOR', name: 'Noor', email: 'noor@example.nl' });
  expect(await use().core.desk.readmitStaff(alone?.id ?? '', CLI)).toMatchObject({
    refusal: { code: 'staff.unknown' },
  });
});
