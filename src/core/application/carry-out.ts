import { asSaidBy } from '../conversation/as-said-by.ts';
import type { ConversationDecision } from '../conversation/conversation-decision.ts';
import type {
  ConversationInput,
  ConversationOutput,
  HumanReason,
} from '../conversation/conversation-input.ts';
import { decideConversation } from '../conversation/decide-conversation.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { spokenTo } from '../conversation/to-a-child.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { newId } from '../kernel/ids.ts';
import { isForPrincipal } from '../request/authority.ts';
import { addTask, taskKey } from './add-task.ts';
import { checkTypedCode } from './check-typed-code.ts';
import { conversationFacts } from './conversation-facts.ts';
import { profileIn } from './core-settings.ts';
import { closingDays, readAgainOn } from './due-days.ts';
import { endWork } from './end-work.ts';
import { explainDate } from './explain-date.ts';
import { giveFacts } from './give-facts.ts';
import { mailCode } from './mail-code.ts';
import { mailLink } from './mail-link.ts';
import { narrowRequest } from './narrow-request.ts';
import { notWithdrawn } from './not-withdrawn.ts';
import { noteValue } from './note-value.ts';
import { openFromConversation } from './open-from-conversation.ts';
import { runCommand } from './run-command.ts';
import { startSearch } from './start-search.ts';
import { raiseToStop, stopDoing } from './stop-doing.ts';
import { oweOwnChat } from './tell-own-chat.ts';
import { toldTogether } from './told-together.ts';
import { replaceRequest, type Turn } from './turn.ts';
import { withoutRepeats } from './without-repeats.ts';
import { workAtOnce } from './work-at-once.ts';

/** Turns a decision of the dialogue into commands and messages, in order, and writes them in the turn's transaction. */
export async function carryOut(turn: Turn, decision: ConversationDecision): Promise<void> {
  await perform(turn, decision);
  const { tx, conversation, now, settings } = turn;
  const push = settings.pushes(conversation.channel);
  turn.outgoing.splice(
    0,
    turn.outgoing.length,
    ...turn.outgoing.map((told) => ({ ...told, message: spokenTo(turn.dialogue, told.message) })),
  );
  const messages = toldTogether(await withoutRepeats(turn)).map(({ message, requestId }, index) => ({
    id: newId(),
    conversationId: conversation.id,
    sequence: conversation.nextSequence + index,
    at: now,
    message,
    status: push ? ('queued' as const) : ('shown' as const),
    requestId,
  }));
  turn.outgoing.length = 0;
  if (messages.length > 0) await tx.conversations.addOutbound(messages);
  turn.conversation = { ...conversation, nextSequence: conversation.nextSequence + messages.length };
  await tx.conversations.save(conversation.id, {
    dialogue: turn.dialogue,
    language: conversation.language,
    nextSequence: turn.conversation.nextSequence,
    lastAt: now,
    ...(conversation.noticeVersion === null
      ? {}
      : { notice: { version: conversation.noticeVersion, at: now } }),
    humanWantedAt: conversation.humanWantedAt,
  });
  if (!push) return;
  for (const { id } of messages)
    await tx.enqueue(
      'send-message',
      { messageId: id, conversationId: conversation.id },
      turn.answersFrom === undefined ? {} : { startAt: turn.answersFrom },
    );
}

async function perform(turn: Turn, decision: ConversationDecision): Promise<void> {
  turn.dialogue = decision.state;
  for (const output of decision.outputs) {
    const result = await performOne(turn, output);
    if (result !== undefined)
      await perform(turn, decideConversation(turn.dialogue, result, conversationFacts(turn)));
  }
}

