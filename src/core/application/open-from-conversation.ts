import { actsNow } from '../conversation/acts-now.ts';
import type { ConversationOutput } from '../conversation/conversation-input.ts';
import { objectionAgainst } from '../conversation/objection-against.ts';
import { breachDeadline } from '../deadline/breach-deadline.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import { addTask } from './add-task.ts';
import { closingDays, dueDays } from './due-days.ts';
import { hasCard } from './has-card.ts';
import { insertRequest } from './run-command.ts';
import type { Turn } from './turn.ts';

/** The request exists from here: number, receipt, exact words, source; its clock has started (R2). */
export async function openFromConversation(
  turn: Turn,
  output: Extract<ConversationOutput, { type: 'open_request' }>,
): Promise<undefined> {
  const { tx, settings, conversation, now } = turn;
  const profile = await tx.profiles.latest();
  const receivedAt = new Date(output.receivedAt);
  const { right, raised, thirdParty } = output;
  const against =
    right === 'objection'
      ? objectionAgainst(output.words, settings.choiceWords[conversation.language])
      : undefined;
  const id = newId<RequestId>();
  const row = await insertRequest(
    tx,
    {
      id,
      number: output.number,
      right,
      conversationId: conversation.id,
      receivedAt,
      words: { text: output.words, source: output.sourceKey },
      name: null,
      email: null,
      emailHash: null,
      provenAt: null,
    },
    {
      type: 'open',
      right,
      channel: conversation.channel,
      language: conversation.language,
      receivedAt,
      due: dueDays(receivedAt, profile === undefined ? new Set() : closingDays(profile)),
      raised,
      thirdParty,
      notice: conversation.noticeVersion ?? settings.noticeVersion,
      rules: settings.rulesVersion,
      ...(against === undefined ? {} : { against }),
    },
    now,
    turn.openedBy,
  );
  turn.requests = [row, ...turn.requests];
  const about = { about: id, requestId: id, conversationId: conversation.id };
  if (right === 'breach_report') {
    // Whoever reported it and whenever: the hours run from here (AVG 33(1)).
    const deadline = breachDeadline(receivedAt).toISOString();
    await addTask(tx, { kind: 'breach_reported', ...about, params: { deadline } }, now);
  } else if (actsNow(right)) await addTask(tx, { kind: 'act_now', ...about, params: { right } }, now);
  if (hasCard(row)) await tx.enqueue('update-card', { requestId: id });
  return undefined;
}
