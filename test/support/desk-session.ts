import { printableSignInLink } from '../../src/core/application/sign-in.ts';
import type { DeskActor } from './desk-staff.ts';
import type { CoreUnderTest } from './use-core.ts';

export interface Member extends DeskActor {
  readonly email: string;
}

/** Invites somebody to the desk; the first one is the owner. */
export async function invite({ core }: CoreUnderTest, email: string, name: string): Promise<Member> {
  const added = await core.desk.addStaff(email, { via: 'cli', name: 'test' }, name);
  if (!added.ok) throw new Error(added.refusal.code);
  return { via: 'desk', staffId: added.value.id, name: added.value.name, email };
}

/** A session as a sign-in link opens it. */
export async function deskSession({ core, settings }: CoreUnderTest, { email }: Member): Promise<string> {
  const link = await printableSignInLink(settings, email);
  const redeemed = await core.signIn.redeem(link ?? '');
  if (!redeemed.ok) throw new Error(redeemed.refusal.code);
  return redeemed.value.session;
}
