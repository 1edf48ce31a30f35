import type { CardContent, StaffChannel } from '../approval/staff-channel.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import type { RequestDetail } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { requestDetail } from './view-request.ts';

export interface CardSending {
  readonly render: (detail: RequestDetail) => Promise<CardContent>;
  /** Absent when no staff channel is set up: then the desk is the only place. */
  readonly channel: StaffChannel | undefined;
}

/**
 * Posts a request's card, or brings it up to date; a card that was removed is posted anew. `dateChanged`: also one that
 * shows the latest state, which became late since.
 */
export async function updateCard(
  settings: CoreSettings,
  sending: CardSending,
  id: string,
  dateChanged = false,
): Promise<JobOutcome> {
  const { channel } = sending;
  if (channel === undefined) return { status: 'done' };
  const { store, clock } = settings;
  const found = await store.transaction(async (tx) => {
    const request = await tx.requests.byId(asId<RequestId>(id));
    if (request === undefined) return undefined;
    return {
      detail: await requestDetail(tx, request, clock.now()),
      card: await tx.requests.card(request.id),
      id: request.id,
    };
  });
  if (found === undefined) return { status: 'done' };
  // Several changes queue several jobs; the first shows the latest state and the others find it shown.
  if (found.card?.version === found.detail.version && !dateChanged) return { status: 'done' };
  const content = await sending.render(found.detail);
  const updated =
    found.card === undefined ? undefined : await channel.updateCard(found.card.externalId, content);
  const gone = updated?.status === 'failed' && updated.reason === 'gone';
  const outcome = updated === undefined || gone ? await channel.postCard(content) : updated;
  if (outcome.status === 'failed')
    return outcome.retryable
      ? {
          status: 'again',
          reason: outcome.reason,
          ...(outcome.retryAfterMs === undefined ? {} : { afterMs: outcome.retryAfterMs }),
        }
      : { status: 'done' };
  const externalId = outcome.externalId;
  await store.transaction((tx) =>
    tx.requests.saveCard(
      { requestId: found.id, channel: channel.name, externalId, version: content.version },
      clock.now(),
    ),
  );
  return { status: 'done' };
}
