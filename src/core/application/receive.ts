import type { InboundMessage, Receive, ReceiveReceipt } from '../conversation/channel.ts';
import { CHOICES, type ChoiceName } from '../conversation/choice-name.ts';
import type { ConversationInput } from '../conversation/conversation-input.ts';
import { decideConversation } from '../conversation/decide-conversation.ts';
import type { DialogueState } from '../conversation/dialogue-state.ts';
import { heldFor } from '../conversation/held.ts';
import { after } from '../kernel/clock.ts';
import { newId, newRequestNumber, type RequestId } from '../kernel/ids.ts';
import { LIMITS } from '../kernel/limits.ts';
import { isPolicyTopic } from '../kernel/policy-topics.ts';
import { RIGHTS } from '../kernel/rights.ts';
import { maskBsn } from '../understanding/mask-bsn.ts';
import type { Understanding } from '../understanding/understanding.ts';
import { answerToMail, type Taken } from './answer-to-mail.ts';
import { carryOut } from './carry-out.ts';
import { codeSentBack } from './code-sent-back.ts';
import { conversationFacts } from './conversation-facts.ts';
import type { CoreSettings } from './core-settings.ts';
import { networkHash } from './guess-code.ts';
import { ofWhoSpeaks } from './is-same-person.ts';
import { keptOfFacts } from './kept-of-facts.ts';
import { noteFurther } from './note-further.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow } from './rows.ts';
import { type Heard, spokenLanguage } from './spoken-language.ts';
import {
  answersFrom,
  heardIn,
  holdMail,
  placeOf,
  senderOnFile,
  tooManyMails,
  withSender,
  wordsIn,
} from './take-mail.ts';
import { takeReport } from './take-report.ts';
import type { Turn } from './turn.ts';
import { unlessUnchecked } from './unchecked-mail.ts';
import { BSN_REMOVED } from './without-bsn.ts';

/**
 * Takes in one message of a customer. Resolves when it is durably stored together with everything it led to; a
 * repeated delivery resolves as `duplicate` and has no effect. Rejects when it could not be stored: the channel must
 * not acknowledge it then.
 */
export function makeReceive(settings: CoreSettings): Receive {
  return async (message): Promise<ReceiveReceipt> => {
    if (message.kind === 'ignored') return { status: 'ignored' };
    if (message.kind === 'report') return takeReport(settings, message);
    const understood = settings.understand({ ...heardIn(message), ...languageHint(message) });
    const sentBack = await codeSentBack(settings, message, understood);
    if (sentBack !== undefined) {
      const { message: typed, number } = sentBack;
      return takeIn(settings, typed, settings.understand(heardIn(typed)), { codeFor: number });
    }
    const answer = await answerToMail(settings, message, understood);
    if (answer?.kind === 'joins')
      return takeIn(settings, answer.message, settings.understand(heardIn(answer.message)));
    return takeIn(settings, message, understood, answer === undefined ? {} : { heldBeside: answer.about });
  };
}

/**
 * `codeFor`: the message is a code for the request with this number, whatever is being talked about. `heldBeside`: a
 * person looks whether it belongs to this request.
 */
