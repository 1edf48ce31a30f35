import { expect, test } from 'vitest';
import { staffFromConfig } from '../../src/core/application/staff-from-config.ts';
import { text } from '../../src/core/text/texts.ts';
import { deskSession, invite } from '../support/desk-session.ts';
import { useCli } from '../support/use-cli.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();
const CLI = { via: 'cli', name: 'test' } as const;
const cli = useCli(use);

function linkIn(words: string): string {
  return /aanmelden\/(\S+)/.exec(words)?.[1] ?? '';
}

test('somebody is invited with a link that works, and listed', async () => {
  const { core } = use();
  await invite(use(), 'noor@example.nl', 'Noor Visser');
  const added = await cli('staff add', ['Sam@example.nl', 'Sam', 'de', 'Wit']);
  expect(added.code).toBe(0);
  expect(await core.signIn.usable(linkIn(added.out))).toBe(true);
  expect((await cli('staff list')).out.split('\n')).toEqual([
    'Noor Visser (noor@example.nl), owner',
    'Sam de Wit (sam@example.nl)',
  ]);
});

test('who is removed has no link any more and is listed as gone, until invited again', async () => {
  const { core } = use();
  const sam = await invite(use(), 'sam@example.nl', 'Sam de Wit');
  const session = await deskSession(use(), sam);
  expect(await cli('staff remove', ['sam@EXAMPLE.nl'])).toEqual({
    code: 0,
    out: 'Sam de Wit (sam@example.nl) no longer works at the desk.',
    explained: '',
  });
  expect(await core.signIn.who(session)).toBeUndefined();
  expect((await cli('staff list')).out).toMatch(
    /^Sam de Wit \(sam@example\.nl\), removed \d{4}-\d\d-\d\d by cli$/m,
  );
  const again = await cli('staff add', ['sam@example.nl']);
  expect(await core.signIn.usable(linkIn(again.out))).toBe(true);
  expect(await core.desk.formerStaff()).toEqual([]);
});

test('the last owner stays until another is named; then nothing of the first is left', async () => {
  const { core } = use();
  const noor = await invite(use(), 'noor@example.nl', 'Noor Visser');
  await invite(use(), 'sam@example.nl', 'Sam de Wit');
  const session = await deskSession(use(), noor);
  const refused = await cli('staff remove', ['noor@example.nl']);
  expect(refused).toEqual({ code: 1, out: '', explained: text('en', 'refusals:staff.last_owner') });
  expect(await core.signIn.who(session)).toBeDefined();
  expect((await cli('staff owner', ['sam@example.nl'])).out).toContain('an owner of the desk');
  expect((await cli('staff remove', ['noor@example.nl'])).code).toBe(0);
  expect(await core.signIn.who(session)).toBeUndefined();
});

test('who decides in Slack is named after a removal, and removed by user', async () => {
  await staffFromConfig(use().settings, { emails: [], slackUserIds: ['U0ANNA', 'U0BRAM'] });
  await invite(use(), 'anna@example.nl', 'Anna');
  const removed = await cli('staff remove', ['anna@example.nl']);
  expect(removed.out).toMatch(/still decide in Slack[\s\S]*staff remove U0ANNA[\s\S]*staff remove U0BRAM/);
  expect((await cli('staff remove', ['U0ANNA', 'U0BRAM'])).code).toBe(0);
  expect((await cli('staff list')).out).toMatch(/U0ANNA \(Slack U0ANNA\), removed/);
});

test('who was removed from Slack is let in again, but is no owner without an address', async () => {
  const { core, settings } = use();
  await staffFromConfig(settings, { emails: [], slackUserIds: ['U0CARLA'] });
  const carla = (await core.desk.staff()).find(({ slackUserId }) => slackUserId === 'U0CARLA');
  await core.desk.removeStaff([carla?.id ?? ''], CLI);
  expect((await cli('staff add', ['U0CARLA'])).out).toContain('may decide in Slack again');
  expect((await core.desk.staff()).map(({ id }) => id)).toContain(carla?.id);
  expect(await cli('staff owner', ['U0CARLA'])).toMatchObject({
    code: 1,
    explained: text('en', 'refusals:staff.no_address'),
  });
});

test('nobody, or somebody who is not here, is told so and removes nobody', async () => {
  const before = await cli('staff list');
  expect((await cli('staff remove')).code).toBe(2);
  expect((await cli('staff owner')).code).toBe(2);
  expect((await cli('staff add')).code).toBe(2);
  expect((await cli('staff add', ['nobody'])).code).toBe(2);
  expect(await cli('staff remove', ['sam@example.nl', 'nobody@example.nl'])).toMatchObject({
    code: 1,
    explained: 'nobody@example.nl does not work here. staff list shows who does.',
  });
  expect(await cli('staff list')).toEqual(before);
});
