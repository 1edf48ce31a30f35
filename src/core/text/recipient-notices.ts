import type { RecipientNotice, RecipientToTell } from '../fulfilment/letter.ts';
import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import type { DecisionLetter } from './letter-blocks.ts';
import { sourceInWords } from './source-in-words.ts';
import { text } from './texts.ts';

/**
 * AVG 19, R38: what each recipient is told of this decision, with the least key and without the name. A processor is
 * instructed, everybody else is notified: whose role is in doubt is not ordered about.
 */
export function recipientNotices(letter: DecisionLetter): readonly RecipientNotice[] {
  const { outcome, toTell } = letter;
  if (outcome === null) return [];
  return toTell.map((one) => {
    const kind = one.processor ? 'instruction' : 'notice';
    const said = (language: ReplyLanguage): string => noticeText(letter, outcome, { ...one, kind, language });
    return { recipient: one.recipient, kind, nl: said('nl'), en: said('en') };
  });
}

interface ToWhom extends Pick<RecipientToTell, 'recipient' | 'key'> {
  readonly kind: RecipientNotice['kind'];
  readonly language: ReplyLanguage;
}

function noticeText(letter: DecisionLetter, outcome: Outcome, to: ToWhom): string {
  const { recipient, key, kind, language } = to;
  const { shop, number } = letter;
  const asked =
    key === null
      ? text(language, 'outcome:notice.no_key', { number })
      : text(language, `outcome:notice.${key.kind}`, { values: key.values.join(', ') });
  return [
    text(language, 'outcome:notice.to', { recipient: sourceInWords(language, recipient, shop) }),
    text(language, 'outcome:notice.from', { shop: shop.name, address: shop.address }),
    text(language, `outcome:notice.${kind}`),
    asked,
    ...deed(outcome, kind, language),
    text(language, 'outcome:notice.reply', { email: shop.email, number }),
  ].join('\n\n');
}

function deed(outcome: Outcome, kind: RecipientNotice['kind'], language: ReplyLanguage): readonly string[] {
  switch (outcome.right) {
    case 'erasure':
      return [text(language, `outcome:notice.erasure_${kind}`)];
    case 'restriction':
      return [text(language, `outcome:notice.restriction_${kind}`)];
    case 'lift_restriction': {
      const day = outcome.result === 'lifted' ? dateInWords(language, outcome.liftOn) : '';
      return [text(language, 'outcome:notice.lift_restriction', { day })];
    }
    case 'rectification':
      return [
        text(language, `outcome:notice.rectification_${kind}`),
        outcome.corrections
          .filter(({ done }) => done !== 'not_changed')
          .map(({ what, label, after }) => {
            const field = what === 'another' ? label : text(language, `outcome:corrections.${what}`);
            return `- ${field}: ${after}`;
          })
          .join('\n'),
      ];
    case 'withdraw_consent': {
      if (outcome.result !== 'stopped') return [];
      const consents = outcome.consents.map((consent) =>
        consent === 'another' ? outcome.otherConsent : text(language, `outcome:consents.${consent}`),
      );
      return [
        text(language, `outcome:notice.consent_${kind}`, { day: dateInWords(language, outcome.stoppedOn) }),
        consents.map((consent) => `- ${consent}`).join('\n'),
      ];
    }
    case 'objection': {
      if (outcome.result !== 'upheld') return [];
      const params = { use: outcome.use, day: dateInWords(language, outcome.stoppedOn) };
      const gone = outcome.rest === 'erased' ? [text(language, `outcome:notice.erasure_${kind}`)] : [];
      return [text(language, `outcome:notice.objection_${kind}`, params), ...gone];
    }
    default:
      return [];
  }
}
