import { asSaidBy } from '../conversation/as-said-by.ts';
import { afterStaffWrote } from '../conversation/dialogue-state.ts';
import { spokenTo } from '../conversation/to-a-child.ts';
import { OWN_RECORDS } from '../fulfilment/processor.ts';
import type { ConversationId, RequestId } from '../kernel/ids.ts';
import { newId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { taskKey } from './add-task.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import { readable } from './readable-request.ts';
import type { RequestRow, StaffRow } from './rows.ts';
import { runCommand } from './run-command.ts';
import { logName } from './staff-actor.ts';

export type StaffTextRefusal =
  | 'staff_text.empty'
  | 'staff_text.too_long'
  | 'staff_text.holds_record_content'
  | 'staff_text.no_channel';

const STAFF_TEXT_CHARACTERS = 2_000;
/** Shorter values (a house number, "NL") and plain words ("betaald") stand in many innocent sentences. */
const TELLING = /^(?=.*[\d@]).{5,}$/s;
/** What somebody's record looks like, for a conversation in which nobody has proven who he is (R15). */
const RECORD_LIKE = [
  /\b\d{4} ?[A-Z]{2}\b/, // postcode
  /\b[A-Z]{2}\d{2} ?[A-Z]{4} ?\d{4}/, // IBAN
  /(?:€|\beuro?\b) ?\d|\d ?(?:€|euro?\b)/i, // amount
  /\b\d+,\d{2}\b/, // amount without its sign
  /\b[A-Z]{1,3}-?\d{4,}\b/, // order number
  // an e-mail address, but of an office
  /(?<![\w.+-])(?!(?:avg|contact|fg|gdpr|help|info|klantenservice|privacy|service|support)@)[\w.+-]+@[\w-]+\.\p{L}{2,}/iu,
  // a telephone number of a person or a house; 08 and 09 are of firms
  /(?:(?:\+|\b00)31[ -]?(?:\(0\))?[ -]?|\b0)[1-7](?:[ -]?\d){8}\b/,
  // a house; nobody lives "onderweg 2 dagen"
  /\p{Lu}\p{L}*(?:straat|laan|weg|plein|kade|gracht|singel|dijk|hof|pad|steeg|markt|plantsoen|dreef|hout) \d/u,
];
/** Of the Autoriteit Persoonsgegevens: staff may say where to complain. */
const AUTHORITY = 'Hoge Nieuwstraat 8';

/** A question of staff to the customer. The clock runs on (R10); the text says who asks. */
export async function askCustomer(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  text: string,
  member: StaffRow,
  now: Date,
): Promise<Result<null, StaffTextRefusal | 'decision.wrong_state'>> {
  if (isInPerson(request.state.channel)) return refuse('staff_text.no_channel');
  const fits = await checkStaffText(tx, text, await recordValues(tx, [request]), request.state.level > 0);
  if (!fits.ok) return fits;
  const asked = await runCommand(tx, request, { type: 'ask_customer', by: logName(member) }, now);
  if (!asked.ok) return refuse('decision.wrong_state');
  const message = {
    kind: 'staff_question',
    text: text.trim(),
    signedBy: member.name,
  } as const;
  await addToConversation(tx, settings, request.conversationId, message, now, request.id);
  await mailToProven(tx, { conversationId: request.conversationId, requestId: request.id }, message, now);
  await tx.tasks.closeByKey(taskKey('customer_replied', request.conversationId), logName(member), now);
  return ok(null);
}

/** The text without what may always be said: whole or in parts, in any case, a number with other blanks and signs. */
function without(text: string, own: readonly string[]): string {
  const parts = [AUTHORITY, ...own].flatMap((value) => value.split(','));
  return parts
    .map((part) => [...part].filter((sign) => /[\p{L}\d@]/u.test(sign)))
    .filter((signs) => signs.length > 0)
    .reduce((rest, signs) => rest.replaceAll(inAnySpelling(signs), ' '), text);
}

function inAnySpelling(signs: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\d])${signs.join('[^\\p{L}\\d@]{0,2}')}(?![\\p{L}\\d])`, 'giu');
}

/** How the shop itself can be reached: no record of anybody. */
export async function ownContact(tx: Tx): Promise<readonly string[]> {
  const { address, phone, email, website } = await profileIn(tx);
  return [address, phone, email, website];
}

/** The same with the shop's own address and numbers, which staff may always give. */
export async function checkStaffText(
  tx: Tx,
  text: string,
  values: readonly string[],
  proven: boolean,
): Promise<Result<null, StaffTextRefusal>> {
  return checkText(text, values, proven, await ownContact(tx));
}

/**
 * Free text goes to a chat only without record content: the chat service reads along, and a chat account is not the
 * proven mailbox (R4, R15). `values` are what the search found about the person.
 */
export function checkText(
  text: string,
  values: readonly string[],
  proven: boolean,
  own: readonly string[] = [],
): Result<null, StaffTextRefusal> {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('staff_text.empty');
  if (trimmed.length > STAFF_TEXT_CHARACTERS) return refuse('staff_text.too_long');
  const haystack = trimmed.toLowerCase();
  const telling = values.some((value) => TELLING.test(value) && haystack.includes(value.toLowerCase()));
  const looksLike = !proven && RECORD_LIKE.some((pattern) => pattern.test(without(trimmed, own)));
  return telling || looksLike ? refuse('staff_text.holds_record_content') : ok(null);
}

/**
 * Every value that the searches of these requests found in the shop's systems, and their addresses. What the customer
 * wrote here, and the number of a request, were said in this conversation before.
 */
export async function recordValues(tx: Tx, requests: readonly RequestRow[]): Promise<readonly string[]> {
  const values: string[] = [];
  for (const request of requests.map(readable)) {
    if (request.email !== null) values.push(request.email);
    for (const { source, records } of await tx.requests.searches(request.id))
      if (source !== OWN_RECORDS)
        values.push(...records.flatMap((record) => record.fields.map((field) => field.value)));
  }
  return values;
}

/** Puts a named text of staff into the customer's conversation. */
export async function say(
  tx: Tx,
  settings: CoreSettings,
  conversationId: ConversationId,
  text: string,
  signedBy: string,
  now: Date,
  requestId: RequestId | null,
  messageId?: string,
): Promise<void> {
  const message = { kind: 'staff_text', text, signedBy } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId, messageId);
  await mailToProven(tx, { conversationId, requestId }, message, now);
}

/** Adds one message outside a turn: a locked conversation keeps the order. */
export async function addToConversation(
  tx: Tx,
  settings: Pick<CoreSettings, 'pushes'>,
  conversationId: ConversationId,
  message: Parameters<Tx['conversations']['addOutbound']>[0][number]['message'],
  now: Date,
  requestId: RequestId | null,
  id: string = newId(),
): Promise<void> {
  const conversation = await tx.conversations.lockById(conversationId);
  if (conversation === undefined) return;
  const push = settings.pushes(conversation.channel);
  await tx.conversations.addOutbound([
    {
      id,
      conversationId,
      sequence: conversation.nextSequence,
      at: now,
      message: spokenTo(conversation.dialogue, asSaidBy(conversation.channel, message)),
      status: push ? 'queued' : 'shown',
      requestId,
    },
  ]);
  const byStaff = message.kind === 'staff_text' || message.kind === 'staff_question';
  await tx.conversations.save(conversationId, {
    nextSequence: conversation.nextSequence + 1,
    ...(byStaff ? { dialogue: afterStaffWrote(conversation.dialogue) } : {}),
  });
  if (push) await tx.enqueue('send-message', { messageId: id, conversationId });
}
