import type { ReplyLanguage } from '../kernel/language.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { policyParams } from './policy-answer.ts';
import { POLICY_TEXTS } from './policy-texts.ts';
import { type Readability, readability } from './readability.ts';
import { text } from './texts.ts';

/** How all that is told on a topic reads: its short answer and the paragraphs of the page. */
export function topicReadability(
  topic: PolicyTopic,
  language: ReplyLanguage,
  shop: ShopProfile,
): Readability {
  const params = policyParams(language, shop);
  const { short, paragraphs } = POLICY_TEXTS[topic];
  return readability(
    [short, ...paragraphs].map(({ key }) => text(language, key, params)).join('\n'),
    language,
  );
}
