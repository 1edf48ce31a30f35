import type { ConversationInput } from '../conversation/conversation-input.ts';
import { type CodeCheck, proveMailbox } from '../identity/check-code.ts';
import type { IdentityProof } from '../identity/identity-proof.ts';
import { proveByEvidence } from '../identity/prove-by-evidence.ts';
import { endStopOnProof } from './end-stop.ts';
import { guessCode } from './guess-code.ts';
import { oweFacts } from './owe-facts.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { startSearch } from './start-search.ts';
import { replaceRequest, type Turn } from './turn.ts';
import { walkSources } from './walk-sources.ts';

/** A code typed in the conversation. When it is right the mailbox is proven and the search begins. */
export async function checkTypedCode(turn: Turn, number: string, code: string): Promise<ConversationInput> {
  const { tx, settings, now, conversation, ipHash } = turn;
  const known = turn.requests.find((row) => row.number === number);
  const request = known === undefined ? undefined : await tx.requests.lock(known.id);
  if (request === undefined) return { type: 'code_checked', outcome: 'none', number };
  if (request.state.level > 0) return checkPostedCode(turn, request, code);
  const { check, challenge, left } = await guessCode(tx, settings, now, {
    request,
    purpose: 'prove_mailbox',
    conversationId: conversation.id,
    ipHash,
    code,
  });
  const proof = proveMailbox(check, request.id, conversation.id, now);
  if (proof === undefined || challenge === undefined) return notProven(check, number, left);
  const done = await proveHere(turn, request, proof, challenge.address);
  if (done) {
    await tx.challenges.markUsed(challenge.id, now);
    turn.codeUsed = true;
  }
  return { type: 'code_checked', outcome: done ? 'right' : 'none', number };
}

function notProven({ outcome }: CodeCheck, number: string, left: number): CodeChecked {
  const told = outcome === 'right' ? 'none' : outcome;
  return { type: 'code_checked', outcome: told, number, ...(told === 'wrong' ? { left } : {}) };
}

type CodeChecked = Extract<ConversationInput, { readonly type: 'code_checked' }>;

/** The mailbox is proven in this conversation, and the search begins. False when the request cannot be proven now. */
export async function proveHere(
  turn: Turn,
  request: RequestRow,
  proof: IdentityProof,
  email: string,
): Promise<boolean> {
  const { tx, settings, now } = turn;
  const proven = await runCommand(tx, request, { type: 'prove', by: 'customer', proof }, now, {
    name: turn.dialogue.name ?? '',
    email,
    emailHash: proof.addressHash,
  });
  if (!proven.ok) return false;
  const how = { by: 'customer', method: proof.method };
  const resumed = await endStopOnProof(tx, proven.value, how, now);
  const searching = await startSearch(tx, settings, resumed, now);
  replaceRequest(turn, await oweFacts(tx, settings, searching, now));
  return true;
}

/** The code of a letter to the address on file (R9). Bound to request and conversation, as every code (R7). */
async function checkPostedCode(turn: Turn, request: RequestRow, code: string): Promise<ConversationInput> {
  const { tx, settings, now, conversation, ipHash } = turn;
  const { id: requestId, number, emailHash, state } = request;
  if (state.posted !== true || emailHash === null) return { type: 'code_checked', outcome: 'none', number };
  const conversationId = conversation.id;
  const guess = { request, purpose: 'prove_post', conversationId, ipHash, code } as const;
  const { check, challenge, left } = await guessCode(tx, settings, now, guess);
  if (check.outcome !== 'right' || challenge === undefined || challenge.conversationId !== conversationId)
    return { ...notProven(check, number, left), posted: true };
  const proof = proveByEvidence('post_code', { requestId, conversationId, addressHash: emailHash }, now);
  const proven = await runCommand(tx, request, { type: 'prove', by: 'customer', proof }, now);
  if (!proven.ok) return { type: 'code_checked', outcome: 'none', number };
  await tx.challenges.markUsed(challenge.id, now);
  turn.codeUsed = true;
  const how = { by: 'customer', method: proof.method };
  const resumed = await endStopOnProof(tx, proven.value, how, now);
  replaceRequest(turn, await walkSources(tx, settings, resumed, now));
  return { type: 'code_checked', outcome: 'right', number, posted: true };
}
