import type { OutboundContent } from '../conversation/channel.ts';
import type { OutboundMessage } from '../conversation/messages.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { choice, requestChoice } from './choices.ts';
import { listInWords } from './list-in-words.ts';
import type { TextKey, TextParams } from './texts.ts';

type Stop = Extract<OutboundMessage, { readonly kind: 'ask_which' | 'confirm_stop_all' | 'withdrawn_all' }>;

/** Which of several requests is to be stopped, with a choice for each; whether all of them are; and that they did (R3). */
export function stopQuestion(
  message: Stop,
  language: ReplyLanguage,
  words: (key: TextKey, params?: TextParams) => string,
): OutboundContent {
  const offer = (...offers: readonly Parameters<typeof choice>[1][]) =>
    offers.map((name) => choice(language, name));
  if (message.kind === 'confirm_stop_all') {
    const what = words('messages:confirm_stop_all.what', { list: listInWords(language, message.numbers) });
    return {
      paragraphs: [what, words('messages:confirm_stop_all.question')],
      choices: offer('yes_stop_all', 'no_go_on', 'human'),
    };
  }
  if (message.kind === 'withdrawn_all') {
    const what = words('messages:withdrawn.all', { list: listInWords(language, message.numbers) });
    return { paragraphs: [what, words('messages:withdrawn.reopen_all')], choices: offer('human') };
  }
  const { requests } = message;
  const alike = (right: string): number => requests.filter((one) => one.right === right).length;
  const each = requests.map(({ number, right }) =>
    requestChoice(language, number, right, alike(right) === 1),
  );
  return {
    paragraphs: [words('messages:ask_which.question')],
    choices: [...each, ...offer('every_request', 'no_go_on', 'human')],
  };
}
