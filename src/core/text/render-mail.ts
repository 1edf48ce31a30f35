import type { InPersonReceipt } from '../conversation/in-person-receipt.ts';
import type { IdentityNews, NotAnsweredYet, OutboundMessage } from '../conversation/messages.ts';
import type { Reminder } from '../deadline/reminder-plan.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { retentionTerm } from '../kernel/retention-terms.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { PolicyNews } from '../policy/summarise-changes.ts';
import { escapeHtml } from './escape-html.ts';
import { lengthInWords } from './length-in-words.ts';
import { letterBlocks } from './letter-html.ts';
import { letterText } from './letter-text.ts';
import {
  type MailPart,
  mailButton,
  mailCode,
  mailFrame,
  mailParagraph,
  type RenderedMail,
} from './mail-frame.ts';
import { notAnsweredYet } from './not-answered-yet.ts';
import { policyNewsInWords } from './policy-news-in-words.ts';
import { receiptInWords } from './receipt-in-words.ts';
import { reminderNotice } from './reminder-notice.ts';
import { renderMessage } from './render-message.ts';
import { type StaffNotice, staffNotice } from './staff-notice.ts';
import { type TextKey, type TextParams, text } from './texts.ts';
import { type TransmissionToRender, transmissionMail } from './transmission-mail.ts';

export type { RenderedMail } from './mail-frame.ts';

/** What a mail is made of; links are whole addresses. */
export type MailToRender =
  | {
      readonly kind: 'code';
      readonly purpose: 'prove_mailbox' | 'open_answer';
      readonly code: string;
      readonly right: Right;
      readonly channel: ChannelName;
      /** "Was u dit niet?": opening it changes nothing, a button there does. */
      readonly reportUrl: string;
      /** Somebody else asks for him: by giving the code he says that he wants it (law.md 8.2). */
      readonly principal?: true;
      /** The code may be sent as an answer to this mail (R7). */
      readonly byAnswer?: true;
    }
  /** Without a page for an address that nobody proved. */
  | {
      readonly kind: 'answer';
      readonly letter: RenderedLetter;
      readonly url: string | null;
      readonly erased?: true;
      readonly receipt?: string;
    }
  /** One more link to it. */
  | {
      readonly kind: 'answer_link';
      readonly number: string;
      readonly url: string;
      readonly reminder?: true;
    }
  | TransmissionToRender
  | { readonly kind: 'identity_news'; readonly message: IdentityNews; readonly url: string }
  | { readonly kind: 'term_letter'; readonly letter: Pick<RenderedLetter, 'title' | 'blocks'> }
  | { readonly kind: 'announcement'; readonly letter: Pick<RenderedLetter, 'title' | 'blocks'> }
  | { readonly kind: 'sign_in'; readonly url: string }
  | { readonly kind: 'staff_alert'; readonly notice: StaffNotice; readonly url: string }
  /** What staff wrote into the chat; `url` is the chat. */
  | {
      readonly kind: 'staff_text';
      readonly text: string;
      readonly signedBy: string;
      readonly question: boolean;
      readonly url: string;
    }
  | { readonly kind: 'human_delayed' | 'codes_allowed'; readonly url: string }
  /** `url` is the desk's notice about itself. */
  | { readonly kind: 'receipt'; readonly receipt: InPersonReceipt; readonly url: string }
  | {
      readonly kind: 'notice';
      readonly about:
        | 'ask_facts'
        | 'facts_wrong'
        | 'facts_ended'
        | 'new_address'
        | 'old_address'
        | 'withdrawn';
      readonly url: string;
    }
  /** What did not arrive in a chat. */
  | {
      readonly kind: 'undelivered';
      readonly from: ChannelName;
      readonly messages: readonly OutboundMessage[];
      /** Of the customer's pages, without a slash at its end. */
      readonly site: string;
    }
  /** `url` shows all that changed. */
  | { readonly kind: 'policy_notice'; readonly news: PolicyNews; readonly url: string }
  | { readonly kind: 'not_answered_yet'; readonly message: NotAnsweredYet; readonly url: string }
  | { readonly kind: 'reminder'; readonly reminder: Reminder; readonly url: string };

