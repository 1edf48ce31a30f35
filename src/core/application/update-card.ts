import type { CardContent, StaffChannel } from '../approval/staff-channel.ts';
import { asId, type RequestId } from '../kernel/ids.ts';
import type { SendOutcome } from '../kernel/send-outcome.ts';
import { addTask } from './add-task.ts';
import { CARD_BUSY, cardLock } from './card-lock.ts';
import { cardsWorkAgain, STAFF_CHANNEL } from './catch-up-cards.ts';
import type { RequestDetail } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { hasCard } from './has-card.ts';
import { partAsked } from './heard-in-words.ts';
import { isOnFile } from './is-on-file.ts';
import { lockRequest } from './lock-request.ts';
import { leaveCard } from './remove-card.ts';
import type { CardRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { senderOf } from './take-mail.ts';
import { requestDetail } from './view-request.ts';

export interface CardSending {
  readonly render: (detail: RequestDetail) => Promise<CardContent>;
  /** What stands in the place of a card until it is shown: true by itself, and nothing about any request. */
  readonly announcement: { readonly text: string; readonly link: string };
  /** Absent when no staff channel is set up: then the desk is the only place. */
  readonly channel: StaffChannel | undefined;
}

type Failed = Extract<SendOutcome, { status: 'failed' }>;
interface Updating {
  readonly settings: CoreSettings;
  readonly sending: CardSending;
  readonly channel: StaffChannel;
  readonly requestId: RequestId;
}

const DONE: JobOutcome = { status: 'done' };

/**
 * Shows a request's card as it is now. One process at a time works on a card. A new one is announced first, and its
 * place stored before anything of the request stands in it: a crash in between leaves an announcement, never a second
 * card. A card that was removed is announced anew. `dateChanged`: also one that shows the latest state, which became
 * late since.
 */
export async function updateCard(
  settings: CoreSettings,
  sending: CardSending,
  id: string,
  dateChanged = false,
): Promise<JobOutcome> {
  const { channel } = sending;
  if (channel === undefined) return DONE;
  const updating = { settings, sending, channel, requestId: asId<RequestId>(id) };
  return (await settings.store.exclusively(cardLock(id), () => show(updating, dateChanged))) ?? CARD_BUSY;
}

async function show(updating: Updating, dateChanged: boolean): Promise<JobOutcome> {
  const { settings, sending, channel, requestId } = updating;
  if (!(await mayHaveCard(settings, requestId))) return DONE;
  const found = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.byId(requestId);
    if (request === undefined) return undefined;
    const now = settings.clock.now();
    if (dateChanged) await tx.requests.markCardUnknown(requestId, now);
    const partial = partAsked(request, settings.understand) !== undefined;
    const detail = { ...(await requestDetail(tx, request, now)), partial };
    return { detail, card: await tx.requests.card(requestId) };
  });
  if (found === undefined) return DONE;
  const { detail, card } = found;
  // Several changes queue several jobs; the first shows the latest state and the others find it shown.
  if (card === undefined ? detail.approval.phase === 'resolved' : card.version >= detail.version) return DONE;
  const content = await sending.render(detail);
  if (card !== undefined) {
    const updated = await channel.updateCard(card.externalId, content);
    if (updated.status === 'sent') return shown(updating, card.externalId, content.version);
    if (updated.reason !== 'gone') return failed(updating, updated);
  }
  // One that cannot be changed any more would stay behind with what it says.
  const removed = card === undefined ? undefined : await channel.removeCard(card.externalId);
  if (removed?.status === 'failed' && removed.retryable) return failed(updating, removed);
  // Somebody deleted it, and there is nothing left to decide: the notice would not be true.
  if (detail.approval.phase === 'resolved') {
    if (removed?.status === 'failed')
      return removed.reason === 'rejected' ? leaveCard(settings, requestId) : failed(updating, removed);
    await settings.store.transaction((tx) => tx.requests.removeCard(requestId));
    return DONE;
  }
  const announced = await channel.tell(sending.announcement.text, sending.announcement.link);
  if (announced.status === 'failed') return failed(updating, announced);
  const { externalId } = announced;
  if (!(await place(updating, externalId, card, removed))) return CARD_BUSY;
  const updated = await channel.updateCard(externalId, content);
  return updated.status === 'sent' ? shown(updating, externalId, content.version) : failed(updating, updated);
}

/** R29: a mail that nobody proved has a card when its sender is on file; that is found out once, for the log too. */
async function mayHaveCard(settings: CoreSettings, id: RequestId): Promise<boolean> {
  const found = await settings.store.transaction(async (tx) => {
    const request = await tx.requests.byId(id);
    const conversation = request && (await tx.conversations.byId(request.conversationId));
    return { request, sender: conversation && senderOf(conversation) };
  });
  const { request, sender } = found;
  if (request === undefined || hasCard(request)) return true;
  if (sender === undefined || !(await isOnFile(settings, sender))) return false;
  return settings.store.transaction(async (tx) => {
    const locked = await lockRequest(tx, id);
    const command = { type: 'note_known_sender', by: 'system' } as const;
    if (locked === undefined || hasCard(locked)) return locked !== undefined;
    return (await runCommand(tx, locked, command, settings.clock.now())).ok;
  });
}

/** False when another process has put a card there meanwhile: one of the two had lost its lock. */
function place(
  { settings, channel, requestId }: Updating,
  externalId: string,
  before: CardRow | undefined,
  removed: SendOutcome | undefined,
): Promise<boolean> {
  const now = settings.clock.now();
  const card = { requestId, channel: channel.name, externalId };
  return settings.store.transaction(async (tx) => {
    const placed = await tx.requests.placeCard(card, before?.externalId ?? null, now);
    if (placed && removed?.status === 'failed')
      await addTask(tx, { kind: 'card_left', about: requestId, requestId }, now);
    return placed;
  });
}

async function shown(
  { settings, requestId }: Updating,
  externalId: string,
  version: number,
): Promise<JobOutcome> {
  const now = settings.clock.now();
  return settings.store.transaction(async (tx) => {
    if (!(await tx.requests.markCardShown(requestId, externalId, version, now))) {
      // A newer one was there, and we have just shown an older one over it.
      await tx.requests.markCardUnknown(requestId, now);
      return CARD_BUSY;
    }
    await cardsWorkAgain(tx, requestId, now);
    return DONE;
  });
}

/** What does not pass by itself is told once, on the desk and by mail: not to show a card is no reason to be silent (R24). */
async function failed({ settings, requestId }: Updating, outcome: Failed): Promise<JobOutcome> {
  const { reason, retryable, retryAfterMs } = outcome;
  if (retryable)
    return { status: 'again', reason, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
  const ofThisCard = reason === 'rejected';
  const about = ofThisCard ? { about: requestId, requestId } : { about: STAFF_CHANNEL };
  await settings.store.transaction((tx) =>
    addTask(tx, { kind: 'card_failed', ...about, params: { reason } }, settings.clock.now()),
  );
  return DONE;
}
