import { printableSignInLink } from '../core/application/sign-in.ts';
import type { CommandContext } from './command.ts';
import { CLI_ACTOR, withCore } from './with-core.ts';

/**
 * Invites an address to the desk; the first one is the owner. The link works once, within an hour. A name given for
 * somebody who is known already becomes theirs.
 */
export async function staffAdd(context: CommandContext): Promise<number> {
  const [email, ...names] = context.args;
  const name = names.join(' ').trim();
  if (email === undefined) {
    context.explain('Who? staff add name@example.nl [NAME]');
    return 2;
  }
  return withCore(context, async ({ core, settings }, config) => {
    const added = await (name === ''
      ? core.desk.addStaff(email, CLI_ACTOR)
      : core.desk.addStaff(email, CLI_ACTOR, name));
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
