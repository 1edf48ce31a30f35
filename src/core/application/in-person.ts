import { heardFlags } from '../conversation/heard-flags.ts';
import { openRights } from '../conversation/open-rights.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { newId, newRequestNumber, newToken } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { maskBsn } from '../understanding/mask-bsn.ts';
import { carryOut } from './carry-out.ts';
import type { Contact } from './contact.ts';
import { conversationFacts } from './conversation-facts.ts';
import type { CoreSettings } from './core-settings.ts';
import { formId } from './form-id.ts';
import type { AskedInPerson, InPerson, InPersonRefusal } from './in-person-api.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import { recordProof } from './record-proof.ts';
import type { ConversationRow, RequestRow } from './rows.ts';
import { logName, staffMember } from './staff-actor.ts';
import type { Turn } from './turn.ts';
import { BSN_REMOVED } from './without-bsn.ts';

/** The AVG applies from this day on: an earlier receipt is a slip of the pen. */
const FIRST_DAY = '2018-05-25';
const WORDS = 20_000;

/** Requests from the counter and the phone: same clock and same joining as every other one (R2, R12). */
export function makeInPerson(settings: CoreSettings): InPerson {
  return {
    open: (asked, actor, form) =>
      settings.store.transaction(async (tx) => {
        const member = await staffMember(tx, actor);
        if (member === undefined) return refuse('decision.not_allowed');
        const checked = check(asked, settings.clock.now());
        if (!checked.ok) return checked;
        const by = logName(member);
        const key = form === undefined ? newToken() : formId(form, JSON.stringify(asked));
        // Of two at once the second waits here, and finds what the first opened.
        const conversation = await tx.conversations.lock(
          asked.channel,
          key,
          asked.language,
          settings.clock.now(),
        );
        const [opened] = await tx.requests.ofConversation(conversation.id);
        if (opened !== undefined) return ok({ id: opened.id, number: opened.number });
        const request = await takeDown(tx, settings, { ...asked, key, conversation }, checked.value, by);
        if (asked.proof !== null) {
          const context = { tx, request, member, by, now: settings.clock.now() };
          const seen = { ...checked.value, method: asked.proof };
          const proven = await recordProof(settings, context, request.state.cardVersion, seen);
          if (!proven.ok) throw new Error(`what was just opened is not proven: ${proven.refusal.code}`);
        }
        await mailReceipt(tx, settings, request, asked, checked.value);
        return ok({ id: request.id, number: request.number });
      }),
  };
}

function check(asked: AskedInPerson, now: Date): Result<Contact, InPersonRefusal> {
  const { receivedAt } = asked;
  const readable = !Number.isNaN(receivedAt.getTime());
  if (!readable || receivedAt > now || amsterdamDay(receivedAt) < FIRST_DAY)
    return refuse('in_person.moment_invalid');
  if (asked.words.trim() === '') return refuse('in_person.words_missing');
  const typed = asked.email.trim();
  const email = typed === '' ? '' : normaliseEmail(typed);
  if (email === undefined || (email === '' && asked.proof !== null))
    return refuse('in_person.address_invalid');
  const postal = asked.postal.trim();
  if (email === '' && postal === '') return refuse('in_person.contact_missing');
  return ok({ name: asked.name.trim(), email, postal });
}

/** As the first words of a conversation of its own; what the desk would say there is read out by staff, or not. */
async function takeDown(
  tx: Tx,
  settings: CoreSettings,
  asked: AskedInPerson & { readonly key: string; readonly conversation: ConversationRow },
  contact: Contact,
  by: string,
): Promise<RequestRow> {
  const { channel, language, receivedAt, right, key, conversation } = asked;
  const now = settings.clock.now();
  const typed = asked.words.trim().slice(0, WORDS);
  const understood = settings.understand({ channel: 'chat', text: typed, language });
  // UAVG 46, R14: also when staff typed it.
  const words = understood.signals.includes('bsn') ? maskBsn(typed, BSN_REMOVED) : typed;
  await tx.conversations.addInbound({
    id: newId(),
    conversationId: conversation.id,
    sequence: conversation.nextSequence,
    inboundKey: `${channel}:${key}`,
    at: receivedAt,
    text: words,
  });
  const turn: Turn = {
    tx,
    settings,
    now,
    message: { words, receivedAt, source: key },
    ipHash: null,
    conversation: { ...conversation, language, nextSequence: conversation.nextSequence + 1 },
    dialogue: conversation.dialogue,
    requests: [],
    nextNumbers: [newRequestNumber()],
    outgoing: [],
    openedBy: by,
    contact,
  };
  const facts = conversationFacts(turn);
  await carryOut(turn, openRights(turn.dialogue, [right], heardFlags(understood), facts, facts.source));
  const [request] = turn.requests;
  if (request === undefined) throw new Error('nothing was opened');
  return request;
}

/** R15: the receipt may leave without approval; it names nobody, since the address may be mistyped. */
async function mailReceipt(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  { channel, language }: AskedInPerson,
  { email }: Contact,
): Promise<void> {
  if (email === '') return;
  const now = settings.clock.now();
  const { number, right, state } = request;
  const { receivedDay, customerDue: dueDay } = state.due;
  const past = dueDay < amsterdamDay(now) ? ({ past: true } as const) : {};
  const receipt = {
    kind: 'receipt',
    to: email,
    language,
    number,
    right,
    channel,
    receivedDay,
    dueDay,
    ...past,
  } as const;
  await queueMail(tx, receipt, now, { requestId: request.id });
}
