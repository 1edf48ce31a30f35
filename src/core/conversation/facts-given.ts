import { readOrderFacts } from '../identity/read-order-facts.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts, ConversationInput, RequestFact } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { factWords } from './fact-words.ts';
import { isAsked, rightsOf } from './filed-rights.ts';
import { limits } from './limits-erasure.ts';
import { nextUnproven } from './next-unproven.ts';
import { say } from './say.ts';
import { typedChoice } from './typed-choice.ts';

/** Whoever describes what was bought needs no more words than this. */
const ITEM_WORDS = 8;
/** A word or two beside a name of something are no wish. */
const WISH_WORDS = 4;

/**
 * What these words say about an order, while that is asked: it is compared and not kept (R9), whoever says it anew in an
 * edited message included. `only`: nothing else; `beside`: next to words for a person to read, which are kept; `none`:
 * a wish, a question or a choice.
 */
export function factsSaid(
  { step }: DialogueState,
  text: string,
  understood: Understanding,
  lists: Pick<ConversationFacts, 'choiceWords'>,
): 'only' | 'beside' | 'none' {
  const { labels, signals, topic } = understood;
  if (text.startsWith('/') || signals.includes('deceased') || signals.includes('minor')) return 'none';
  if (rightsOf(understood).sure.length > 0 || labels.includes('human')) return 'none';
  if (isAsked(understood, 'status') || isAsked(understood, 'withdraw_request')) return 'none';
  if (isAsked(understood, 'policy_question') && topic !== null && text.includes('?')) return 'none';
  if (typedChoice(text, step.name, lists) !== undefined) return 'none';
  const { amounts, ibans, methods, months } = readOrderFacts(text, factWords([lists.choiceWords]));
  const states = amounts.length + ibans.length + methods.length + months.length > 0 || /\d/.test(text);
  if (asksBeside(text, understood, states, lists)) return states ? 'beside' : 'none';
  if (states) return 'only';
  const short = text.trim().split(/\s+/).length <= ITEM_WORDS && !text.includes('?');
  return short && !labels.includes('thanks') && !labels.includes('greeting') ? 'only' : 'none';
}

/** "Laat mijn facturen maar staan", "niet de bestellingen": about what is done, not about what was bought. */
function asksBeside(
  text: string,
  understood: Understanding,
  states: boolean,
  { choiceWords }: Pick<ConversationFacts, 'choiceWords'>,
): boolean {
  const words = typedWords(text).split(' ');
  const has = (list: readonly string[] = []): boolean => words.some((word) => list.includes(word));
  if (has(choiceWords.erasing) || limits(text, choiceWords)) return true;
  if (states) return false;
  const heard = rightsOf(understood).perhaps.some((right) => understood.labels.includes(right));
  return has(choiceWords.denies) || (heard && words.length >= WISH_WORDS);
}

/** The answer is always the same, whether there is an order or not; how it compares is said when it was compared. */
export function factsGiven(
  state: DialogueState,
  { outcome, number }: Extract<ConversationInput, { type: 'facts_given' }>,
  facts: ConversationFacts,
): ConversationDecision {
  if (outcome === 'more') return { state, outputs: [say({ kind: 'facts_more', number })] };
  if (outcome === 'none')
    return { state: { ...state, step: { name: 'idle' } }, outputs: [say({ kind: 'choice_expired' })] };
  return nextUnproven(state, number, facts, [say({ kind: 'facts_noted', number })]);
}

/** "Dat weet ik niet": also of whoever never ordered. A person finds another way. */
export function noFacts(
  state: DialogueState,
  request: RequestFact | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  if (request?.factsOwed !== true) return { state, outputs: [say({ kind: 'choice_expired' })] };
  const { number } = request;
  return nextUnproven({ ...state, step: { name: 'idle' } }, number, withoutOwed(facts, number), [
    { type: 'end_facts', number },
    { type: 'call_human', reason: 'no_facts' },
    say({ kind: 'facts_ended', number }),
  ]);
}

function withoutOwed(facts: ConversationFacts, number: string): ConversationFacts {
  return { ...facts, requests: facts.requests.filter((fact) => fact.number !== number) };
}
