import type { ConversationInput } from '../conversation/conversation-input.ts';
import { isReported } from '../identity/check-code.ts';
import { guessesUp, type MailedPurpose, mayMailCode } from '../identity/code-limits.ts';
import { countedAddress } from '../identity/counted-address.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { proveByEvidence } from '../identity/prove-by-evidence.ts';
import { type ChallengeId, type ConversationId, newCode, newId, newToken } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isForPrincipal } from '../request/authority.ts';
import { addTask } from './add-task.ts';
import { proveHere } from './check-typed-code.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { isHeldWith } from './take-mail.ts';
import { replaceRequest, type Turn } from './turn.ts';

/** Mails a code to whatever address was typed; known or not, the answer is the same (R6). */
export async function mailCode(
  turn: Turn,
  asked: { readonly number: string; readonly email: string },
): Promise<ConversationInput | undefined> {
  const request = turn.requests.find((row) => row.number === asked.number);
  if (request === undefined || request.state.level > 0) return { type: 'chose_unknown' };
  const address = normaliseEmail(asked.email);
  if (address === undefined) {
    const { email: _email, ...rest } = turn.dialogue;
    turn.dialogue = { ...rest, step: { name: 'asking_identity', number: asked.number } };
    turn.outgoing.push({ message: { kind: 'email_invalid' }, requestId: request.id });
    return undefined;
  }
  const to = maskEmail(address);
  if (turn.provenSender === address && (await proveByMail(turn, request, address)))
    return { type: 'code_checked', outcome: 'right', number: request.number };
  const mailed = await issueCode(turn.tx, turn.settings, turn.now, {
    request,
    address,
    purpose: 'prove_mailbox',
    conversationId: turn.conversation.id,
    language: turn.conversation.language,
    ipHash: turn.ipHash,
    ...(isHeldWith(turn.conversation, address) ? { byAnswer: true as const } : {}),
  });
  if (!mailed.ok) return { type: 'code_asked', outcome: OUTCOMES[mailed.refusal.code], to };
  const locked = await turn.tx.requests.lock(request.id);
  if (locked !== undefined) {
    const noted = await runCommand(
      turn.tx,
      locked,
      { type: 'record_code_mailed', by: 'system', challengeId: mailed.value },
      turn.now,
    );
    if (noted.ok) replaceRequest(turn, noted.value);
  }
  return { type: 'code_asked', outcome: 'mailed', to };
}

/** R8: for access no code is asked at the beginning, for the answer goes to this address only and opens with a code. */
async function proveByMail(turn: Turn, request: RequestRow, address: string): Promise<boolean> {
  if (request.right !== 'access' || isForPrincipal(request.state)) return false;
  const locked = await turn.tx.requests.lock(request.id);
  if (locked === undefined) return false;
  const addressHash = turn.settings.secrets.hash('address', address);
  const of = { requestId: request.id, conversationId: turn.conversation.id, addressHash };
  return proveHere(turn, locked, proveByEvidence('authenticated_mail', of, turn.now), address);
}

const OUTCOMES = {
  'code.limit_reached': 'limit',
  'code.guesses_up': 'blocked',
  'code.paused': 'paused',
} as const;

/**
 * Makes a challenge and its mail within the limits of R7. Refuses with code.limit_reached until tomorrow, with
 * code.guesses_up until a person allows it, with code.paused for an hour: then the owner hears of it too.
 */
export async function issueCode(
  tx: Tx,
  settings: CoreSettings,
  now: Date,
  asked: {
    readonly request: RequestRow;
    readonly address: string;
    readonly purpose: MailedPurpose;
    readonly conversationId: ConversationId | null;
    readonly language: ReplyLanguage;
    readonly ipHash: string | null;
    readonly byAnswer?: true;
  },
): Promise<Result<ChallengeId, keyof typeof OUTCOMES>> {
  const { request, address, purpose, conversationId, language, ipHash } = asked;
  const addressHash = settings.secrets.hash('address', address);
  const limitHash = settings.secrets.hash('address', countedAddress(address));
  if (isReported(await tx.challenges.ofRequest(request.id, purpose), limitHash))
    return refuse('code.limit_reached');
  const keys = { requestId: request.id, purpose, conversationId, ipHash };
  // A code that could not be used is not mailed.
  const up = guessesUp(await tx.challenges.countWrong({ ...keys, limitHashes: [limitHash] }, now));
  if (up !== undefined) return refuse(up === 'blocked' ? 'code.guesses_up' : 'code.limit_reached');
  const mailed = await tx.challenges.countMailed({ ...keys, limitHash }, now);
  const allowed = mayMailCode(purpose, mailed, ipHash !== null);
  if (!allowed.ok) {
    if (allowed.refusal.code === 'code.paused')
      await addTask(tx, { kind: 'codes_paused', about: 'shop' }, now);
    return allowed;
  }
  const id = newId<ChallengeId>();
  const code = newCode();
  const reportToken = newToken();
  await tx.challenges.add({
    id,
    requestId: request.id,
    conversationId,
    purpose,
    address,
    addressHash,
    limitHash,
    codeHash: settings.secrets.hash('code', `${id} ${code}`),
    ipHash,
    reportTokenHash: settings.secrets.hash('token', reportToken),
    createdAt: now,
  });
  await queueMail(
    tx,
    {
      kind: 'code',
      to: address,
      language,
      code,
      right: request.right,
      channel: request.state.channel,
      purpose,
      reportToken,
      ...(isForPrincipal(request.state) ? { principal: true as const } : {}),
      ...(asked.byAnswer === undefined ? {} : { byAnswer: asked.byAnswer }),
    },
    now,
    { requestId: request.id, challengeId: id },
  );
  return ok(id);
}
