import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** What Telegram shows of its own besides the core's messages; it knows the language of the customer's app. */
export function telegramWords() {
  return { nl: wordsIn('nl'), en: wordsIn('en') };
}

function wordsIn(language: ReplyLanguage) {
  const about = (command: string, name: 'privacy' | 'status' | 'person' | 'help') => ({
    command,
    description: text(language, `telegram:about.${name}`),
  });
  return {
    commands: [
      about('privacy', 'privacy'),
      about('status', 'status'),
      about(text(language, 'telegram:name.person'), 'person'),
      about('help', 'help'),
    ],
    inGroup: text(language, 'telegram:in_group'),
  };
}
