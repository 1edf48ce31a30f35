import { normaliseEmail } from '../identity/email-address.ts';
import { after, HOUR, MINUTE } from '../kernel/clock.ts';
import { newToken } from '../kernel/ids.ts';
import { ok, refuse } from '../kernel/result.ts';
import type { SignIn, StaffMember } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { StaffRow } from './rows.ts';

const LINK_MS = 15 * MINUTE;
/** The link that the first start prints may be used a little later than one that was asked for. */
const FIRST_LINK_MS = HOUR;
const SESSION_MS = 12 * HOUR;
/** Anybody may type an invited address: its mailbox is not flooded. */
const LINKS_AN_HOUR = 10;

/** Signing in at the desk: a single-use link to an invited address, then a session of 12 hours. */
export function makeSignIn(settings: CoreSettings): SignIn {
  const { store, secrets, clock } = settings;
  return {
    request: (typed) =>
      store.transaction(async (tx) => {
        const email = normaliseEmail(typed);
        const known = email === undefined ? undefined : await tx.staff.byEmail(email);
        const member = known === undefined ? undefined : await tx.staff.acting(known.id);
        if (member === undefined || member.email === null) return;
        if ((await tx.staff.countLinks(member.id, after(clock.now(), -HOUR))) >= LINKS_AN_HOUR) return;
        const token = await addSignInLink(tx, settings, member, LINK_MS);
        await queueMail(tx, { kind: 'sign_in', to: member.email, token }, clock.now());
      }),

    usable: (token) =>
      store.transaction((tx) => tx.staff.linkUsable(secrets.hash('token', token), clock.now())),

    redeem: (token) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const used = await tx.staff.useLink(secrets.hash('token', token), now);
        // Held, so that a removal at this moment ends this session too.
        const member = used === undefined ? undefined : await tx.staff.acting(used.id);
        if (member === undefined) return refuse('sign_in.link_used_or_expired');
        const session = newToken();
        await tx.staff.addSession({
          tokenHash: secrets.hash('session', session),
          staffId: member.id,
          createdAt: now,
          expiresAt: after(now, SESSION_MS),
        });
        return ok({ session, staff: staffView(member) });
      }),

    who: (session) =>
      store.transaction(async (tx) => {
        const member = await tx.staff.ofSession(secrets.hash('session', session), clock.now());
        return member === undefined ? undefined : staffView(member);
      }),

    signOut: (session) => store.transaction((tx) => tx.staff.endSession(secrets.hash('session', session))),
  };
}

/** A member of staff without what only the store needs. */
export function staffView(member: StaffRow): StaffMember {
  const { id, email, slackUserId, name, owner } = member;
  return { id, email: email ?? '', slackUserId, name, owner };
}

/** A link for the terminal: printed at start and by `cli staff add`. */
export async function printableSignInLink(
  settings: CoreSettings,
  email: string,
): Promise<string | undefined> {
  return settings.store.transaction(async (tx) => {
    const member = await tx.staff.byEmail(email);
    return member === undefined ? undefined : addSignInLink(tx, settings, member, FIRST_LINK_MS);
  });
}

async function addSignInLink(
  tx: Tx,
  settings: CoreSettings,
  member: StaffRow,
  validMs: number,
): Promise<string> {
  const token = newToken();
  const now = settings.clock.now();
  await tx.staff.addLink({
    tokenHash: settings.secrets.hash('token', token),
    staffId: member.id,
    createdAt: now,
    expiresAt: after(now, validMs),
  });
  return token;
}
