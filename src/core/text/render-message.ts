import type { Choice, OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { Recipient, ShopProfile } from '../policy/shop-profile.ts';
import { askInWords, youngContext } from './ask-in-words.ts';
import { choice, moreOf, type Offer } from './choices.ts';
import { deskHosts } from './desk-notice-sections.ts';
import { listInWords } from './list-in-words.ts';
import { MESSAGE_TEMPLATES, type TemplateMessage } from './message-templates.ts';
import { notAnsweredYet } from './not-answered-yet.ts';
import { type AskedOfPolicy, policyAnswer } from './policy-answer.ts';
import { rightQuestion } from './right-question.ts';
import { spokenToAChild } from './spoken-to-a-child.ts';
import { isLate, isOpen, statusLine } from './status-line.ts';
import { stopQuestion } from './stop-question.ts';
import { dayInWords, type TextKey, type TextParams, text } from './texts.ts';
import { whyThisDate } from './why-this-date.ts';

/**
 * The words and choices of one message (R1-R7, R12): at most 90 words and one question. `publicUrl` is the address
 * of the customer's pages, without a slash at its end; without it the links are those of the page itself.
 */
export function renderMessage(
  message: OutboundMessage,
  language: ReplyLanguage,
  shop: ShopProfile,
  publicUrl = '',
): OutboundContent {
  return spokenToAChild(message, contentOf(message, language, shop, publicUrl), language, shop);
}

function contentOf(
  message: OutboundMessage,
  language: ReplyLanguage,
  shop: ShopProfile,
  publicUrl: string,
): OutboundContent {
  const known = {
    shop: shop.name,
    phone: shop.phone,
    email: shop.email,
    url: `${publicUrl}/privacy`,
    notice: `${publicUrl}/privacy#balie`,
    ...paramsOf(message, language),
  };
  const words = (key: TextKey, params: TextParams = {}): string =>
    text(language, key, { ...known, ...params });
  const offer = (...offers: readonly Offer[]): readonly Choice[] =>
    offers.map((name) => choice(language, name, 'number' in message ? message.number : undefined));
  // What is told of the first shop's policy is not told of another shop's.
  const general = shop.ownPolicy === undefined ? undefined : GENERAL_TOPICS[message.kind];
  if (general !== undefined) return policyAnswerWithChoices(general, language, shop, known.url);
  if (isTemplate(message)) {
    const { paragraphs, offers } = MESSAGE_TEMPLATES[message.kind];
    const told = paragraphs.map((key) => inTime(key, message)).filter((key) => isTold(key, message));
    return { paragraphs: told.map((key) => words(key)), choices: offer(...offers) };
  }
  switch (message.kind) {
    case 'first_notice':
      return { paragraphs: noticeLines(message.channel, words), choices: [] };
    case 'general_answer': {
      const recipients = recipientsInWords(language, shop.recipients);
      const paragraphs = [
        words('messages:general_answer.what'),
        ...(recipients === '' ? [] : [words('messages:general_answer.who', { recipients })]),
        words('messages:general_answer.how_long'),
      ];
      return { paragraphs, choices: offer('more', 'human') };
    }
    case 'policy_answer':
      return policyAnswerWithChoices(message, language, shop, known.url);
    case 'human_called':
      return {
        paragraphs: [
          message.readFrom === undefined
            ? words('messages:human_called.when')
            : words('messages:human_called.later', { day: dayInWords(language, message.readFrom) }),
          ...(message.channel === 'web' ? [words('messages:human_called.web')] : []),
          words('messages:human_called.phone'),
        ],
        choices: [],
      };
    case 'desk_readers':
      return {
        paragraphs: [
          words('messages:desk_readers.who'),
          words('messages:desk_readers.passes'),
          ...deskHosts(language, shop),
          words('messages:desk_readers.more'),
        ],
        choices: offer('human'),
      };
    case 'ask_which':
    case 'confirm_stop_all':
    case 'withdrawn_all':
      return stopQuestion(message, language, words);
    case 'human_when': {
      const when = words(message.past === true ? 'messages:human_when.late' : 'messages:human_when.by');
      return { paragraphs: [when, words('messages:human_when.phone')], choices: [] };
    }
    case 'status': {
      const [first, ...others] = message.requests;
      if (first === undefined)
        return { paragraphs: [words('messages:status_none.text')], choices: offer('human') };
      const why = others.length === 0 && isOpen(first) ? [choice(language, 'why_date', first.number)] : [];
      return {
        paragraphs: [
          words('messages:status.intro'),
          ...message.requests.map((line) => statusLine(line, language)),
          ...(message.more === undefined ? [] : [words('messages:status.more', { count: message.more })]),
          ...(message.requests.some(isLate) ? [words('messages:status.soon')] : []),
        ],
        choices: [...why, ...(message.onPage === true ? offer('new_link', 'human') : offer('human'))],
      };
    }
    case 'why_this_date': {
      const paragraphs = [
        ...whyThisDate(message, language),
        ...(message.past === true ? [words('messages:answer_by.past')] : []),
      ];
      return { paragraphs, choices: offer('human') };
    }
    case 'not_answered_yet':
      return { paragraphs: notAnsweredYet(message, language, shop), choices: offer('human') };
    case 'withdrawn':
      return {
        paragraphs: [words(`messages:withdrawn.${message.as}`), words('messages:withdrawn.reopen')],
        choices: offer('human'),
      };
    case 'changed_elsewhere':
      return {
        paragraphs: [
          words(`messages:changed_elsewhere.${message.what}`),
          words('messages:changed_elsewhere.not_you'),
        ],
        choices: offer('human'),
      };
    case 'confirm_right':
    case 'right_offered':
      return rightQuestion(message, language, words);
    case 'file_not_taken': {
      const remove = message.file === 'image' ? [words('messages:file_instead.remove')] : [];
      const type = words('messages:file_instead.type');
      return {
        paragraphs: [words(`messages:file_not_taken.${message.file}`), ...remove, type],
        choices: offer('human'),
      };
    }
    case 'ask_authority':
      return {
        paragraphs: [
          words(`messages:ask_authority.${message.capacity}`),
          words('messages:ask_authority.calm'),
        ],
        choices: offer('human'),
      };
    case 'letter':
      return { paragraphs: message.paragraphs, choices: offer('human') };
    case 'staff_text':
    case 'staff_question': {
      const written = message.text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
      const signed = words('messages:staff_text.signed', { name: message.signedBy });
      const clock = message.kind === 'staff_question' ? [words('messages:staff_text.clock')] : [];
      return { paragraphs: [...written, ...clock, signed], choices: [] };
    }
    default:
      return assertNever(message);
  }
}

function isTemplate(message: OutboundMessage): message is TemplateMessage {
  return message.kind in MESSAGE_TEMPLATES;
}

const GENERAL_TOPICS: Readonly<Partial<Record<OutboundMessage['kind'], AskedOfPolicy>>> = {
  general_answer: { topic: 'purpose', also: ['processors', 'retention'] },
  general_more: { topic: 'rights', also: ['automatic_data', 'cookies'] },
};

function policyAnswerWithChoices(
  asked: AskedOfPolicy,
  language: ReplyLanguage,
  shop: ShopProfile,
  page: string,
): OutboundContent {
  const { paragraphs, more } = policyAnswer(asked, language, shop, page);
  const offers = more.map((topic, index) => moreOf(language, topic, index > 0));
  return { paragraphs, choices: [...offers, choice(language, 'human')] };
}

/** Where "type it here" would be wrong. */
const BY_MAIL: Readonly<Partial<Record<TextKey, TextKey>>> = {
  'messages:code_sent.sent': 'messages:code_sent.by_mail',
  'messages:code_sent_late.sent': 'messages:code_sent_late.by_mail',
  'messages:code_waits.text': 'messages:code_waits.by_mail',
};

/** How often it may still be tried is left out where that is not known. */
function isTold(key: TextKey, message: OutboundMessage): boolean {
  return key !== 'messages:tries.left' || ('left' in message && message.left !== undefined);
}

/** A date that went by is not promised again. */
function inTime(key: TextKey, message: OutboundMessage): TextKey {
  if ('byMail' in message && message.byMail === true) return BY_MAIL[key] ?? key;
  if (key === 'messages:tries.left' && 'left' in message && message.left === 0) return 'messages:tries.none';
  const past = 'past' in message && message.past === true;
  return past && key === 'messages:answer_by.date' ? 'messages:answer_by.past' : key;
}

function paramsOf(message: OutboundMessage, language: ReplyLanguage): TextParams {
  return {
    ...youngContext(message),
    ...('number' in message ? { number: message.number } : {}),
    ...('failed' in message ? { channel: text(language, `terms:channels.${message.failed}`) } : {}),
    ...('left' in message && message.left !== undefined ? { count: message.left } : {}),
    ...('into' in message ? { into: message.into } : {}),
    ...('other' in message ? { other: message.other } : {}),
    ...('to' in message ? { to: message.to } : {}),
    ...('dueDay' in message ? { day: dayInWords(language, message.dueDay) } : {}),
    ...('leftDay' in message ? { left: dayInWords(language, message.leftDay) } : {}),
    ...('askedDay' in message && message.askedDay !== undefined
      ? { asked: dayInWords(language, message.askedDay) }
      : {}),
    ...('right' in message ? { ask: askInWords(message, language) } : {}),
  };
}

/** Who, what for, and where else (R1; AVG 13; AI Act 50(1)), in three lines; a chat service that reads along is named. */
function noticeLines(channel: ChannelName, words: (key: TextKey, params?: TextParams) => string): string[] {
  const who = words('messages:first_notice.who');
  const use = words('messages:first_notice.use');
  switch (channel) {
    case 'telegram':
    case 'discord': {
      const service = words(`terms:channels.${channel}`);
      return [
        who,
        `${use} ${words('messages:first_notice.service', { service })}`,
        words('messages:first_notice.elsewhere'),
      ];
    }
    case 'web':
    case 'counter':
    case 'phone':
      return [who, use, words('messages:first_notice.mail_instead')];
    case 'email':
      return [who, use, words('messages:first_notice.page_instead')];
    default:
      return assertNever(channel);
  }
}

/** More would not fit in a message, and nor would their tasks; the page tells all of it. */
const NAMED_RECIPIENTS = 5;

function recipientsInWords(language: ReplyLanguage, recipients: readonly Recipient[]): string {
  const count = Math.max(0, recipients.length - NAMED_RECIPIENTS);
  const named = recipients
    .slice(0, NAMED_RECIPIENTS)
    .map(({ name, task }) =>
      count > 0 ? name : `${name} (${text(language, `terms:tasks_for_us.${task}`)})`,
    );
  return listInWords(
    language,
    count === 0 ? named : [...named, text(language, 'messages:general_answer.others', { count })],
  );
}
