import type { Actor } from '../approval/staff-channel.ts';
import { isWithStaff } from '../conversation/dialogue-state.ts';
import { asId, type ConversationId } from '../kernel/ids.ts';
import { codesBlocked } from './allow-codes.ts';
import type { ConversationView } from './core-api.ts';
import { noteLook, noteLooksAt } from './note-look.ts';
import type { Tx } from './ports.ts';
import { logName, staffMember, staffNames } from './staff-actor.ts';
import { transcriptEntry } from './transcripts.ts';
import { requestLine } from './view-request.ts';

/** A conversation word for word; that somebody read it is in the log of its requests, without one in its own (row 77). */
export async function viewConversation(
  tx: Tx,
  id: string,
  by: Actor,
  now: Date,
): Promise<ConversationView | undefined> {
  const conversation = await tx.conversations.byId(asId<ConversationId>(id));
  const member = await staffMember(tx, by);
  if (conversation === undefined || member === undefined) return undefined;
  const requests = await tx.requests.ofConversation(conversation.id);
  for (const request of await tx.requests.lockAll(requests.map(({ id: one }) => one)))
    await noteLook(tx, request, logName(member), now);
  if (requests.length === 0) await noteLooksAt(tx, [conversation.id], logName(member), now);
  const entries = await tx.conversations.transcript(conversation.id, 0);
  const nameOf = await staffNames(tx);
  return {
    id: conversation.id,
    channel: conversation.channel,
    language: conversation.language,
    proven: requests.some((request) => request.state.level > 0),
    humanWanted: conversation.humanWantedAt !== null,
    takenOver: isWithStaff(conversation.dialogue),
    codesBlocked: await codesBlocked(tx, conversation.id),
    entries: entries.map(transcriptEntry),
    requests: requests.map((request) => requestLine(request, 0, nameOf, now)),
    looks: (await tx.conversations.looks(conversation.id)).map((look) => ({
      name: nameOf(look.by),
      at: look.at,
    })),
  };
}
