import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { ConversationDecision } from './conversation-decision.ts';
import type { ConversationFacts } from './conversation-input.ts';
import type { DialogueState } from './dialogue-state.ts';
import { findRequest } from './find-request.ts';
import { say } from './say.ts';
import { stillAwaited } from './still-awaited.ts';

/** Longer words hold more than this one question. */
const MOST_WORDS = 14;

/** The link to an answer once more: of the request that is meant, else of the newest whose answer lies on a page (R21). */
export function newLink(
  state: DialogueState,
  number: string | undefined,
  facts: ConversationFacts,
): ConversationDecision {
  const meant = number === undefined ? undefined : findRequest(facts, number);
  const request = meant?.onPage === true ? meant : facts.requests.find(({ onPage }) => onPage === true);
  if (request === undefined) return { state, outputs: [say({ kind: 'link_none' })] };
  return { state, outputs: [{ type: 'mail_link', number: request.number }, ...stillAwaited(state)] };
}

/** "De link werkt niet meer", "stuur de link nog eens": undefined beside a right (`sure`), or when no answer lies anywhere. */
export function linkAsked(
  state: DialogueState,
  text: string,
  sure: readonly Right[],
  facts: ConversationFacts,
): ConversationDecision | undefined {
  const words = typedWords(text);
  const said = ` ${words} `;
  const holds = (list: readonly string[] = []): boolean => list.some((one) => said.includes(` ${one} `));
  const { choiceWords, requests } = facts;
  if (sure.length > 0 || words.split(' ').length > MOST_WORDS) return undefined;
  if (!requests.some(({ onPage }) => onPage === true)) return undefined;
  if (!holds(choiceWords.a_link) || !holds(choiceWords.link_lost)) return undefined;
  return newLink(state, undefined, facts);
}
