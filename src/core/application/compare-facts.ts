import { asksFacts } from '../conversation/asks-facts.ts';
import type { DialogueState } from '../conversation/dialogue-state.ts';
import { factWords } from '../conversation/fact-words.ts';
import { countedAddress } from '../identity/counted-address.ts';
import { matchesAnOrder, type OrderFacts } from '../identity/order-facts.ts';
import { proveByEvidence } from '../identity/prove-by-evidence.ts';
import { type FactWords, factsOnFile } from '../identity/read-order-facts.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import { isOpen } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { endStopOnProof, tellResumed } from './end-stop.ts';
import { lockRequest } from './lock-request.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow, RequestRow, SearchRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { searchHasEnded } from './search-has-ended.ts';
import { walkSources } from './walk-sources.ts';

/**
 * Compares what was typed about an order with what the search found, and forgets it (R9). It waits for the whole
 * search; a request that ended or is being carried out needs it no more. The customer hears yes or no, not which fact
 * was wrong nor whether there is an order.
 */
export async function compareFacts(settings: CoreSettings, id: RequestId): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const now = settings.clock.now();
    const request = await lockRequest(tx, id);
    const conversation =
      request === undefined ? undefined : await tx.conversations.byId(request.conversationId);
    const waiting = conversation?.dialogue.facts?.find(({ number }) => number === request?.number);
    if (request === undefined || conversation === undefined || waiting === undefined) return;
    if (isOpen(request.state) && request.state.status !== 'executing' && !searchHasEnded(request.state))
      return;
    const dialogue = withoutFacts(conversation.dialogue, request.number);
    await tx.conversations.save(conversation.id, { dialogue });
    if (!isOpen(request.state)) return;
    const orders = ordersOnFile(
      await tx.requests.searches(id),
      factWords(Object.values(settings.choiceWords)),
    );
    const guessed = await guessesAbout(tx, settings, request, now);
    const right = !guessed.up && matchesAnOrder(waiting.typed, orders);
    const compared = await runCommand(tx, request, { type: 'record_facts', by: 'customer', right }, now);
    if (!compared.ok) return;
    if (!right) await guessed.another();
    if (right) await prove(tx, settings, compared.value, now);
    else await tellWrong(tx, settings, compared.value, { ...conversation, dialogue }, now);
  });
}

/** Wrong facts about one person are counted over all chats and rights: the reply never tells that they are up. */
async function guessesAbout(tx: Tx, { secrets }: CoreSettings, { id, email }: RequestRow, now: Date) {
  const limitHashes = email === null ? [] : [secrets.hash('address', countedAddress(email))];
  // Of no conversation: wrong facts use up no guesses at a code.
  const keys = {
    requestId: id,
    purpose: 'order_facts',
    conversationId: null,
    ipHash: null,
    limitHashes,
  } as const;
  const { address } = await tx.challenges.countWrong(keys, now);
  return {
    up: address >= LIMITS.wrongFactsPerAddress.most,
    another: () => tx.challenges.addWrong(keys, now),
  };
}

async function prove(tx: Tx, settings: CoreSettings, request: RequestRow, now: Date): Promise<void> {
  const { id: requestId, conversationId, emailHash, number } = request;
  if (emailHash === null) return;
  const proof = proveByEvidence('order_facts', { requestId, conversationId, addressHash: emailHash }, now);
  const proven = await runCommand(tx, request, { type: 'prove', by: 'customer', proof }, now);
  if (proven.ok) {
    // What was asked came when it was typed, not when the search had ended (law.md 2.10 d).
    const given = (await tx.requests.events(requestId)).findLast(({ event }) => event.type === 'facts_given');
    const day = amsterdamDay(given?.at ?? now);
    const how = { by: 'customer', method: 'order_facts', day } as const;
    const resumed = await endStopOnProof(tx, proven.value, how, now);
    if (resumed !== proven.value) await tellResumed(tx, settings, resumed, now);
    await walkSources(tx, settings, resumed, now);
  }
  await addToConversation(tx, settings, conversationId, { kind: 'facts_right', number }, now, requestId);
}

/** Once more, or a person: the same words for who has an order and for who has none. */
async function tellWrong(
  tx: Tx,
  settings: CoreSettings,
  { id, number, state }: RequestRow,
  conversation: ConversationRow,
  now: Date,
): Promise<void> {
  const { id: conversationId, dialogue, humanWantedAt } = conversation;
  const again = state.facts?.stage === 'asked';
  // Another question that is open stays; this one comes back after it.
  if (again && dialogue.step.name === 'idle')
    await tx.conversations.save(conversationId, { dialogue: asksFacts(dialogue, number) });
  const left = LIMITS.wrongFactsPerRequest.most - (state.facts?.wrong ?? 0);
  const message = again
    ? ({ kind: 'facts_wrong', number, left } as const)
    : ({ kind: 'facts_ended', number } as const);
  await addToConversation(tx, settings, conversationId, message, now, id);
  await mailToProven(tx, { conversationId, requestId: id }, message, now);
  if (again) return;
  await tx.conversations.save(conversationId, { humanWantedAt: humanWantedAt ?? now });
  const params = { reason: 'no_facts' };
  await addTask(tx, { kind: 'human_wanted', about: conversationId, conversationId, params }, now);
}

function withoutFacts(dialogue: DialogueState, number: string): DialogueState {
  const { facts = [], ...rest } = dialogue;
  const others = facts.filter((waiting) => waiting.number !== number);
  return others.length === 0 ? rest : { ...rest, facts: others };
}

const OF_AN_ORDER = ['order', 'invoice', 'payment'];

/** Records of one order number are one order; those without stand each for themselves. */
export function ordersOnFile(searches: readonly SearchRow[], words: FactWords): readonly OrderFacts[] {
  const orders = new Map<string, { readonly name: string; readonly value: string }[]>();
  for (const { records } of searches)
    for (const { category, ref, fields } of records) {
      if (!OF_AN_ORDER.includes(category)) continue;
      const number = fields.find(({ name }) => name === 'orderNumber')?.value;
      const key = number === undefined ? `ref ${ref}` : `order ${number}`;
      orders.set(key, [...(orders.get(key) ?? []), ...fields]);
    }
  return [...orders.values()].map((fields) => factsOnFile(fields, words));
}
