import type { ConversationInput } from '../conversation/conversation-input.ts';
import { checkCode, proveMailbox } from '../identity/check-code.ts';
import { sameHash } from '../kernel/digest.ts';
import { runCommand } from './run-command.ts';
import { startSearch } from './start-search.ts';
import { replaceRequest, type Turn } from './turn.ts';

/** A code typed in the conversation. When it is right the mailbox is proven and the search begins. */
export async function checkTypedCode(turn: Turn, number: string, code: string): Promise<ConversationInput> {
  const { tx, settings, now, conversation } = turn;
  const known = turn.requests.find((row) => row.number === number);
  const request = known === undefined ? undefined : await tx.requests.lock(known.id);
  if (request === undefined || request.state.level > 0)
    return { type: 'code_checked', outcome: 'none', number };
  const challenges = await tx.challenges.ofRequest(request.id, 'prove_mailbox');
  const check = checkCode(
    challenges,
    (challenge) => sameHash(challenge.codeHash, settings.secrets.hash('code', `${challenge.id} ${code}`)),
    now,
  );
  if (check.outcome === 'wrong' && challenges[0] !== undefined)
    await tx.challenges.countWrong(challenges[0].id);
  const proof = proveMailbox(check, request.id, conversation.id, now);
  const challenge = challenges.find((row) => check.outcome === 'right' && row.id === check.challenge.id);
  if (proof === undefined || challenge === undefined)
    return { type: 'code_checked', outcome: check.outcome === 'right' ? 'none' : check.outcome, number };
  const proven = await runCommand(tx, request, { type: 'prove', by: 'customer', proof }, now, {
    name: turn.dialogue.name ?? '',
    email: challenge.address,
    emailHash: challenge.addressHash,
  });
  if (!proven.ok) return { type: 'code_checked', outcome: 'none', number };
  await tx.challenges.markUsed(challenge.id, now);
  replaceRequest(turn, await startSearch(tx, settings, proven.value, now));
  return { type: 'code_checked', outcome: 'right', number };
}
