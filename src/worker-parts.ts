import type { Config } from './config.ts';
import { type Channels, mailSender } from './connect-channels.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import { shopProfile } from './core/application/core-settings.ts';
import type { MailContent } from './core/application/rows.ts';
import type { RenderedLetter } from './core/fulfilment/letter.ts';
import { assertNever } from './core/kernel/assert-never.ts';
import { digestNotice } from './core/text/digest-notice.ts';
import { renderCard } from './core/text/render-card.ts';
import { type MailToRender, renderMail } from './core/text/render-mail.ts';
import { renderMessage } from './core/text/render-message.ts';
import { staffNotice } from './core/text/staff-notice.ts';
import { text } from './core/text/texts.ts';
import type { Log } from './platform/log.ts';
import { spareMemory } from './platform/spare-memory.ts';
import type { WorkerParts } from './workers/start-workers.ts';

/** What the workers need to put things into words and out of the door. */
export function workerParts(
  settings: CoreSettings,
  channels: Channels,
  config: Config,
  publicUrl: string,
  log: Pick<Log, 'info'>,
): WorkerParts {
  const language = config.locale;
  const demo = config.mode === 'demo';
  return {
    settings,
    messages: {
      gathers: (name) => channels.byName(name)?.abilities.gathers === true,
      nameOf: (name, key, messageId) => channels.byName(name)?.nameOf?.(key, messageId),
      render: (message, spoken, shop) => renderMessage(message, spoken, shop, publicUrl),
      send: async (name, key, content, messageId) => {
        const channel = channels.byName(name);
        // A channel that was switched off: the message waits for a person, nothing is silent.
        if (channel === undefined) return { status: 'failed', reason: 'gone', retryable: false };
        return channel.send(key, content, messageId);
      },
    },
    mails: {
      render: (content, shop, letter, answerable) => {
        const spoken = 'language' in content ? content.language : language;
        return renderMail(mailToRender(content, letter, publicUrl), spoken, shop, { demo, answerable });
      },
      send: mailSender(settings, channels),
    },
    cards: {
      channel: channels.slack,
      announcement: { text: text(language, 'staff:card.announced'), link: `${publicUrl}/balie` },
      render: async (detail) =>
        renderCard(detail, {
          language,
          deskUrl: `${publicUrl}/balie/verzoek/${detail.id}`,
          shop: await shopProfile(settings),
        }),
    },
    digest: {
      channel: channels.slack,
      words: (digest) => digestNotice(digest, language),
      link: `${publicUrl}/balie`,
    },
    telling: {
      channel: channels.slack,
      words: ({ kind, number, dueDay, params }) => {
        const { deadline } = params;
        const urgent = typeof deadline === 'string' ? { deadline } : {};
        return staffNotice({ task: kind, number, dueDay, undelivered: params, ...urgent }, language);
      },
      link: (task) => `${publicUrl}/balie/taken/${task.id}`,
      waitingWords: (waiting) => staffNotice({ task: 'human_wanted', number: null, waiting }, language),
      waitingLink: `${publicUrl}/balie/wachtend`,
    },
    report: ({ at: _at, ...counts }) => log.info(counts, 'daily run'),
    spareMemory: () => spareMemory(),
  };
}

/** A stored mail with its links made whole. */
function mailToRender(content: MailContent, letter: RenderedLetter | null, publicUrl: string): MailToRender {
  switch (content.kind) {
    case 'code': {
      const { kind, purpose, code, right, channel, reportToken } = content;
      const principal = content.principal === true ? { principal: content.principal } : {};
      const byAnswer = content.byAnswer === true ? { byAnswer: content.byAnswer } : {};
      return {
        kind,
        purpose,
        code,
        right,
        channel,
        reportUrl: `${publicUrl}/bevestig/${reportToken}`,
        ...principal,
        ...byAnswer,
      };
    }
    case 'answer':
      if (letter === null) throw new Error('an answer without its letter');
      return {
        kind: 'answer',
        letter,
        url: content.token === null ? null : `${publicUrl}/verzoek/${content.token}`,
        ...(content.erased === true ? { erased: content.erased } : {}),
        ...(content.receipt === undefined ? {} : { receipt: content.receipt }),
      };
    case 'answer_link': {
      const { kind, number, token, reminder } = content;
      const reminded = reminder === undefined ? {} : { reminder };
      return { kind, number, url: `${publicUrl}/verzoek/${token}`, ...reminded };
    }
    case 'transmission': {
      const { kind, number, until, token } = content;
      return { kind, number, until, url: `${publicUrl}/overdracht/${token}` };
    }
    case 'transmission_code': {
      const { kind, number, until, code, receiver, stopToken } = content;
      return { kind, number, until, code, receiver, url: `${publicUrl}/overdracht-stoppen/${stopToken}` };
    }
    case 'announcement':
      if (letter?.before === undefined) throw new Error('an announcement without its words');
      return { kind: 'announcement', letter: letter.before };
    case 'term_letter':
      if (letter === null) throw new Error('a letter about the term without its words');
      return { kind: 'term_letter', letter };
    case 'identity_news':
      return { kind: content.kind, message: content.message, url: `${publicUrl}/` };
    case 'sign_in':
      return { kind: 'sign_in', url: `${publicUrl}/balie/aanmelden/${content.token}` };
    case 'staff_alert': {
      const { kind, path, to: _to, ...notice } = content;
      return { kind, notice, url: `${publicUrl}${path}` };
    }
    case 'staff_text': {
      const { kind, text, signedBy, question } = content;
      return { kind, text, signedBy, question, url: `${publicUrl}/` };
    }
    case 'not_answered_yet':
      return { kind: content.kind, message: content.message, url: `${publicUrl}/` };
    case 'reminder': {
      const { kind, path, ...reminder } = content;
      return { kind, reminder, url: `${publicUrl}${path}` };
    }
    case 'receipt': {
      const { kind, to: _to, language: _language, ...receipt } = content;
      return { kind, receipt, url: `${publicUrl}/privacy#balie` };
    }
    case 'undelivered': {
      const { kind, from, messages } = content;
      return { kind, from, messages, site: publicUrl };
    }
    case 'notice':
      return { kind: content.kind, about: content.about, url: `${publicUrl}/` };
    case 'policy_notice': {
      const { kind, to: _to, language: _language, ...news } = content;
      const { number, from } = content;
      const path = from === null ? `versie/${number}` : `verschil/${from}/${number}`;
      return { kind, news, url: `${publicUrl}/privacy/${path}` };
    }
    case 'human_delayed':
    case 'codes_allowed':
      return { kind: content.kind, url: `${publicUrl}/` };
    default:
      return assertNever(content);
  }
}