/** Answers with an input for the dialogue where the outcome is for it to say. */
async function performOne(turn: Turn, output: ConversationOutput): Promise<ConversationInput | undefined> {
  switch (output.type) {
    case 'say':
      if (output.message.kind === 'first_notice')
        turn.conversation = { ...turn.conversation, noticeVersion: turn.settings.noticeVersion };
      turn.outgoing.push({
        message: await whenRead(
          turn,
          asSaidBy(turn.conversation.channel, aboutPrincipal(turn, output.message)),
        ),
        requestId: requestOf(turn, output.message)?.id ?? null,
      });
      return undefined;
    case 'open_request':
      return openFromConversation(turn, output);
    case 'explain_date':
      return explainDate(turn, output);
    case 'mail_link':
      return mailLink(turn, output.number);
    case 'choose_copy':
      return command(turn, output.number, { type: 'choose_copy', by: 'customer' });
    case 'ask_identity':
      return command(turn, output.number, { type: 'ask_identity', by: 'customer' });
    case 'note_customer_wrote':
      return command(turn, output.number, { type: 'note_customer_wrote', by: 'customer' });
    case 'act_again':
      return actAgain(turn, output);
    case 'mail_code':
      return mailCode(turn, output);
    case 'check_code':
      return checkTypedCode(turn, output.number, output.code);
    case 'note_value':
      return noteValue(turn, output.number, output.text);
    case 'give_facts':
      return giveFacts(turn, output);
    case 'end_facts':
      return command(turn, output.number, { type: 'end_facts', by: 'customer' });
    case 'withdraw':
      return withdraw(turn, output.number, output.as);
    case 'narrow':
      return narrowRequest(turn, output.number);
    case 'reopen':
      return reopen(turn, output.number);
    case 'call_human':
      return callHuman(turn, output.reason);
    case 'alarm_order':
      return alarmOrder(turn, output.number);
    case 'stop_mailing':
      await addTask(
        turn.tx,
        {
          kind: 'stop_mailing',
          about: turn.conversation.id,
          conversationId: turn.conversation.id,
          params: { reason: output.reason },
        },
        turn.now,
      );
      return undefined;
    case 'pass_to_staff':
      return passToStaff(turn);
    case 'await_answer':
      await addTask(
        turn.tx,
        { kind: 'unanswered_question', about: turn.conversation.id, conversationId: turn.conversation.id },
        turn.now,
      );
      return undefined;
    case 'answered_question':
      await turn.tx.tasks.closeByKey(
        taskKey('unanswered_question', turn.conversation.id),
        'customer',
        turn.now,
      );
      return undefined;
    default:
      return assertNever(output);
  }
}

async function actAgain(
  turn: Turn,
  { number, receivedAt }: { readonly number: string; readonly receivedAt: string },
): Promise<undefined> {
  const request = turn.requests.find((row) => row.number === number);
  if (request !== undefined) await workAtOnce(turn, request, new Date(receivedAt));
  return undefined;
}

const ABOUT_THEM: readonly OutboundMessage['kind'][] = [
  'ask_identity',
  'identity_waits',
  'ask_name',
  'ask_email',
];

/** Who asks with a power gives the name and address of whom he asks for (law.md 8.2). */
function aboutPrincipal({ dialogue: { step }, requests }: Turn, message: OutboundMessage): OutboundMessage {
  if (!ABOUT_THEM.includes(message.kind)) return message;
  const about = 'number' in step ? requests.find(({ number }) => number === step.number) : undefined;
  return about !== undefined && isForPrincipal(about.state)
    ? { kind: 'ask_principal', number: about.number }
    : message;
}

/** In the evening, at the weekend and on a closing day nobody reads: the customer hears from when somebody does (R5). */
async function whenRead({ tx, now }: Turn, message: OutboundMessage): Promise<OutboundMessage> {
  if (message.kind !== 'human_called') return message;
  const readFrom = readAgainOn(now, closingDays(await profileIn(tx)));
  return readFrom === undefined ? message : { ...message, readFrom };
}

function requestOf(turn: Turn, message: object) {
  return 'number' in message ? turn.requests.find((request) => request.number === message.number) : undefined;
}

