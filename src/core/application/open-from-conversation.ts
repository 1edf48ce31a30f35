import type { ConversationOutput } from '../conversation/conversation-input.ts';
import { objectionAgainst } from '../conversation/objection-against.ts';
import { newId, type RequestId } from '../kernel/ids.ts';
import { deadlinesOf } from './deadlines-of.ts';
import { closingDays, daysToKeep } from './due-days.ts';
import { hasCard } from './has-card.ts';
import { heardInWords } from './heard-in-words.ts';
import type { RequestRow } from './rows.ts';
import { insertRequest } from './run-command.ts';
import type { Turn } from './turn.ts';
import { workAtOnce } from './work-at-once.ts';

/** The separate questions of an access request are kept with it: the letter answers each by name (AVG 15). */
async function withQuestions({ tx, settings }: Turn, row: RequestRow): Promise<RequestRow> {
  if (row.right !== 'access') return row;
  const { questions } = heardInWords(row.words.text, settings.understand);
  if (questions.length === 0) return row;
  const particulars = { ...row.particulars, questions };
  await tx.requests.saveParticulars(row.id, particulars);
  return { ...row, particulars };
}

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
      ...(turn.contact === undefined ? {} : { contact: turn.contact }),
    },
    {
      type: 'open',
      right,
      channel: conversation.channel,
      language: conversation.language,
      receivedAt,
      due: daysToKeep(
        deadlinesOf({ receivedAt, right }, [], profile === undefined ? new Set() : closingDays(profile)),
      ),
      raised,
      thirdParty,
      notice: conversation.noticeVersion ?? settings.noticeVersion,
      rules: settings.rulesVersion,
      ...(against === undefined ? {} : { against }),
      ...(output.objectsTo === undefined ? {} : { objectsTo: output.objectsTo }),
    },
    now,
    turn.openedBy,
  );
  const asked = await withQuestions(turn, row);
  turn.requests = [asked, ...turn.requests];
  await workAtOnce(turn, row, receivedAt);
  // Whether the shop knows who wrote is looked up there: an export is too large to read in a turn.
  if (hasCard(row) || row.state.channel === 'email') await tx.enqueue('update-card', { requestId: id });
  return undefined;
}
