import { guessesUp, mayMailCode, POST_CODE_VALID_MS } from '../identity/code-limits.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after } from '../kernel/clock.ts';
import { type ChallengeId, newCode, newId, newToken } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal, PostedCode } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/**
 * A code for a letter to the postal address on file (R9): staff print it now, for only its hash is kept. Typed in the
 * conversation it gives level 3, with the limits of every other code (R7) and three weeks to arrive.
 */
export async function postCode(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  typed: string,
): Promise<Result<PostedCode, OutcomeRefusal | 'proof.postal_missing' | 'code.limit_reached'>> {
  const { secrets } = settings;
  const { id: requestId, conversationId, number, state } = request;
  const address = typed.trim();
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  if (address === '') return refuse('proof.postal_missing');
  const purpose = 'prove_post';
  const limitHash = secrets.hash('address', address.toLowerCase().replace(/\s+/g, ' '));
  const keys = { requestId, purpose, conversationId, ipHash: null } as const;
  const up = guessesUp(await tx.challenges.countWrong({ ...keys, limitHashes: [limitHash] }, now));
  const mailed = await tx.challenges.countMailed({ ...keys, limitHash }, now);
  if (up !== undefined || !mayMailCode(purpose, mailed, false).ok) return refuse('code.limit_reached');
  const id = newId<ChallengeId>();
  const posted = await runCommand(tx, request, { type: 'post_code', by, challengeId: id }, now);
  if (!posted.ok) return narrowRefusal(posted);
  const code = newCode();
  await tx.challenges.add({
    id,
    requestId,
    conversationId,
    purpose,
    address,
    addressHash: limitHash,
    limitHash,
    codeHash: secrets.hash('code', `${id} ${code}`),
    ipHash: null,
    reportTokenHash: secrets.hash('token', newToken()),
    createdAt: now,
  });
  await tx.challenges.markMailed(id, now);
  return ok({
    code,
    name: request.name ?? '',
    address,
    number,
    language: state.language,
    validUntil: amsterdamDay(after(now, POST_CODE_VALID_MS)),
    shop: await profileIn(tx),
  });
}
