import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { jeForm } from './je-form.ts';

/** The same content with "je", where the message is for a child (R4); the name of the shop stays as it is written. */
export function spokenToAChild(
  message: OutboundMessage,
  content: OutboundContent,
  language: ReplyLanguage,
  shop: ShopProfile,
): OutboundContent {
  if (!('young' in message) || message.young !== true || language !== 'nl') return content;
  // What is told of another shop's policy is quoted word for word.
  if (message.kind === 'policy_answer' && shop.ownPolicy !== undefined) return content;
  return {
    paragraphs: content.paragraphs.map((words) => words.split(shop.name).map(jeForm).join(shop.name)),
    choices: content.choices.map((one) => ({ ...one, label: jeForm(one.label) })),
  };
}
