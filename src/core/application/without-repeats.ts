import type { OutboundMessage } from '../conversation/messages.ts';
import { after, SECOND } from '../kernel/clock.ts';
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

/** What the turn says; nothing when that was said a moment ago to a message of the same burst. */
export async function withoutRepeats({
  tx,
  conversation,
  settings,
  now,
  outgoing,
}: Turn): Promise<Turn['outgoing']> {
  const [only, ...others] = outgoing;
  const repeatable = only !== undefined && others.length === 0 && SAID_ONCE.includes(only.message.kind);
  // A page shows each reply beside the words that it answers.
  if (!repeatable || !settings.pushes(conversation.channel)) return outgoing;
  const entries = await tx.conversations.transcript(conversation.id, conversation.nextSequence - LOOKED_BACK);
  const last = entries.findLast(({ content }) => content.from === 'desk');
  if (last?.content.from !== 'desk' || last.at < after(now, -MOMENT_MS)) return outgoing;
  return JSON.stringify(last.content.message) === JSON.stringify(only.message) ? [] : outgoing;
}
