import type { OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { type TextParams, text, textIfAny } from './texts.ts';

type Asking = Extract<OutboundMessage, { readonly right: unknown }>;

/**
 * What is asked, behind "U vraagt ons om": of whose data when they are somebody else's (UAVG 5), of the part that the
 * customer named; otherwise of the writer's own data.
 */
export function askInWords(message: Asking, language: ReplyLanguage): string {
  const { right } = message;
  const context = youngContext(message);
  const receipt = message.kind === 'receipt' ? message : undefined;
  if (receipt?.whose !== undefined) {
    const whose = text(language, `terms:whose.${receipt.whose}`, context);
    const asked = textIfAny(language, `terms:asks_of.${right}`, { whose });
    if (asked !== undefined) return asked;
  }
  if (receipt?.part !== undefined) {
    const part = partInWords(receipt.part, text(language, 'terms:whose.yours', context));
    const asked = textIfAny(language, `terms:asks_part.${right}`, { part });
    if (asked !== undefined) return asked;
  }
  return text(language, `terms:asks.${right}`, context);
}

/** A child is spoken to as one where there is a text for it (R4). */
export function youngContext(message: OutboundMessage): TextParams {
  return 'young' in message && message.young === true ? { context: 'je' } : {};
}

/** "mijn telefoonnummer" as we say it back. What stands behind it may be any words, and is left to staff. */
function partInWords(part: string, yours: string): string {
  const [named = ''] = part.toLowerCase().split(/\s(?:van|op|uit|met|from|of|on)\s/u);
  return named.replace(/^(?:mijn|m'n|mn|my)\s/u, `${yours} `);
}
