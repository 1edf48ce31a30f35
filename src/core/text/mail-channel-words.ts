import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** What stands around a message that goes out by mail, per language; in a demo every mail says that it is one (R27). */
export function mailChannelWords({ demo }: { readonly demo: boolean }) {
  const words = (language: ReplyLanguage) => ({
    subject: text(language, 'mail:conversation.subject'),
    choose: text(language, 'mail:conversation.choose'),
    answer: text(language, 'mail:conversation.answer'),
    ...(demo ? { banner: text(language, 'mail:frame.demo') } : {}),
  });
  return { nl: words('nl'), en: words('en') };
}
