import type { ConversationId } from '../kernel/ids.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';

/** What a conversation holds that a letter needs: the last address somebody named in it, and whether a child writes (R4). */
export async function saidInConversation(
  tx: Tx,
  settings: CoreSettings,
  id: ConversationId,
): Promise<{ readonly address: string; readonly child: boolean }> {
  const conversation = await tx.conversations.byId(id);
  const tasks = (await tx.tasks.openOf('human_wanted')).filter((task) => task.conversationId === id);
  const child =
    conversation?.dialogue.withPerson === 'minor' || tasks.some(({ params }) => params.reason === 'minor');
  const named = (await tx.conversations.transcript(id, 0)).flatMap(({ content }) =>
    content.from === 'customer' && content.text.includes('@')
      ? (settings.understand({ channel: 'chat', text: content.text }).slots.email ?? [])
      : [],
  );
  return { address: named.at(-1) ?? '', child };
}
