import type { RenderedLetter } from '../fulfilment/letter.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { after } from '../kernel/clock.ts';
import { maskEmail } from '../kernel/redacted.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { mayStillLeave } from '../request/decide-execution.ts';
import { addTask, taskKey } from './add-task.ts';
import { takeBackFromLeaver } from './alarm-owner.ts';
import { speaksForChat, TOLD_IN_CHAT } from './answer-to-mail.ts';
import { addToConversation } from './ask-customer.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { letterHasLeft } from './deliver-letter.ts';
import { isByPerson, type JobOutcome } from './deliver-message.ts';
import { hasCard } from './has-card.ts';
import { letterFailed } from './letter-failed.ts';
import { lockRequest } from './lock-request.ts';
import { endMailDelay, noteMailDelay } from './mail-delay.ts';
import { lockWithWays } from './other-ways.ts';
import type { MailOutcome, Tx } from './ports.ts';
import type { MailContent, MailRow, RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { noticeFailed, noticeHasLeft, noticeMayLeave } from './send-notice.ts';
import { policyMailEnded, policyMailStands } from './send-policy-mails.ts';
import { stopTime } from './send-time.ts';
import { isForStaff, staffMailFailed } from './staff-mail-failed.ts';
import { goOnFromMail } from './tell-elsewhere.ts';
import { transmit } from './transmit.ts';

export interface MailWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailSending {
  /** `answerable`: an answer to it comes in. */
  readonly render: (
    content: MailContent,
    shop: ShopProfile,
    letter: RenderedLetter | null,
    answerable: boolean,
  ) => MailWords;
  /** `id` makes the Message-ID, so that a second try is the same mail. */
  readonly send: (
    mail: MailWords & {
      readonly id: string;
      readonly to: string;
      /** Where an answer comes in: the conversation on the channel of mail, or the mail itself. */
      readonly answersTo?: string;
      /** A member of staff wrote or approved it. */
      readonly byPerson?: true;
    },
  ) => Promise<MailOutcome>;
}

/** Not automatic (RFC 3834 section 2): a person wrote it, or approved this letter. */
const BY_PERSON: readonly MailContent['kind'][] = ['staff_text', 'answer', 'announcement', 'term_letter'];

/** What went on from a chat is by whoever said it there. */
function isWrittenByPerson(content: MailContent): boolean {
  return content.kind === 'undelivered'
    ? content.messages.some(isByPerson)
    : BY_PERSON.includes(content.kind);
}

const DONE: JobOutcome = { status: 'done' };

/** Sends one queued mail. An answer counts as sent when the mail server has taken it, not before. */
export async function deliverMail(
  settings: CoreSettings,
  sending: MailSending,
  mailId: string,
): Promise<JobOutcome> {
  const { store } = settings;
  const waiting = await store.transaction(async (tx) => {
    const mail = await tx.mails.byId(mailId);
    if (mail?.status === 'queued' && mail.unreadable === true) return 'unreadable';
    if (mail === undefined || mail.status !== 'queued' || mail.content === null) return undefined;
    if (mail.content.kind === 'term_letter' && !(await noticeStands(tx, mail, settings.clock.now()))) {
      await tx.mails.markFailed(mailId, 'stopped');
      return undefined;
    }
    if (!(await policyMailStands(tx, settings, mail, settings.clock.now()))) {
      await tx.mails.markFailed(mailId, 'stopped');
      return undefined;
    }
    const approved = mail.content.kind === 'answer' || mail.content.kind === 'announcement';
    if (approved && !(await stillApproved(tx, mail))) {
      await tx.mails.markFailed(mailId, 'stopped');
      return undefined;
    }
    if (approved && (await isTooLate(tx, mail, settings.clock.now()))) return 'outdated';
    if (await takeBackFromLeaver(tx, mail, mail.content, settings.clock.now())) return undefined;
    const letter = mail.letterId === null ? undefined : await tx.answers.letter(mail.letterId);
    return {
      content: mail.content,
      letter: letter?.body ?? null,
      shop: await profileIn(tx),
      answersTo: await conversationOf(tx, mail.content, mail.requestId),
    };
  });
  if (waiting === 'unreadable' || waiting === 'outdated') {
    await giveUpMail(settings, mailId, waiting);
    return DONE;
  }
  if (waiting === undefined) return DONE;
  const { content, letter, shop, answersTo } = waiting;
  const answerable = speaksForChat(content.kind) && settings.pushes('email');
  const words = sending.render(content, shop, letter, answerable);
  const to = content.to;
  const comesIn = answerable ? { answersTo: mailId } : answersTo;
  const byPerson = isWrittenByPerson(content) ? { byPerson: true as const } : {};
  const outcome = await sending.send({ ...words, id: mailId, to, ...comesIn, ...byPerson });
  if (outcome.status === 'failed' && outcome.retryable) {
    await noteMailDelay(settings, mailId, outcome.reason);
    return { status: 'again', reason: outcome.reason };
  }
  if (outcome.status === 'failed') {
    await giveUpMail(settings, mailId, outcome.reason);
    return DONE;
  }
  await store.transaction(async (tx) => {
    const mail = await tx.mails.byId(mailId);
    if (mail === undefined || mail.status !== 'queued') return;
    const now = settings.clock.now();
    const request = mail.requestId === null ? undefined : await lockRequest(tx, mail.requestId);
    await tx.mails.markSent(mailId, now, outcome.messageId);
    await policyMailEnded(tx, mailId, 'sent', now);
    await endMailDelay(tx, settings, mail, request, 'sent', now);
    if (mail.challengeId !== null) await tx.challenges.markMailed(mail.challengeId, now);
    // Another address, or another try: nobody has to find out any more why the one before did not arrive.
    if (content.kind === 'code' && mail.requestId !== null)
      await tx.tasks.closeByKey(taskKey('delivery_failed', codeOf(mail.requestId)), 'system', now);
    if (content.kind === 'answer' && request !== undefined)
      await answerSent(tx, settings, mail, request, content.to, now);
    if (content.kind === 'term_letter' && request !== undefined)
      await noticeSent(tx, settings, mail, request, content.to, now);
    if (content.kind === 'announcement' && request !== undefined)
      await announcementSent(tx, settings, mail, request, now);
  });
  return DONE;
}

/** Where the code may be sent back to (R7). */
async function conversationOf(
  tx: Tx,
  content: MailContent,
  requestId: RequestRow['id'] | null,
): Promise<{ readonly answersTo?: string }> {
  if (content.kind !== 'code' || content.byAnswer === undefined || requestId === null) return {};
  const request = await tx.requests.byId(requestId);
  const conversation = request && (await tx.conversations.byId(request.conversationId));
  const key = conversation?.key ?? undefined;
  return key === undefined ? {} : { answersTo: key };
}

/** One task about the codes of a request, apart from one about its answer. */
function codeOf(requestId: string): string {
  return `code:${requestId}`;
}

/** Whether this letter may still leave: the approval may have been stopped while the mail waited (R19). */
async function stillApproved(tx: Tx, mail: MailRow): Promise<boolean> {
  const request = mail.requestId === null ? undefined : await tx.requests.lock(mail.requestId);
  return request?.state.status === 'executing' && request.state.letter.id === mail.letterId;
}

/** AVG 18(3): a notice that waited until it would come too late does not leave any more. */
async function isTooLate(tx: Tx, { requestId }: MailRow, now: Date): Promise<boolean> {
  const request = requestId === null ? undefined : await tx.requests.byId(requestId);
  return request?.state.status === 'executing' && !mayStillLeave(request.state, amsterdamDay(now));
}

async function noticeStands(tx: Tx, { requestId, letterId }: MailRow, now: Date): Promise<boolean> {
  const request = requestId === null ? undefined : await lockRequest(tx, requestId);
  return request !== undefined && letterId !== null && noticeMayLeave(tx, request, letterId, now);
}

async function noticeSent(
  tx: Tx,
  settings: CoreSettings,
  { letterId }: MailRow,
  request: RequestRow,
  to: string,
  now: Date,
): Promise<void> {
  if (letterId === null) return;
  await noticeHasLeft(tx, request, letterId, now);
  const message = { kind: 'notice_sent', number: request.number, to: maskEmail(to) } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
}

async function answerSent(
  tx: Tx,
  settings: CoreSettings,
  mail: MailRow,
  request: RequestRow,
  to: string,
  now: Date,
): Promise<void> {
  if (mail.letterId === null || !(await letterHasLeft(tx, request, mail.letterId, now))) return;
  const message = { kind: 'answer_sent', number: request.number, to: maskEmail(to) } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
  const answered = await lockRequest(tx, request.id);
  if (answered !== undefined) await transmit(tx, settings, answered, mail.letterId, 'system', now);
}

/** From here the announced days run, and the time in which it can be stopped; what was waiting for it goes on. */
async function announcementSent(
  tx: Tx,
  settings: CoreSettings,
  { letterId }: MailRow,
  request: RequestRow,
  now: Date,
): Promise<void> {
  if (letterId === null || request.state.status !== 'executing') return;
  const notBefore = after(now, stopTime(settings, request.state.letter.plan));
  const command = { type: 'confirm_announced', by: 'system', letterId, notBefore } as const;
  const told = await runCommand(tx, request, command, now);
  if (!told.ok || told.value.state.status !== 'executing') return;
  const startAt = new Date(told.value.state.sendAt);
  if (hasCard(told.value)) await tx.enqueue('update-card', { requestId: request.id, why: 'date' });
  await tx.enqueue('send-answer', { requestId: request.id, letterId }, { startAt });
}

/** The mail cannot be delivered: customer and staff are told, nothing is silent (R24). Also when retries have ended. */
export async function giveUpMail(settings: CoreSettings, mailId: string, reason: string): Promise<void> {
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const mail = await tx.mails.byId(mailId);
    if (mail === undefined || mail.status !== 'queued') return;
    const { content } = mail;
    const reachable = mail.requestId === null ? undefined : await lockWithWays(tx, settings, mail.requestId);
    const request = reachable?.request;
    await tx.mails.markFailed(mailId, reason);
    await policyMailEnded(tx, mailId, 'failed', now);
    await endMailDelay(tx, settings, mail, request, 'given_up', now);
    if (content === null) return leaveUnreadable(tx, mail, request, reason, now);
    if (isForStaff(content.kind)) return staffMailFailed(tx, content.kind, reason, now);
    if (reachable === undefined || request === undefined) return;
    const about = request.conversationId;
    if (content.kind === 'undelivered')
      return goOnFromMail(tx, settings, reachable, { about, reason, chatFailed: true }, now);
    // It stands in the chat too; whether it was read there nobody knows.
    if (TOLD_IN_CHAT.includes(content.kind))
      return goOnFromMail(tx, settings, reachable, { about, reason }, now);
    if (content.kind === 'term_letter') {
      if (mail.letterId !== null) await noticeFailed(tx, request, mail.letterId, reason, now);
      return;
    }
    if (content.kind === 'transmission' || content.kind === 'transmission_code') {
      const failed = { about: `transmission:${request.id}`, requestId: request.id, params: { reason } };
      await addTask(tx, { kind: 'delivery_failed', ...failed }, now);
      return;
    }
    const to = maskEmail(content.to);
    if (content.kind === 'code') {
      if (mail.challengeId !== null) await tx.challenges.markFailed(mail.challengeId, now);
      if (content.purpose === 'prove_mailbox') {
        await runCommand(tx, request, { type: 'record_code_failed', by: 'system', reason }, now);
        await addToConversation(
          tx,
          settings,
          request.conversationId,
          { kind: 'code_undeliverable', to },
          now,
          request.id,
        );
      }
      const about = { about: codeOf(request.id), requestId: request.id, params: { reason } };
      await addTask(tx, { kind: 'delivery_failed', ...about }, now);
      return;
    }
    await letterFailed(tx, settings, reachable, { letterId: mail.letterId, reason }, now);
  });
}

/** Nobody knows what it said: a code can be asked again, an answer waits for a decision, and staff have a task. */
async function leaveUnreadable(
  tx: Tx,
  { challengeId, letterId }: MailRow,
  request: RequestRow | undefined,
  reason: string,
  now: Date,
): Promise<void> {
  if (challengeId !== null) await tx.challenges.markFailed(challengeId, now);
  if (letterId === null || request === undefined) return;
  if (request.state.notice?.id === letterId) return noticeFailed(tx, request, letterId, reason, now);
  await runCommand(tx, request, { type: 'fail_send', by: 'system', letterId, reason }, now);
}
