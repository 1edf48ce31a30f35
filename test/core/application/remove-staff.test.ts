import { beforeEach, expect, test } from 'vitest';
import { alarmOwner } from '../../../src/core/application/alarm-owner.ts';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { printableSignInLink } from '../../../src/core/application/sign-in.ts';
import { staffFromConfig } from '../../../src/core/application/staff-from-config.ts';
import type { Actor } from '../../../src/core/approval/staff-channel.ts';
import { createStaffDialogues } from '../../../src/desk/staff-dialogues.ts';
import { deskSession, invite, type Member } from '../../support/desk-session.ts';
import { approve } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { aTask, storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const CLI = { via: 'cli', name: 'test' } as const;
const NOT_ALLOWED = { refusal: { code: 'decision.not_allowed' } };

let owner: Member;
let sam: Member;
let anna: Extract<Actor, { via: 'slack' }>;

/** One owner, one deputy and somebody in Slack who was never removed. */
beforeEach(async ({ task }) => {
  const { core, settings } = use();
  owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
  await core.desk.makeOwner(owner.staffId, CLI);
  const others = (await core.desk.staff()).map(({ id }) => id).filter((id) => id !== owner.staffId);
  await core.desk.removeStaff(others, CLI);
  sam = await invite(use(), 'sam@example.nl', 'Sam de Wit');
  anna = { via: 'slack', userId: `U${task.id.toUpperCase().replace(/\W/g, '')}`, name: 'Anna de Vries' };
  await staffFromConfig(settings, { emails: [], slackUserIds: [anna.userId] });
});

const remove = (ids: readonly string[], by: Actor = owner) => use().core.desk.removeStaff(ids, by);

async function ready() {
  const { settings, core } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest().searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  return { id, detail: async () => core.desk.card(id) };
}

async function inSlack(): Promise<string> {
  const found = (await use().core.desk.staff()).find(({ slackUserId }) => slackUserId === anna.userId);
  if (found === undefined) throw new Error('Anna does not work here');
  return found.id;
}

test('who is removed is signed out at once, everywhere, and an unused link opens nothing', async () => {
  const { core, settings } = use();
  const sessions = [await deskSession(use(), sam), await deskSession(use(), sam)];
  const link = (await printableSignInLink(settings, sam.email)) ?? '';
  expect(await core.signIn.usable(link)).toBe(true);
  expect(await remove([sam.staffId])).toEqual({ ok: true, value: null });
  for (const session of sessions) expect(await core.signIn.who(session)).toBeUndefined();
  expect(await core.signIn.usable(link)).toBe(false);
  expect(await core.signIn.redeem(link)).toMatchObject({ refusal: { code: 'sign_in.link_used_or_expired' } });
});

test('no new link is mailed to who was removed', async () => {
  const { core, jobs } = use();
  await remove([sam.staffId]);
  const before = (await jobs('send-mail')).length;
  await core.signIn.request(sam.email);
  expect(await jobs('send-mail')).toHaveLength(before);
  await core.signIn.request(owner.email);
  expect(await jobs('send-mail')).toHaveLength(before + 1);
});

test('who was removed decides nothing at the desk, also with a preview that was opened before', async () => {
  const { core } = use();
  const { id, detail } = await ready();
  const seen = await core.decisions.preview(id, sam);
  if (!seen.ok) throw new Error(seen.refusal.code);
  await remove([sam.staffId]);
  const { version, letterHash } = seen.value;
  expect(await core.decisions.approve(id, version, letterHash, sam)).toMatchObject(NOT_ALLOWED);
  expect(await core.decisions.preview(id, sam)).toMatchObject(NOT_ALLOWED);
  expect(await core.decisions.refusalChoices(id, version, sam)).toMatchObject(NOT_ALLOWED);
  expect(await core.desk.request(id, sam)).toBeUndefined();
  expect((await detail())?.status).toBe('awaiting_approval');
});

test('every click and dialog in Slack is by somebody who works here; else it says why and nothing happens', async () => {
  const { core } = use();
  const { id, detail } = await ready();
  const dialogues = createStaffDialogues({ ...use(), language: 'nl', publicUrl: 'https://balie.example.nl' });
  const seen = await core.decisions.preview(id, anna);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { version, letterHash } = seen.value;
  await remove([await inSlack()]);
  const stranger = { ...anna, userId: 'U0NOBODY' };
  const facts = { ground: ['excessive'], facts: ['Elke dag.'] };
  const about = { requestId: id, version, seen: letterHash };
  for (const by of [anna, stranger]) {
    const replies = await Promise.all([
      dialogues.open('approve', about, by),
      dialogues.open('refuse', about, by),
      dialogues.open('assign', about, by),
      dialogues.submit('approve', about, {}, by),
      dialogues.submit('refuse', about, facts, by),
      dialogues.submit('note', about, { note: ['Belt terug.'] }, by),
      dialogues.act('stop', about, by),
      dialogues.command('', by),
    ]);
    for (const reply of replies)
      expect(reply).toMatchObject({
        type: 'notice',
        text: expect.stringContaining('niet meer, bij de medewerkers'),
      });
  }
  expect(await detail()).toMatchObject({ status: 'awaiting_approval', version });
});

test('whom Slack knows by an address that was removed decides nothing there either', async () => {
  const { core } = use();
  const { id } = await ready();
  const known = { ...anna, email: 'Sam@example.nl' };
  expect((await core.decisions.preview(id, known)).ok).toBe(true);
  await remove([sam.staffId]);
  expect(await core.decisions.preview(id, known)).toMatchObject(NOT_ALLOWED);
  // Once known as one person, also when Slack does not tell the address any more.
  expect(await core.decisions.preview(id, anna)).toMatchObject(NOT_ALLOWED);
});

test('what somebody decided keeps their name, and an answer that they approved still leaves', async () => {
  const { core } = use();
  const { id, detail } = await ready();
  await approve(core, id, sam);
  await remove([sam.staffId]);
  expect(await detail()).toMatchObject({ status: 'executing', approval: { by: 'Sam de Wit' } });
  expect((await detail())?.history.map(({ by }) => by)).toContain('Sam de Wit');
});

test('an alarm that waited for somebody who left goes to the present owner, a sign-in link to nobody', async () => {
  const { core, settings, clock } = use();
  await core.signIn.request(owner.email);
  await settings.store.transaction(async (tx) => {
    const task = aTask();
    await tx.tasks.add(task);
    const row = await tx.tasks.byId(task.id);
    if (row !== undefined) await alarmOwner(tx, row, clock.now());
  });
  await core.desk.makeOwner(sam.staffId, owner);
  expect(await remove([owner.staffId], sam)).toMatchObject({ ok: true });
  await workOff(use());
  const mails = await core.desk.caughtMail(20);
  expect(mails.filter(({ to }) => to === owner.email)).toEqual([]);
  expect(mails.filter(({ to }) => to === sam.email)).toHaveLength(1);
});

test('the last owner stays, also of two who remove each other at the same moment', async () => {
  const { core } = use();
  expect(await remove([owner.staffId])).toMatchObject({ refusal: { code: 'staff.last_owner' } });
  expect(await remove([owner.staffId], CLI)).toMatchObject({ refusal: { code: 'staff.last_owner' } });
  expect(await remove([owner.staffId, sam.staffId])).toMatchObject({ refusal: { code: 'staff.last_owner' } });
  await core.desk.makeOwner(sam.staffId, owner);
  const owners = async () => (await core.desk.staff()).filter((member) => member.owner);
  const both = await Promise.all([remove([owner.staffId], sam), remove([sam.staffId], owner)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await owners()).toHaveLength(1);
  for (const { email } of [owner, sam]) {
    const invited = await core.desk.addStaff(email, CLI);
    if (invited.ok) await core.desk.makeOwner(invited.value.id, CLI);
  }
  const commands = await Promise.all([remove([owner.staffId], CLI), remove([sam.staffId], CLI)]);
  expect(commands.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await owners()).toHaveLength(1);
});

test('only an owner invites, removes, lets back in and names an owner', async () => {
  const { core } = use();
  const only = { refusal: { code: 'staff.owner_only' } };
  expect(await remove([sam.staffId], sam)).toMatchObject(only);
  expect(await core.desk.addStaff('vriend@example.nl', sam)).toMatchObject(only);
  expect(await core.desk.makeOwner(sam.staffId, sam)).toMatchObject(only);
  expect(await core.desk.readmitStaff(sam.staffId, sam)).toMatchObject(only);
  expect(await core.desk.makeOwner(await inSlack(), owner)).toMatchObject({
    refusal: { code: 'staff.no_address' },
  });
});

test('all of those named leave or none', async () => {
  const { core } = use();
  const unknown = { refusal: { code: 'staff.unknown' } };
  expect(await remove([sam.staffId, crypto.randomUUID()])).toMatchObject(unknown);
  expect(await remove([])).toMatchObject(unknown);
  expect((await core.desk.staff()).map(({ id }) => id)).toContain(sam.staffId);
  expect(await remove([sam.staffId, await inSlack()])).toMatchObject({ ok: true });
  expect(await remove([sam.staffId])).toMatchObject(unknown);
  const former = await core.desk.formerStaff();
  for (const left of [{ email: sam.email }, { email: '', slackUserId: anna.userId }])
    expect(former).toContainEqual(expect.objectContaining({ ...left, removedBy: 'Noor Visser' }));
});

test('who is invited again works here again, but is no owner and has no old session', async () => {
  const { core } = use();
  const session = await deskSession(use(), sam);
  await core.desk.makeOwner(sam.staffId, owner);
  await remove([sam.staffId]);
  expect(await core.desk.addStaff('Sam@example.nl', owner)).toMatchObject({ value: { id: sam.staffId } });
  expect(await core.signIn.who(session)).toBeUndefined();
  expect(await core.signIn.who(await deskSession(use(), sam))).toMatchObject({ owner: false });
  expect((await core.desk.formerStaff()).map(({ id }) => id)).not.toContain(sam.staffId);
});
