import type { ReplyLanguage } from '../kernel/language.ts';
import type { DoubtEvidence, ExtensionReason } from '../request/notice.ts';
import { type TextKey, text } from './texts.ts';

interface NoticeChoice {
  readonly value: string;
  readonly label: string;
}

/** Records, so that a new kind does not compile until it stands here; the cheapest for the customer first. */
const EVIDENCE: Readonly<Record<DoubtEvidence, TextKey>> = {
  code_to_mailbox: 'terms:proofs.code_to_mailbox',
  order_facts: 'terms:proofs.order_facts',
  call_back: 'terms:proofs.call_back',
  post_code: 'terms:proofs.post_code',
};
const REASONS: Readonly<Record<ExtensionReason, TextKey>> = {
  amount: 'forms:extension_reasons.amount',
  systems: 'forms:extension_reasons.systems',
  redaction: 'forms:extension_reasons.redaction',
  several_requests: 'forms:extension_reasons.several_requests',
};

/** What takes a doubt away, to tick (AVG 12(6)). */
export function doubtChoices(language: ReplyLanguage): readonly NoticeChoice[] {
  return Object.entries(EVIDENCE).map(([value, key]) => ({ value, label: text(language, key) }));
}

/** The closed list of reasons for more time, to tick (AVG 12(3)). */
export function extensionChoices(language: ReplyLanguage): readonly NoticeChoice[] {
  return Object.entries(REASONS).map(([value, key]) => ({ value, label: text(language, key) }));
}