async function takeIn(
  settings: CoreSettings,
  message: Taken,
  understood: Understanding,
  { codeFor, heldBeside }: { readonly codeFor?: string; readonly heldBeside?: RequestId } = {},
): Promise<ReceiveReceipt> {
  // UAVG 46: the number itself is stored nowhere; that one was there stays visible (R14).
  const bsn = understood.signals.includes('bsn');
  const masked = (words: string) => (bsn ? maskBsn(words, BSN_REMOVED) : words);
  const words = wordsIn(message);
  const text = masked(words.said);
  const now = settings.clock.now();
  const heard: Heard = {
    text: message.kind === 'edit' ? '' : words.said,
    language: understood.language,
    hint: languageHint(message).language,
  };
  const either = settings.choiceWords.nl.either_language;
  const firstLanguage = spokenLanguage(heard, { far: undefined, open: false }, either);
  const provenSender = await senderOnFile(settings, message.mail, understood);
  const inboundKey = `${message.channel}:${message.externalId}`;
  return settings.store.transaction(async (tx) => {
    // A mail that comes again would else begin a conversation anew.
    if (message.mail !== undefined && (await tx.conversations.seen(inboundKey)))
      return { status: 'duplicate' };
    const place =
      message.mail === undefined
        ? { key: message.conversationKey }
        : await placeOf(tx, message, message.mail, understood);
    const conversation = await tx.conversations.lock(message.channel, place.key, firstLanguage.language, now);
    const ipHash = networkHash(settings.secrets, message.ipAddress);
    if (await tooMany(tx, conversation, ipHash, now)) return { status: 'refused' };
    // R9: what somebody knows of an order is compared and not kept.
    const kept = keptOfFacts(settings, conversation.dialogue, conversation.language, understood, {
      text,
      edited: message.kind === 'edit',
    });
    const unwanted = bsn || kept(text) !== text;
    const stored = await tx.conversations.addInbound({
      id: newId(),
      conversationId: conversation.id,
      sequence: conversation.nextSequence,
      inboundKey,
      at: message.receivedAt,
      text: words.stored === '' ? describe(message) : kept(masked(words.stored)),
      leftOut: words.leftOut,
    });
    if (!stored) {
      await tx.conversations.forget(conversation.id);
      return { status: 'duplicate' };
    }
    const { mail } = message;
    const flood = mail !== undefined && (await tooManyMails(tx, conversation, now));
    const held = place.held ?? (heldBeside !== undefined ? 'unclear' : flood ? 'automatic' : undefined);
    if (held !== undefined) {
      await holdMail(tx, conversation, held, now, heldBeside);
      return { status: 'stored' };
    }
    const isFirst = conversation.nextSequence === 1;
    const later =
      mail !== undefined && isFirst ? await answersFrom(tx, settings, conversation, mail, now) : undefined;
    const so = { far: conversation.language, open: conversation.dialogue.languageOpen === true };
    const spoken = isFirst ? firstLanguage : spokenLanguage(heard, so, either);
    const turn: Turn = {
      tx,
      settings,
      now,
      message: { words: kept(text), receivedAt: message.receivedAt, source: message.externalId },
      ipHash,
      ...(provenSender === undefined ? {} : { provenSender }),
      ...(later === undefined ? {} : { answersFrom: later }),
      conversation: {
        ...conversation,
        language: spoken.language,
        nextSequence: conversation.nextSequence + 1,
      },
      dialogue: withSender(withLanguage(conversation.dialogue, spoken.open), message.mail, understood),
      // nothing was ever said here before
      requests: isFirst
        ? []
        : await ofWhoSpeaks(tx, conversation.id, await tx.requests.lockOfTurn(conversation.id)),
      nextNumbers: RIGHTS.map(() => newRequestNumber()),
      outgoing: [],
    };
    const known = turn.requests.map(({ id }) => id);
    const codeOf = turn.requests.find(({ number }) => number === codeFor);
    if (codeOf !== undefined && codeOf.state.level === 0 && !heldFor(turn.dialogue, codeOf.number)) {
      const outputs = [{ type: 'check_code', number: codeOf.number, code: text }] as const;
      await carryOut(turn, { state: turn.dialogue, outputs });
      return storedWith(turn, unwanted);
    }
    for (const input of inputsOf(message, text, understood, conversation.dialogue)) {
      const decision = decideConversation(turn.dialogue, input, conversationFacts(turn));
      await carryOut(turn, await unlessUnchecked(turn, mail, decision));
    }
    if (text !== '') await noteFurther(turn, known, understood);
    return storedWith(turn, unwanted);
  });
}

/** `unwanted`: something in it was not kept. */
function storedWith({ codeUsed }: Turn, unwanted: boolean): ReceiveReceipt {
  return unwanted || codeUsed === true ? { status: 'stored', unwanted: true } : { status: 'stored' };
}

/** Whether this network began so many conversations in a day that this one is not taken in (R29). */
async function tooMany(
  tx: Tx,
  { id, nextSequence }: ConversationRow,
  ipHash: string | null,
  now: Date,
): Promise<boolean> {
  if (ipHash === null || nextSequence > 1) return false;
  const { most, withinMs } = LIMITS.conversationsPerNetwork;
  if ((await tx.conversations.begunFrom(ipHash, id, after(now, -withinMs))) <= most) return false;
  await tx.conversations.forget(id);
  return true;
}

/** What stands in the transcript for a message without words. */
function describe(message: InboundMessage): string {
  if (message.kind === 'choice') return `[${message.choice}]`;
  return message.kind === 'file' ? `[${message.file}]` : '';
}

function languageHint(message: InboundMessage): { readonly language?: 'nl' | 'en' } {
  if (message.languageHint === undefined) return {};
  return { language: message.languageHint.toLowerCase().startsWith('nl') ? 'nl' : 'en' };
}

function withLanguage({ languageOpen: _open, ...rest }: DialogueState, open: boolean): DialogueState {
  return open ? { ...rest, languageOpen: true } : rest;
}

function inputsOf(
  message: InboundMessage,
  text: string,
  understood: Understanding,
  { offered = [] }: DialogueState,
): readonly ConversationInput[] {
  switch (message.kind) {
    case 'text': {
      const [, number] = /^(\d{1,2})[.)]?$/.exec(text) ?? [];
      const choice = number === undefined ? undefined : offered[Number(number) - 1];
      return [choice === undefined ? { type: 'said', text, understood } : choiceInput(choice)];
    }
    case 'edit':
      return [{ type: 'edited', text, understood }];
    case 'file': {
      const file: ConversationInput = { type: 'sent_file', file: message.file };
      return text.trim() === '' ? [file] : [file, { type: 'said', text, understood }];
    }
    case 'choice':
      return [choiceInput(message.choice)];
    default:
      return [];
  }
}

/** `copy.PB-2345-6789`, `right.erasure`, `more.cookies`, `more`; anything else is a button of long ago, or forged. */
function choiceInput(id: string): ConversationInput {
  const [name, detail] = id.split('.', 2);
  const choice = CHOICES.find((known): known is ChoiceName => known === name);
  if (choice === undefined) return { type: 'chose_unknown' };
  if (detail === undefined) return { type: 'chose', choice };
  if (isPolicyTopic(detail)) return { type: 'chose', choice, topic: detail };
  const right = RIGHTS.find((known) => known === detail);
  return right === undefined ? { type: 'chose', choice, number: detail } : { type: 'chose', choice, right };
}
