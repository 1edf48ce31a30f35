import { withoutFacts } from '../conversation/without-facts.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { proveByEvidence } from '../identity/prove-by-evidence.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Deciding } from './deciding.ts';
import { endStopOnProof, tellResumed } from './end-stop.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal, ProofRefusal, TypedProof } from './outcome-api.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { startSearch } from './start-search.ts';
import { walkSources } from './walk-sources.ts';

/**
 * What staff saw or heard raises the level (R9). Where no address was proven yet, staff type the one on file: the
 * search begins with it, and the answer goes there. A masked document is the last resort and needs a written reason.
 */
export async function recordProof(
  settings: CoreSettings,
  { tx, request, by, now }: Deciding,
  version: number,
  typed: TypedProof,
): Promise<Result<null, OutcomeRefusal | ProofRefusal>> {
  const { state, id: requestId, conversationId } = request;
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  const first = state.level === 0;
  const email = first ? normaliseEmail(typed.email) : (request.email ?? undefined);
  if (email === undefined) return refuse('proof.address_invalid');
  const reason = (typed.reason ?? '').trim();
  if (typed.method === 'masked_id' && reason === '') return refuse('proof.reason_missing');
  const emailHash = settings.secrets.hash('address', email);
  const proof = proveByEvidence(typed.method, { requestId, conversationId, addressHash: emailHash }, now);
  const identity = first ? { name: typed.name.trim(), email, emailHash } : undefined;
  const proven = await runCommand(tx, request, { type: 'prove', by, proof }, now, identity);
  if (!proven.ok) return narrowRefusal(proven);
  const resumed = await endStopOnProof(tx, proven.value, { by, method: typed.method }, now);
  if (resumed !== proven.value) await tellResumed(tx, settings, resumed, now);
  if (typed.method === 'masked_id')
    await tx.requests.saveParticulars(requestId, { ...request.particulars, idReason: reason });
  if (first) await startSearch(tx, settings, resumed, now);
  else {
    await askNoMore(tx, resumed);
    await walkSources(tx, settings, resumed, now);
  }
  return ok(null);
}

/** The chat may still wait for two facts of an order: nobody is asked for what is proven. */
async function askNoMore(tx: Tx, { conversationId, number }: RequestRow): Promise<void> {
  const conversation = await tx.conversations.lockById(conversationId);
  if (conversation === undefined) return;
  const { dialogue } = conversation;
  const next = withoutFacts(dialogue, number);
  if (next !== dialogue) await tx.conversations.save(conversationId, { dialogue: next });
}
