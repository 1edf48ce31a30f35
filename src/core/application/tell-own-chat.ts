import type { ChangedElsewhere } from '../conversation/changed-elsewhere.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { RequestEvent } from '../request/request-events.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { lockRequest } from './lock-request.ts';
import type { RequestRow } from './rows.ts';
import type { Turn } from './turn.ts';

/**
 * To be called when a turn changed a request: where that is of another conversation, it is said there as well. By a job,
 * for a turn may lock no second conversation.
 */
export async function oweOwnChat(
  { tx, conversation }: Turn,
  { id, conversationId }: Pick<RequestRow, 'id' | 'conversationId'>,
): Promise<void> {
  if (conversationId !== conversation.id) await tx.enqueue('tell-own-chat', { requestId: id });
}

/** Says in a request's own conversation what its customer changed last in another one; once, however often it runs. */
export async function tellOwnChat(settings: CoreSettings, id: RequestId): Promise<void> {
  await settings.store.transaction(async (tx) => {
    const request = await lockRequest(tx, id);
    if (request === undefined) return;
    const { number, conversationId } = request;
    const last = (await tx.requests.events(id)).findLast(
      ({ by, event }) => by === 'customer' && changeOf(event) !== undefined,
    );
    const what = last === undefined ? undefined : changeOf(last.event);
    if (last === undefined || what === undefined) return;
    const told = (await tx.conversations.transcript(conversationId, 0)).some(
      ({ requestId, at, content }) =>
        requestId === id &&
        at >= last.at &&
        content.from === 'desk' &&
        content.message.kind === 'changed_elsewhere' &&
        content.message.what === what,
    );
    if (told) return;
    const message = { kind: 'changed_elsewhere', number, what } as const;
    await addToConversation(tx, settings, conversationId, message, settings.clock.now(), id);
  });
}

function changeOf(event: RequestEvent): ChangedElsewhere['what'] | undefined {
  if (event.type === 'withdrawn') return event.as;
  return event.type === 'reopened' || event.type === 'narrowed' ? event.type : undefined;
}
