import type { DialogueState } from '../conversation/dialogue-state.ts';
import { heardFlags, possibleFlags } from '../conversation/heard-flags.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { openRights } from '../conversation/open-rights.ts';
import { after, DAY } from '../kernel/clock.ts';
import { type ConversationId, newRequestNumber } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Right } from '../kernel/rights.ts';
import { taskKey } from './add-task.ts';
import { carryOut } from './carry-out.ts';
import { conversationFacts } from './conversation-facts.ts';
import type { SortedAs, SortedConversation } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow, MessageRow } from './rows.ts';
import type { Turn } from './turn.ts';

const SHOWN_MS = 30 * DAY;
const SHOWN = 100;
const WORDS = 20_000;

/** What an answer of the desk says about how it took the words. */
const SORTED_AS: Readonly<Partial<Record<OutboundMessage['kind'], SortedAs>>> = {
  general_answer: 'policy',
  general_more: 'policy',
  policy_answer: 'policy',
  out_of_scope: 'out_of_scope',
  not_understood: 'not_understood',
  too_long: 'not_understood',
  file_not_taken: 'not_understood',
  confirm_right: 'right_asked',
  greeting: 'small_talk',
  ask_wish: 'small_talk',
  thanks: 'small_talk',
  human_called: 'human',
  question_passed_on: 'human',
};

/** R17: what the program handled without a request, newest first, so that a person finds a right that it missed. */
export async function sortedConversations(tx: Tx, now: Date): Promise<readonly SortedConversation[]> {
  const found: SortedConversation[] = [];
  for (const conversation of await tx.conversations.withoutRequest(after(now, -SHOWN_MS), SHOWN)) {
    const rows = await tx.conversations.transcript(conversation.id, 0);
    const said = customerWords(rows);
    if (said === undefined) continue;
    const { held } = conversation.dialogue;
    const kinds = rows.flatMap(({ content }) =>
      content.from === 'desk' ? (SORTED_AS[content.message.kind] ?? []) : [],
    );
    found.push({
      id: conversation.id,
      channel: conversation.channel,
      language: conversation.language,
      receivedAt: said.receivedAt,
      words: said.words,
      sortedAs: held === undefined ? [...new Set(kinds)] : [held === 'announced' ? 'automatic' : 'held'],
    });
  }
  return found;
}

/**
 * "Dit was wél een verzoek" (R17): opens it with the receipt of the customer's first words, and the customer hears
 * of it where they were said.
 */
export async function openMissedRequest(
  tx: Tx,
  settings: CoreSettings,
  id: ConversationId,
  right: Right,
  by: string,
): Promise<Result<{ readonly id: string }, 'conversation.unknown' | 'conversation.has_request'>> {
  const conversation = await tx.conversations.lockById(id);
  const said = customerWords(conversation === undefined ? [] : await tx.conversations.transcript(id, 0));
  if (conversation === undefined || said === undefined) return refuse('conversation.unknown');
  if ((await tx.requests.ofConversation(id)).length > 0) return refuse('conversation.has_request');
  const turn = turnOf(tx, settings, conversation, said, by);
  const understood = settings.understand({
    channel: conversation.channel === 'email' ? 'email' : 'chat',
    text: said.words,
    language: conversation.language,
  });
  const facts = conversationFacts(turn);
  await tx.tasks.closeByKey(taskKey('held_mail', id), by, turn.now);
  // Who reports a breach speaks of other people's data by its nature.
  const flags = right === 'breach_report' ? heardFlags(understood) : possibleFlags(understood);
  // A question that the desk had asked about these words is answered by this decision.
  const opened = openRights(turn.dialogue, [right], flags, facts, facts.source);
  await carryOut(turn, { ...opened, outputs: [{ type: 'answered_question' }, ...opened.outputs] });
  const [request] = turn.requests;
  if (request === undefined) throw new Error('nothing was opened');
  return ok({ id: request.id });
}

function turnOf(
  tx: Tx,
  settings: CoreSettings,
  conversation: ConversationRow,
  said: Said,
  openedBy: string,
): Turn {
  return {
    tx,
    settings,
    now: settings.clock.now(),
    message: said,
    ipHash: null,
    conversation,
    dialogue: atRest(conversation.dialogue),
    requests: [],
    nextNumbers: [newRequestNumber()],
    outgoing: [],
    openedBy,
  };
}

/** Nothing is awaited and nothing is held any more. */
function atRest({ held: _held, ...rest }: DialogueState): DialogueState {
  return { ...rest, step: { name: 'idle' } };
}

interface Said {
  readonly words: string;
  readonly receivedAt: Date;
  readonly source: string;
}

/** Everything that the customer wrote, from the first words on; a tapped button is no words. */
export function customerWords(rows: readonly MessageRow[]): Said | undefined {
  const written = rows.flatMap(({ id, at, content }) =>
    content.from === 'customer' && !/^\[.*\]$/.test(content.text) ? [{ id, at, text: content.text }] : [],
  );
  const [first] = written;
  if (first === undefined) return undefined;
  const words = written.map(({ text }) => text).join('\n\n');
  return {
    words: words.length > WORDS ? `${words.slice(0, WORDS)} […]` : words,
    receivedAt: first.at,
    source: first.id,
  };
}
