import type { LetterModel } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { type LetterId, newId } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import type { NoticeFacts } from '../request/notice.ts';
import { answerAddress } from './answer-elsewhere.ts';
import { checkStaffText, recordValues, type StaffTextRefusal } from './ask-customer.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { clockOf } from './deadlines-of.ts';
import type { Deciding } from './deciding.ts';
import { letterFrame } from './letter-model.ts';
import { narrowNotice } from './narrow-notice.ts';
import type { NoticeRoute, NoticesRefusal } from './notice-api.ts';
import { letterHash, NOTHING_TYPED } from './prepare-answer.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * Renders and stores a notice beside the decision; nothing leaves before it is approved. A doubt tells nothing about
 * whether there are data, whoever reads it, so its words are checked as those to a stranger are (R12, R15).
 */
export async function prepareNotice(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  notice: NoticeFacts,
): Promise<Result<null, NoticesRefusal>> {
  const words = typedWords(notice);
  const proven = noticeRoute(request, notice) === 'mail' && noticeAddress(request, notice) === request.email;
  const known = notice.kind !== 'identity_doubt' && proven;
  // To the proven mailbox an extension or a fee may name what it is about; a chat service reads along, and another
  // address was not proven.
  // AVG 34: what happened is told whole, to the known address or on paper; the record of it has a limit of its own.
  const fits: Result<null, StaffTextRefusal> =
    notice.kind === 'breach'
      ? ok(null)
      : await checkStaffText(tx, words, known ? [] : await recordValues(tx, [request]), known);
  if (!fits.ok) {
    const { code } = fits.refusal;
    if (code === 'staff_text.too_long' || code === 'staff_text.holds_record_content')
      return { ok: false, refusal: { code } };
    throw new Error(`unexpected refusal ${code}`);
  }
  const body = settings.renderLetter(await modelOf({ tx, request }, notice));
  const [id, hash] = [newId<LetterId>(), letterHash(body)];
  const { kind } = notice;
  const prepared = await runCommand(
    tx,
    request,
    {
      type: 'prepare_notice',
      by,
      version,
      kind,
      letterId: id,
      letterHash: hash,
      ...(notice.kind === 'identity_doubt' ? { asks: notice.asks } : {}),
      clock: clockOf(await tx.requests.events(request.id)),
    },
    now,
  );
  if (!prepared.ok) return narrowNotice(prepared);
  const input = { ...NOTHING_TYPED, notice };
  const letter = { id, requestId: request.id, kind, hash, body, input, reason: '', postedTo: '' };
  await tx.answers.addLetter({ ...letter, createdAt: now });
  return ok(null);
}

function typedWords(notice: NoticeFacts): string {
  switch (notice.kind) {
    case 'identity_doubt':
      return notice.reason;
    case 'extension':
      return notice.facts;
    case 'fee':
      return [notice.basis, notice.facts, notice.intent ?? ''].join('\n');
    case 'breach':
      return [notice.what, notice.data, notice.consequences, notice.measures].join('\n');
    default:
      return assertNever(notice);
  }
}

/**
 * By the way that is known to be the customer's. A mail goes where the answer goes: who lost the proven mailbox would not
 * hear by when there is one (AVG 12(3)).
 */
export function noticeRoute({ state, email }: RequestRow, facts?: NoticeFacts): NoticeRoute {
  if (facts?.kind === 'breach') return facts.way === 'mail' ? 'mail' : 'hand';
  if (state.level > 0 && email !== null) return 'mail';
  return isInPerson(state.channel) ? 'hand' : 'conversation';
}

/** Of a breach the proven address: the one of the answer may be what went wrong. */
export function noticeAddress(request: RequestRow, facts?: NoticeFacts): string {
  return (facts?.kind === 'breach' ? request.email : answerAddress(request)) ?? '';
}

async function modelOf(
  { tx, request }: Pick<Deciding, 'tx' | 'request'>,
  notice: NoticeFacts,
): Promise<LetterModel> {
  const base = letterFrame(request, await profileIn(tx), NOTHING_TYPED);
  return { ...base, ...notice };
}
