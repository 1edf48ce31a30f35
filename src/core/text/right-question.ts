import type { Choice, OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { askInWords } from './ask-in-words.ts';
import { choice, type Offer, rightChoice, yesToRight } from './choices.ts';
import { type TextKey, type TextParams, text } from './texts.ts';

type Confirming = Extract<OutboundMessage, { readonly kind: 'confirm_right' }>;
type Offered = Extract<OutboundMessage, { readonly kind: 'right_offered' }>;

/** Which right is meant (R17), or, below an answer, the one line with the right that may be meant too (R2). */
export function rightQuestion(
  message: Confirming | Offered,
  language: ReplyLanguage,
  words: (key: TextKey, params?: TextParams) => string,
): OutboundContent {
  if (message.kind === 'right_offered') {
    const rights = [message.right, ...(message.others ?? [])];
    const line =
      rights.length > 1
        ? words('messages:right_offered.several')
        : words('messages:right_offered.text', { ask: askInWords(message, language) });
    return {
      paragraphs: [line],
      choices: [...rights.map((right) => rightChoice(language, right)), choice(language, 'human')],
    };
  }
  const offer = (...offers: readonly Offer[]): readonly Choice[] =>
    offers.map((name) => choice(language, name));
  const calm = words('messages:confirm_right.calm');
  const { also = false, together = false, against } = message;
  const [right, ...others] = message.options;
  if (against !== undefined)
    return {
      paragraphs: [words('messages:confirm_right.against', { number: against }), calm],
      choices: [...(right === undefined ? [] : [yesToRight(language, right)]), ...offer('no_else', 'human')],
    };
  if (right !== undefined && others.length === 0) {
    const ask = text(language, `terms:asks.${right}`);
    return {
      paragraphs: [
        ...(message.again === true ? [words('messages:confirm_right.again_single')] : []),
        words(also ? 'messages:confirm_right.also' : 'messages:confirm_right.single', { ask }),
        calm,
      ],
      choices: [yesToRight(language, right), ...offer(also ? 'no_more' : 'no_else', 'human')],
    };
  }
  return {
    paragraphs: [
      ...(message.again === true
        ? [words('messages:confirm_right.again', { list: numbered(message, language) })]
        : [words(several(message))]),
      calm,
    ],
    choices: [
      ...message.options.map((option) => rightChoice(language, option)),
      ...(together ? offer(isBoth(message) ? 'both' : 'all') : []),
      ...offer(also ? 'no_more' : 'else', 'human'),
    ],
  };
}

/** "1 voor ‘Mijn gegevens wissen’": as the buttons stand. The first two show how. */
function numbered({ options }: Confirming, language: ReplyLanguage): string {
  return options
    .slice(0, 2)
    .map((right, index) =>
      text(language, 'messages:confirm_right.numbered', {
        at: index + 1,
        label: text(language, `messages:right.${right}`),
      }),
    )
    .join(', ');
}

/** An insight and an erasure of one message: asked as one question with its order. */
function isBoth({ options, together, also }: Confirming): boolean {
  const pair = options.length === 2 && options.includes('access') && options.includes('erasure');
  return pair && together === true && also !== true;
}

function several(message: Confirming): TextKey {
  if (isBoth(message)) return 'messages:confirm_right.copy_first';
  return message.also === true ? 'messages:confirm_right.also_several' : 'messages:confirm_right.several';
}
