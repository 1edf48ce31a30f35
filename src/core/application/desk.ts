import { asId, type ConversationId, type RequestId, type TaskId } from '../kernel/ids.ts';
import { ok, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { allowCodes } from './allow-codes.ts';
import { checkStaffText, recordValues, say } from './ask-customer.ts';
import { closeTask } from './close-task.ts';
import { confirmMail } from './confirm-mail.ts';
import type { Desk } from './core-api.ts';
import { type CoreSettings, shopProfile } from './core-settings.ts';
import { formId } from './form-id.ts';
import { handBack, takeInHand, takeOver } from './hand-over.ts';
import { heardInWords, withKept } from './heard-in-words.ts';
import { noteLook, noteLooksAt } from './note-look.ts';
import { placeMail } from './place-mail.ts';
import { makeDriftDesk } from './policy-drift.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { saveProfile } from './save-profile.ts';
import { openMissedRequest, sortedConversations } from './sorted-conversations.ts';
import { CLI, logName, staffMember, staffNames } from './staff-actor.ts';
import { makeStaffDesk } from './staff-desk.ts';
import { taskWithRecords } from './task-with-records.ts';
import { undelivered } from './undelivered.ts';
import { viewConversation } from './view-conversation.ts';
import { requestDetail, requestLine } from './view-request.ts';

const LIST_LENGTH = 500;

/** What the desk's pages show and do, apart from decisions; who looks at a request is in its log (row 77). */
export function makeDesk(settings: CoreSettings): Desk {
  const { store, clock } = settings;
  return {
    requests: (filter, limit = LIST_LENGTH) =>
      store.transaction(async (tx) => {
        const nameOf = await staffNames(tx);
        return (await tx.requests.list(filter, limit)).map((request) =>
          requestLine(request, request.openTasks, nameOf, clock.now()),
        );
      }),

    request: (id, by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        const request = await tx.requests.lock(asId<RequestId>(id));
        if (request === undefined || (member === undefined && by.via !== 'cli')) return undefined;
        const seen = member === undefined ? CLI : logName(member);
        const detail = await requestDetail(tx, await noteLook(tx, request, seen, now), now);
        return { ...detail, heard: withKept(heardInWords(detail.words, settings.understand), request) };
      }),

    card: (id) =>
      store.transaction(async (tx) => {
        const request = await tx.requests.byId(asId<RequestId>(id));
        return request === undefined ? undefined : requestDetail(tx, request, clock.now());
      }),

    tasks: (filter) => store.transaction((tx) => tx.tasks.list(filter, LIST_LENGTH)),
    undelivered: () => store.transaction(undelivered),
    task: (id) => store.transaction((tx) => taskWithRecords(tx, asId<TaskId>(id))),

    closeTask: (id, by) => store.transaction((tx) => closeTask(tx, id, by, clock.now())),
    confirmMail: (id, by) => store.transaction((tx) => confirmMail(tx, id, by)),

    conversation: (id, by) => store.transaction((tx) => viewConversation(tx, id, by, clock.now())),

    answerConversation: (id, text, by, form) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const conversation = await tx.conversations.lockById(asId<ConversationId>(id));
        const member = await staffMember(tx, by);
        if (conversation === undefined || member === undefined) return refuse('conversation.unknown');
        if (isInPerson(conversation.channel)) return refuse('staff_text.no_channel');
        const messageId = formId(form, id, text.trim());
        if ((await tx.conversations.message(messageId)) !== undefined) return ok(null);
        const requests = await tx.requests.ofConversation(conversation.id);
        const proven = requests.some((request) => request.state.level > 0);
        const fits = await checkStaffText(
          tx,
          text,
          await recordValues(tx, await withJoined(tx, requests)),
          proven,
        );
        if (!fits.ok) return fits;
        await takeInHand(tx, settings, conversation, now);
        await say(tx, settings, conversation.id, text.trim(), member.name, now, null, messageId);
        // The person has come: from here "mens" calls again (R5).
        await tx.conversations.save(conversation.id, { humanWantedAt: null });
        await tx.tasks.closeByKey(`human_wanted:${conversation.id}`, logName(member), now);
        await tx.tasks.closeByKey(`urgent_help:${conversation.id}`, logName(member), now);
        await tx.tasks.closeByKey(`customer_replied:${conversation.id}`, logName(member), now);
        await tx.tasks.closeByKey(`held_mail:${conversation.id}`, logName(member), now);
        return ok(null);
      }),

    takeOver: (id, by) => store.transaction((tx) => takeOver(tx, settings, id, by)),
    handBack: (id, by) => store.transaction((tx) => handBack(tx, settings, id, by)),

    allowCodes: (id, by) => store.transaction((tx) => allowCodes(tx, settings, id, by)),

    conversationsWithoutRequest: (by) =>
      store.transaction(async (tx) => {
        const now = clock.now();
        const member = await staffMember(tx, by);
        if (member === undefined) return [];
        const sorted = await sortedConversations(tx, now);
        await noteLooksAt(
          tx,
          sorted.map(({ id }) => asId<ConversationId>(id)),
          logName(member),
          now,
        );
        return sorted;
      }),

    openFromConversation: (id, right, by) =>
      store.transaction(async (tx) => {
        const member = await staffMember(tx, by);
        if (member === undefined) return refuse('conversation.unknown');
        return openMissedRequest(tx, settings, asId<ConversationId>(id), right, logName(member));
      }),

    placeMail: (id, number, by) =>
      store.transaction(async (tx) => {
        const member = await staffMember(tx, by);
        if (member === undefined) return refuse('mail.not_held');
        return placeMail(tx, asId<ConversationId>(id), number, logName(member), clock.now());
      }),

    profile: () => shopProfile(settings),

    saveProfile: (profile, by) => saveProfile(settings, profile, by),

    ...makeStaffDesk(settings),
    ...makeDriftDesk(settings),

    caughtMail: (limit) => store.transaction((tx) => tx.mails.caught(limit)),
  };
}

/** With the requests that answer them: what was found stands there. */
async function withJoined(tx: Tx, requests: readonly RequestRow[]): Promise<readonly RequestRow[]> {
  const into: RequestRow[] = [];
  for (const { state } of requests) {
    const found = state.status === 'joined' ? await tx.requests.byNumber(state.joinedTo) : undefined;
    if (found !== undefined) into.push(found);
  }
  return [...requests, ...into];
}
