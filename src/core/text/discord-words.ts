import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** What Discord shows of its own besides the core's messages, in both languages: Discord knows that of the customer. */
export function discordWords(page: string) {
  return { nl: wordsIn('nl', page), en: wordsIn('en', page) };
}

function wordsIn(language: ReplyLanguage, page: string) {
  return {
    status: text(language, 'discord:says.status'),
    help: text(language, 'discord:says.help'),
    person: text(language, 'discord:says.person'),
    formTitle: text(language, 'discord:form.title'),
    formLabel: text(language, 'discord:form.label'),
    answerHere: text(language, 'discord:answer.here'),
    answerElsewhere: text(language, 'discord:answer.elsewhere', { page }),
    closed: text(language, 'discord:answer.closed', { page }),
  };
}

const SUBCOMMANDS = ['ask', 'status', 'help', 'person'] as const;
const IN_SERVER = 0;
const WITH_THE_DESK = 1;

/**
 * /privacy as Discord registers it: in English, in Dutch for who has set Discord to Dutch; in a server and in direct
 * messages with the desk; installed by a server, or by one person.
 */
export function discordCommands(): readonly object[] {
  const options = SUBCOMMANDS.map((name) => ({
    type: 1,
    name: text('en', `discord:name.${name}`),
    name_localizations: { nl: text('nl', `discord:name.${name}`) },
    description: text('en', `discord:about.${name}`),
    description_localizations: { nl: text('nl', `discord:about.${name}`) },
  }));
  return [
    {
      type: 1,
      name: 'privacy',
      description: text('en', 'discord:about.privacy'),
      description_localizations: { nl: text('nl', 'discord:about.privacy') },
      contexts: [IN_SERVER, WITH_THE_DESK],
      integration_types: [0, 1],
      options,
    },
  ];
}
