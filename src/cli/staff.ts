import type { StaffMember } from '../core/application/core-api.ts';
import { printableSignInLink } from '../core/application/sign-in.ts';
import { text } from '../core/text/texts.ts';
import type { OpenCore } from '../open-core.ts';
import type { CommandContext } from './command.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

/**
 * Invites an address to the desk, also of somebody who left; the first one is the owner. The link works once, within an
 * hour. A name given for somebody who is known already becomes theirs. A Slack user who was removed is let in again.
 */
export async function staffAdd(context: CommandContext): Promise<number> {
  const [who, ...names] = context.args;
  const name = names.join(' ').trim();
  if (who === undefined) {
    context.explain('Who? staff add name@example.nl [NAME]');
    return 2;
  }
  return withCore(context, async ({ core, settings }, config) => {
    const former = (await core.desk.formerStaff()).find((member) => member.slackUserId === who);
    if (former !== undefined) {
      await core.desk.readmitStaff(former.id, CLI_ACTOR);
      context.write(`${shown(former)} may decide in Slack again, if SLACK_APPROVERS names them.`);
      return 0;
    }
    const added = await (name === ''
      ? core.desk.addStaff(who, CLI_ACTOR)
      : core.desk.addStaff(who, CLI_ACTOR, name));
    if (!added.ok) {
      context.explain('That is not an e-mail address.');
      return 2;
    }
    if (name !== '' && name !== added.value.name) {
      const renamed = await core.desk.renameStaff(added.value.id, name, CLI_ACTOR);
      if (!renamed.ok) {
        context.explain('That is not a name: at most 80 characters on one line.');
        return 2;
      }
    }
    const token = await printableSignInLink(settings, added.value.email);
    context.write(
      `${added.value.email} may work at the desk${added.value.owner ? ', as owner' : ''}. Sign in once:`,
    );
    context.write(`${config.publicUrl}/balie/aanmelden/${token}`);
    return 0;
  });
}

/** Everybody named here leaves at once, or nobody. Says who still decides in Slack: it may be the same person. */
export async function staffRemove(context: CommandContext): Promise<number> {
  if (context.args.length === 0) {
    context.explain('Who? staff remove name@example.nl [U0123456789]');
    return 2;
  }
  return withCore(context, async ({ core }) => {
    const found = await findStaff(core, context);
    if (found === undefined) return 1;
    const removed = await core.desk.removeStaff(
      found.map(({ id }) => id),
      CLI_ACTOR,
    );
    if (!removed.ok) {
      context.explain(text('en', `refusals:${removed.refusal.code}`));
      return 1;
    }
    for (const member of found) context.write(`${shown(member)} no longer works at the desk.`);
    const inSlack = (await core.desk.staff()).filter((member) => member.slackUserId !== null);
    if (found.some(({ email }) => email !== '') && inSlack.length > 0) {
      context.write('These still decide in Slack. Is one of them the same person? Remove that one too:');
      for (const { slackUserId, name } of inSlack) context.write(`staff remove ${slackUserId}   ${name}`);
    }
    return 0;
  });
}

/** One owner more; the owner gets the alarms, and lets people in and out. */
export async function staffOwner(context: CommandContext): Promise<number> {
  if (context.args.length !== 1) {
    context.explain('Who? staff owner name@example.nl');
    return 2;
  }
  return withCore(context, async ({ core }) => {
    const [member] = (await findStaff(core, context)) ?? [];
    if (member === undefined) return 1;
    const made = await core.desk.makeOwner(member.id, CLI_ACTOR);
    if (made.ok) context.write(`${shown(made.value)} is an owner of the desk.`);
    else context.explain(text('en', `refusals:${made.refusal.code}`));
    return made.ok ? 0 : 1;
  });
}

/** Who works here, and who did. */
export async function staffList(context: CommandContext): Promise<number> {
  return withCore(context, async ({ core }) => {
    const [staff, former] = await Promise.all([core.desk.staff(), core.desk.formerStaff()]);
    if (context.json) for (const member of [...staff, ...former]) context.write(JSON.stringify(member));
    else {
      for (const member of staff) context.write(`${shown(member)}${member.owner ? ', owner' : ''}`);
      for (const member of former)
        context.write(`${shown(member)}, removed ${member.removedDay} by ${member.removedBy}`);
    }
    return 0;
  });
}

/** Undefined, and said, when somebody named does not work here. */
async function findStaff(
  core: OpenCore['core'],
  { args, explain }: CommandContext,
): Promise<readonly StaffMember[] | undefined> {
  const staff = await core.desk.staff();
  const found = new Set<StaffMember>();
  for (const who of args) {
    const member = staff.find((one) => one.email === who.toLowerCase() || one.slackUserId === who);
    if (member === undefined) {
      explain(`${who} does not work here. staff list shows who does.`);
      return undefined;
    }
    found.add(member);
  }
  return [...found];
}

function shown({ email, slackUserId, name }: StaffMember): string {
  return `${name} (${email === '' ? `Slack ${slackUserId}` : email})`;
}
