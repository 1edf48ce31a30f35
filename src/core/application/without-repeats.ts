import type { OutboundMessage } from '../conversation/messages.ts';
import { after, DAY, SECOND } from '../kernel/clock.ts';
import type { Turn } from './turn.ts';

/** An album of photos, or a text that an app cuts into pieces, comes as many messages within a moment. */
const MOMENT_MS = 3 * SECOND;
const LOOKED_BACK = 30;

/** Replies that say no more the second time. */
const SAID_ONCE: readonly OutboundMessage['kind'][] = [
  'not_understood',
  'out_of_scope',
  'file_not_taken',
  'too_long',
  'ask_choice',
  'ask_identity',
  'code_wrong_form',
];

/** Said once: until something else is said, each further word goes the same way. */
const STILL_SO: readonly OutboundMessage['kind'][] = ['customer_reply_noted', 'human_already_called'];

/** What the turn says; nothing when that was said a moment ago to a message of the same burst. */
export async function withoutRepeats({
  tx,
  conversation,
  settings,
  now,
  outgoing,
}: Turn): Promise<Turn['outgoing']> {
  const [only, ...others] = outgoing;
  if (only === undefined || others.length > 0) return outgoing;
  const { kind } = only.message;
  const still = STILL_SO.includes(kind);
  // A page shows each reply beside the words that it answers.
  const repeatable = SAID_ONCE.includes(kind) && settings.pushes(conversation.channel);
  if (!still && !repeatable) return outgoing;
  const entries = await tx.conversations.transcript(conversation.id, conversation.nextSequence - LOOKED_BACK);
  const last = entries.findLast(({ content }) => content.from === 'desk');
  if (last?.content.from !== 'desk' || last.at < after(now, still ? -DAY : -MOMENT_MS)) return outgoing;
  return JSON.stringify(last.content.message) === JSON.stringify(only.message) ? [] : outgoing;
}
