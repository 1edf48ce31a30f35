import type { ReplyLanguage } from '../kernel/language.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { dateInWords } from './date-in-words.ts';
import { POLICY_TEXTS } from './policy-texts.ts';
import { type TextParams, text } from './texts.ts';

/** A topic of the policy on the page. */
export interface PolicySection {
  /** Stable: the anchor on the page. */
  readonly id: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** The short answer on a topic, with date and address of the official policy; an unknown topic gets the contact. */
export function policyAnswer(topic: string, language: ReplyLanguage, shop: ShopProfile): readonly string[] {
  const { short } = POLICY_TEXTS[isTopic(topic) ? topic : 'contact'];
  const params = policyParams(language, shop);
  return [text(language, short.key, params), text(language, 'policy:frame.official', params)];
}

/** The policy in plain words for the page: a section per topic. */
export function generalPolicySections(language: ReplyLanguage, shop: ShopProfile): readonly PolicySection[] {
  const params = policyParams(language, shop);
  return PAGE_ORDER.map((topic) => ({
    id: topic.replaceAll('_', '-'),
    title: text(language, `terms:topics.${topic}`),
    paragraphs: POLICY_TEXTS[topic].paragraphs.map(({ key }) => text(language, key, params)),
  }));
}

function isTopic(topic: string): topic is PolicyTopic {
  return Object.hasOwn(POLICY_TEXTS, topic);
}

/** What the texts of the policy know of the shop. */
export function policyParams(language: ReplyLanguage, shop: ShopProfile): TextParams {
  return {
    shop: shop.name,
    address: shop.address,
    phone: shop.phone,
    email: shop.email,
    website: shop.website,
    contact: shop.contactPerson,
    policy: shop.policyUrl,
    date: dateInWords(language, shop.policyDate),
  };
}

const PAGE_ORDER: readonly PolicyTopic[] = [
  'contact',
  'purpose',
  'processors',
  'security',
  'retention',
  'legal_invoices',
  'automatic_data',
  'cookies',
  'marketing',
  'authorities',
  'rights',
  'identity',
  'changes',
];