/** A mail in words (R7, R21, R30). Subjects are neutral: they say neither which right nor that there is one. */
export function renderMail(
  mail: MailToRender,
  language: ReplyLanguage,
  shop: ShopProfile,
  options: { readonly demo: boolean; readonly answerable?: boolean },
): RenderedMail {
  const words = (key: TextKey, params: TextParams = {}): string =>
    text(language, key, { shop: shop.name, ...params });
  const frame = (subject: string, ...parts: readonly MailPart[]): RenderedMail =>
    mailFrame(subject, parts, { language, shop, demo: options.demo });
  // R35: a web session lasts a day, so the chat alone is no way back.
  const how = { email: shop.email, phone: shop.phone };
  const reply = (url: string): readonly MailPart[] => [
    mailParagraph(
      words(options.answerable === true ? 'mail:staff_text.answer' : 'mail:staff_text.reply', how),
    ),
    mailButton(words('mail:staff_text.open'), url),
  ];
  switch (mail.kind) {
    case 'code': {
      const asked = { ask: words(`terms:asks.${mail.right}`), via: words(`mail:via.${mail.channel}`) };
      const prove = mail.purpose === 'prove_mailbox';
      const whose = prove && mail.principal === true ? 'principal_code' : 'code';
      return frame(
        words('mail:code.subject'),
        mailParagraph(words(prove ? `mail:${whose}.why` : 'mail:open_code.why', asked)),
        mailParagraph(words(prove ? useOf(whose, mail.byAnswer) : 'mail:open_code.use')),
        mailCode(mail.code),
        mailParagraph(`${words('mail:code.valid')} ${words(`mail:${whose}.nobody`)}`),
        mailParagraph(words('mail:code.not_you')),
        mailButton(words('mail:code.report'), mail.reportUrl),
      );
    }
    case 'answer': {
      const { letter, url, erased, receipt } = mail;
      const kept = erased === true ? 'erasure_case' : 'package';
      const period = lengthInWords(language, retentionTerm(kept));
      const taken = lengthInWords(language, retentionTerm('taken_link'));
      const way = words(erased === true ? 'mail:answer.page_erased' : 'mail:answer.page', { period, taken });
      const page = url === null ? [] : [mailParagraph(way), mailButton(words('mail:answer.open'), url)];
      const proof =
        receipt === undefined
          ? []
          : [words('mail:answer.receipt'), receipt, words('mail:answer.receipt_use')];
      return frame(words('mail:answer.subject'), letterPart(letter), ...proof.map(mailParagraph), ...page);
    }
    case 'answer_link': {
      const why = words(`mail:answer_link.${mail.reminder === true ? 'unopened' : 'asked'}`, {
        number: mail.number,
      });
      const period = lengthInWords(language, retentionTerm('package'));
      return frame(
        words('mail:answer.subject'),
        ...[why, words('mail:answer_link.use', { period })].map(mailParagraph),
        mailButton(words('mail:answer_link.open'), mail.url),
        mailParagraph(words('mail:answer_link.help', how)),
      );
    }
    case 'transmission':
    case 'transmission_code':
      return frame(words('mail:transmission.subject'), ...transmissionMail(mail, language, words));
    case 'announcement':
    case 'term_letter':
      return frame(words('mail:answer.subject'), letterPart(mail.letter));
    case 'identity_news':
      return frame(
        words('mail:staff_text.subject'),
        ...renderMessage(mail.message, language, shop).paragraphs.map(mailParagraph),
        ...reply(mail.url),
      );
    case 'sign_in':
      return frame(
        words('mail:sign_in.subject'),
        mailParagraph(words('mail:sign_in.why')),
        mailButton(words('mail:sign_in.open'), mail.url),
        mailParagraph(words('mail:sign_in.not_you')),
      );
    case 'staff_alert': {
      const urgent = mail.notice.deadline !== undefined;
      return frame(
        words(urgent ? 'mail:staff_alert.urgent' : 'mail:staff_alert.subject'),
        mailParagraph(staffNotice(mail.notice, language)),
        mailButton(words('mail:staff_alert.open'), mail.url),
        mailParagraph(words('mail:staff_alert.no_data')),
      );
    }
    case 'reminder':
      return frame(
        words('mail:reminder.subject'),
        ...reminderNotice(mail.reminder, language).map(mailParagraph),
        mailButton(words('mail:staff_alert.open'), mail.url),
        mailParagraph(words('mail:staff_alert.no_data')),
      );
    case 'staff_text':
      return frame(
        words('mail:staff_text.subject'),
        mailParagraph(words('mail:staff_text.why')),
        mailParagraph(mail.text),
        mailParagraph(words('messages:staff_text.signed', { name: mail.signedBy })),
        ...(mail.question ? [mailParagraph(words('messages:staff_text.clock'))] : []),
        ...reply(mail.url),
      );
    case 'human_delayed':
    case 'codes_allowed':
      return frame(
        words('mail:staff_text.subject'),
        mailParagraph(
          words(mail.kind === 'human_delayed' ? 'mail:human_delayed.late' : 'mail:codes_allowed.again'),
        ),
        ...reply(mail.url),
      );
    case 'notice':
      return frame(
        words('mail:staff_text.subject'),
        mailParagraph(words(`mail:notice.${mail.about}`)),
        ...reply(mail.url),
      );
    case 'undelivered': {
      const channel = words(`terms:channels.${mail.from}`);
      const said = mail.messages.map((one) => renderMessage(one, language, shop, mail.site));
      // Buttons of an earlier question mean nothing any more.
      const choices = said.findLast((one) => one.choices.length > 0)?.choices ?? [];
      const listed = [words('mail:undelivered.choose'), ...choices.map(({ label }) => `- ${label}`)];
      return frame(
        words('mail:staff_text.subject'),
        mailParagraph(words('mail:undelivered.why', { channel })),
        ...said.flatMap(({ paragraphs }) => paragraphs.map(mailParagraph)),
        ...(choices.length === 0 ? [] : [mailParagraph(listed.join('\n'))]),
        mailParagraph(
          words(options.answerable === true ? 'mail:undelivered.answer' : 'mail:undelivered.reply', how),
        ),
      );
    }
    case 'receipt':
      return frame(
        words('mail:staff_text.subject'),
        ...receiptInWords(mail.receipt, language, shop, mail.url).map(mailParagraph),
      );
    case 'policy_notice':
      return frame(
        words('mail:policy_notice.subject'),
        ...policyNewsInWords(mail.news, language, shop).map(mailParagraph),
        mailButton(words('mail:policy_notice.read'), mail.url),
        mailParagraph(words('mail:policy_notice.object', { email: shop.email, phone: shop.phone })),
      );
    case 'not_answered_yet':
      return frame(
        words('mail:staff_text.subject'),
        ...notAnsweredYet(mail.message, language, shop).map(mailParagraph),
        ...reply(mail.url),
      );
    default:
      return assertNever(mail);
  }
}

function letterPart(letter: Pick<RenderedLetter, 'title' | 'blocks'>): MailPart {
  const title = `<h1 style="font-size:22px;line-height:1.25">${escapeHtml(letter.title)}</h1>`;
  return { text: letterText(letter), html: `${title}\n${letterBlocks(letter.blocks)}` };
}

function useOf(whose: 'code' | 'principal_code', byAnswer?: true): TextKey {
  return whose === 'code' && byAnswer === true ? 'mail:code.use_answer' : `mail:${whose}.use`;
}
