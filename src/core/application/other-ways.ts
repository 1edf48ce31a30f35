import type { ConversationId, RequestId } from '../kernel/ids.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { CoreSettings } from './core-settings.ts';
import { isSamePerson } from './is-same-person.ts';
import { lockRequests } from './lock-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

export interface OtherWay {
  readonly conversationId: ConversationId;
  readonly channel: ChannelName;
}

/** A locked request, and how its customer can be reached besides its own conversation. */
export interface Reachable {
  readonly request: RequestRow;
  /** The address that was proven for it. */
  readonly mail: string | null;
  /** Conversations to which is sent, in which the same person proved the same mailbox; the newest first. */
  readonly conversations: readonly OtherWay[];
}

/**
 * Locks a request with everything to which its customer may be told that a message failed. Only proof makes a way: a
 * name, a browser or a typed address does not (R12), nor does a mailbox that several people read (R11).
 */
export async function lockWithWays(
  tx: Tx,
  { pushes }: Pick<CoreSettings, 'pushes'>,
  id: RequestId,
): Promise<Reachable | undefined> {
  const known = await tx.requests.byId(id);
  if (known === undefined) return undefined;
  const alike = known.emailHash === null ? [] : await tx.requests.ofProvenAddress(known.emailHash);
  const locked = await lockRequests(tx, [id, ...alike.map((other) => other.id).filter((one) => one !== id)]);
  const request = locked.find((one) => one.id === id);
  if (request === undefined) return undefined;
  if (request.state.level === 0 || request.emailHash === null)
    return { request, mail: null, conversations: [] };
  const conversations = new Map<ConversationId, OtherWay>();
  for (const { id: otherId } of alike) {
    const other = locked.find((one) => one.id === otherId);
    if (other === undefined || other.conversationId === request.conversationId) continue;
    if (!pushes(other.state.channel) || !(await isSamePerson(tx, request, other, locked))) continue;
    const { conversationId, state } = other;
    conversations.set(conversationId, { conversationId, channel: state.channel });
  }
  return { request, mail: request.email, conversations: [...conversations.values()] };
}