async function command(
  turn: Turn,
  number: string,
  given: Parameters<typeof runCommand>[2],
): Promise<undefined> {
  const request = turn.requests.find((row) => row.number === number);
  if (request === undefined) return undefined;
  const locked = await turn.tx.requests.lock(request.id);
  if (locked === undefined) return undefined;
  const done = await runCommand(turn.tx, locked, given, turn.now);
  // A step that the request has passed already (a late tap) changes nothing; what the dialogue says stays true.
  if (done.ok) replaceRequest(turn, done.value);
  return undefined;
}

async function withdraw(
  turn: Turn,
  number: string,
  as: 'answered_generally' | 'withdrawn',
): Promise<undefined> {
  const request = turn.requests.find((row) => row.number === number);
  const locked = request === undefined ? undefined : await turn.tx.requests.lock(request.id);
  if (locked === undefined) return undefined;
  // Those of a turn are of who proved their mailbox in this conversation.
  const provenHere = locked.emailHash !== null;
  const done = await runCommand(
    turn.tx,
    locked,
    { type: 'withdraw', by: 'customer', as, provenHere },
    turn.now,
  );
  if (done.ok) {
    replaceRequest(turn, done.value);
    await endWork(turn.tx, done.value, 'customer', turn.now);
    await stopDoing(turn.tx, done.value, locked.state, turn.now);
    await oweOwnChat(turn, locked);
  }
  if (!done.ok && done.refusal.code === 'request.deed_begun')
    replaceRequest(turn, await raiseToStop(turn.tx, locked, turn.now));
  const message = done.ok
    ? ({ kind: 'withdrawn', number, as } as const)
    : notWithdrawn(done.refusal.code, number);
  turn.outgoing.push({ message, requestId: locked.id });
  return undefined;
}

async function reopen(turn: Turn, number: string): Promise<undefined> {
  const before = turn.requests.find((row) => row.number === number);
  await command(turn, number, { type: 'reopen', by: 'customer' });
  const request = turn.requests.find((row) => row.number === number);
  if (request !== undefined && request !== before) await oweOwnChat(turn, request);
  if (request?.state.status === 'gathering')
    replaceRequest(turn, await startSearch(turn.tx, turn.settings, request, turn.now));
  return undefined;
}

/** The parcel may leave today: work of the same day (R22). */
async function alarmOrder({ tx, requests, conversation, now }: Turn, number: string): Promise<undefined> {
  const request = requests.find((row) => row.number === number);
  if (request === undefined) return undefined;
  const where = { requestId: request.id, conversationId: conversation.id };
  await addTask(tx, { kind: 'open_order', about: request.id, ...where }, now);
  return undefined;
}

/** Staff read it with what waits for them already; otherwise it is work of its own. */
async function passToStaff({ tx, conversation, now }: Turn): Promise<undefined> {
  const kind = conversation.humanWantedAt === null ? 'customer_replied' : 'human_wanted';
  await addTask(tx, { kind, about: conversation.id, conversationId: conversation.id }, now);
  return undefined;
}

async function callHuman(turn: Turn, reason: HumanReason): Promise<undefined> {
  turn.conversation = { ...turn.conversation, humanWantedAt: turn.conversation.humanWantedAt ?? turn.now };
  const { id } = turn.conversation;
  await addTask(
    turn.tx,
    { kind: 'human_wanted', about: id, conversationId: id, params: { reason } },
    turn.now,
  );
  // Somebody may have been called here already: this may not wait behind that.
  if (reason === 'distress' || reason === 'danger')
    await addTask(
      turn.tx,
      { kind: 'urgent_help', about: id, conversationId: id, params: { reason } },
      turn.now,
    );
  for (const request of turn.requests)
    if (request.conversationId === id)
      await command(turn, request.number, { type: 'note_human_wanted', by: 'customer' });
  return undefined;
}
