import process from 'node:process';
import type { Phrases } from '../src/core/understanding/phrases.ts';
import { wishOf } from '../src/core/understanding/wishes.ts';
import { type Answered, type Message, messagesOf } from './cross-validate-understanding.ts';

/** What the open sorter nlp.js makes of the messages that it can answer. */
export interface Peer {
  /** Seconds of a processor. */
  readonly trainedIn: number;
  /** Its answers, each held for certain: it asks nothing back, and what it does not know is out of scope. */
  answer(messages: readonly Message[]): Promise<readonly Answered[]>;
}

/** Dutch messages with one wish: the only kind that nlp.js can answer. */
export const answerableByPeer = (messages: readonly Message[]) =>
  messages.filter(
    ({ wants, language }) => language === 'nl' && wants.length === 1 && !wants.includes('aside'),
  );

/** Trains nlp.js with its Dutch pack and its own defaults on the phrases. */
export async function trainPeer(phrases: Phrases): Promise<Peer> {
  // Its logger is set up when it is loaded, and warns of itself unless it believes to be in production.
  process.env.NODE_ENV = 'production';
  const { containerBootstrap, Nlp } = await import('@nlpjs/basic');
  const { LangNl } = await import('@nlpjs/lang-nl');
  const container = await containerBootstrap();
  container.use(LangNl);
  const nlp = new Nlp({ container, autoSave: false, nlu: { log: false } });
  nlp.addLanguage('nl');
  for (const { text, wants } of answerableByPeer(messagesOf(phrases))) {
    nlp.addDocument('nl', text, wants.join());
  }
  const before = process.cpuUsage();
  await nlp.train();
  const { user, system } = process.cpuUsage(before);
  return {
    trainedIn: (user + system) / 1e6,
    async answer(messages) {
      const answers: Answered[] = [];
      for (const message of messages) {
        const { intent } = await nlp.process('nl', message.text);
        const wish = intent === 'None' ? undefined : wishOf(intent);
        answers.push({
          message,
          understanding: {
            labels: [wish?.label ?? 'out_of_scope'],
            topic: wish?.topic ?? null,
            language: 'nl',
            thirdParty: false,
            confidence: 1,
            slots: {},
            signals: [],
          },
        });
      }
      return answers;
    },
  };
}
