import type { ConversationInput } from '../conversation/conversation-input.ts';
import { codesBlocked } from '../identity/check-code.ts';
import { LIMIT_WINDOW_MS, mayMailCode } from '../identity/code-limits.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { after } from '../kernel/clock.ts';
import { type ChallengeId, type ConversationId, newCode, newId, newToken } from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { maskEmail } from '../kernel/redacted.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
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
  const mailed = await issueCode(turn.tx, turn.settings, turn.now, {
    request,
    address,
    purpose: 'prove_mailbox',
    conversationId: turn.conversation.id,
    language: turn.conversation.language,
    ipHash: turn.ipHash,
  });
  if (!mailed.ok) return { type: 'code_asked', outcome: 'limit', to };
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

/** Makes a challenge and its mail within the limits of R7; refuses with code.limit_reached. */
export async function issueCode(
  tx: Tx,
  settings: CoreSettings,
  now: Date,
  asked: {
    readonly request: RequestRow;
    readonly address: string;
    readonly purpose: 'prove_mailbox' | 'open_answer';
    readonly conversationId: ConversationId | null;
    readonly language: ReplyLanguage;
    readonly ipHash: string | null;
  },
): Promise<Result<ChallengeId, 'code.limit_reached'>> {
  const { request, address, purpose, conversationId, language, ipHash } = asked;
  const addressHash = settings.secrets.hash('address', address);
  if (codesBlocked(await tx.challenges.ofRequest(request.id, purpose), addressHash, now))
    return refuse('code.limit_reached');
  const counts = await tx.challenges.countMailed(
    { requestId: request.id, addressHash, conversationId, ipHash },
    after(now, -LIMIT_WINDOW_MS),
  );
  // Who asks here holds the request's link: strangers who used up the address's codes elsewhere lock nobody out.
  const allowed = mayMailCode(
    purpose === 'open_answer' ? { ...counts, address: 0, conversation: 0 } : counts,
  );
  if (!allowed.ok) return allowed;
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
    },
    now,
    { requestId: request.id, challengeId: id },
  );
  return ok(id);
}
