import { after } from '../kernel/clock.ts';
import { asId, type LetterId, newToken, type RequestId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { termEnd } from '../kernel/retention-terms.ts';
import { caseClass } from '../request/case-retention.ts';
import { answerAddress } from './answer-elsewhere.ts';
import type { CoreSettings } from './core-settings.ts';
import type { RenewalRefusal } from './delivery-api.ts';
import { copyIsGone } from './holds-copy.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow, UsedLink } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * Mails one more link to the answer, to the same address and nowhere else, whoever asks; the code is asked there as
 * always. Of one answer all links end together, by the first opening (R35): a new one makes the term no longer.
 */
export async function renewLink(
  tx: Tx,
  settings: Pick<CoreSettings, 'secrets'>,
  request: RequestRow,
  by: string,
  now: Date,
  reminder?: true,
): Promise<Result<null, RenewalRefusal>> {
  const letterId = pageLetter(request);
  const to = answerAddress(request) ?? request.email;
  if (letterId === null || to === null) return refuse('answer.link_none');
  const links = await linksTo(tx, request.id, letterId);
  if (links.length === 0 || (await wentWrong(tx, request.id))) return refuse('answer.link_none');
  if (await copyIsGone(tx, request.id, await tx.requests.searchHeads(request.id)))
    return refuse('answer.link_none');
  const opened = firstOpening(links);
  const expiresAt = opened === null ? null : termEnd('package', opened);
  if (expiresAt !== null && expiresAt <= now) return refuse('answer.link_none');
  const { most, withinMs } = LIMITS.linksPerRequest;
  const recent = links.filter(({ createdAt }) => createdAt > after(now, -withinMs));
  const many = recent.length >= most || links.length >= LIMITS.linksPerAnswer.most;
  if (reminder !== true && many) return refuse('answer.link_limit');
  const noted = await runCommand(tx, request, { type: 'mail_link', by }, now);
  if (!noted.ok) return refuse('answer.link_none');
  const token = newToken();
  await tx.answers.addLink({
    tokenHash: settings.secrets.hash('token', token),
    requestId: request.id,
    letterId,
    createdAt: now,
    expiresAt,
    revokedAt: null,
  });
  const { language } = request.state;
  const reminded = reminder === undefined ? {} : { reminder };
  const content = { kind: 'answer_link', to, language, number: request.number, token, ...reminded } as const;
  await queueMail(tx, content, now, { requestId: request.id });
  return ok(null);
}

/** Staff said that it went to somebody else: its links stay stopped (R37). A restore stops links as well. */
async function wentWrong(tx: Tx, id: RequestId): Promise<boolean> {
  return (await tx.requests.events(id)).some(({ event }) => event.type === 'went_wrong');
}

/** When any of the links to one answer was first opened. */
export function firstOpening(links: readonly UsedLink[]): Date | null {
  const opened = links.flatMap(({ openedAt }) => (openedAt === null ? [] : [openedAt.getTime()]));
  return opened.length === 0 ? null : new Date(Math.min(...opened));
}

/** All links that ever led to this letter. */
export async function linksTo(tx: Tx, id: RequestId, letterId: LetterId): Promise<readonly UsedLink[]> {
  return (await tx.answers.links(id)).filter((link) => link.letterId === letterId);
}

/**
 * The letter that a page shows of this request; null while it is open, when its answer went another way, and of what was
 * erased: every mail about that would make its case last longer (F21).
 */
export function pageLetter({ state }: Pick<RequestRow, 'state'>): LetterId | null {
  if ((state.status !== 'answered' && state.status !== 'refused') || state.letter === null) return null;
  if (caseClass(state, false) === 'erasure_case') return null;
  return (state.letter.plan?.route ?? 'page') === 'page' ? asId<LetterId>(state.letter.id) : null;
}
