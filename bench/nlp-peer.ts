import { containerBootstrap, Nlp } from '@nlpjs/basic';
import { LangNl } from '@nlpjs/lang-nl';
import type { Phrases } from '../src/core/understanding/phrases.ts';
import { expectedLabels, type Message, messagesOf } from './cross-validate-understanding.ts';

/** What the open sorter nlp.js makes of the same messages, in the same run. */
export interface PeerFigures {
  /** Dutch messages with one wish: the only kind that it can answer. */
  readonly messages: number;
  /** Part of them that got the right label. */
  readonly exact: number;
  readonly trainedInMs: number;
  readonly msPerMessage: number;
}

const single = (messages: readonly Message[]) =>
  messages.filter(
    ({ wants, language }) => language === 'nl' && wants.length === 1 && !wants.includes('aside'),
  );

/** Trains nlp.js with its Dutch pack and its own defaults on the phrases, and lets it sort the messages. */
export async function measurePeer(
  phrases: Phrases,
  messages: readonly Message[],
  isRight: (got: string, message: Message) => boolean = (got, { wants }) =>
    expectedLabels([got]).join() === expectedLabels(wants).join(),
): Promise<PeerFigures> {
  const container = await containerBootstrap();
  container.use(Nlp);
  container.use(LangNl);
  const nlp = container.get('nlp');
  nlp.settings.autoSave = false;
  nlp.settings.nlu = { log: false };
  nlp.addLanguage('nl');
  for (const { text, wants } of single(messagesOf(phrases))) {
    nlp.addDocument('nl', text, wants.join());
  }
  const started = performance.now();
  await nlp.train();
  const trainedInMs = performance.now() - started;
  const asked = single(messages);
  let right = 0;
  const before = performance.now();
  for (const message of asked) {
    const { intent } = await nlp.process('nl', message.text);
    if (intent !== 'None' && isRight(intent, message)) right += 1;
  }
  return {
    messages: asked.length,
    exact: right / Math.max(1, asked.length),
    trainedInMs,
    msPerMessage: (performance.now() - before) / Math.max(1, asked.length),
  };
}
