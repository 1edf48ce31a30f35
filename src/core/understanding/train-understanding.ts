import type { Language } from '../kernel/language.ts';
import { isAutoReplySubject } from './auto-reply-subject.ts';
import { citedRight } from './cited-right.ts';
import { cleanText } from './clean-text.ts';
import { type CompiledLexicon, compileLexicon } from './compile-lexicon.ts';
import { decideWishes } from './decide-wishes.ts';
import { extractFeatures } from './extract-features.ts';
import { extractSlots } from './extract-slots.ts';
import { findSignals } from './find-signals.ts';
import { clauseJudge } from './judge-clause.ts';
import { trainLinearModel } from './linear-model.ts';
import { ownWordsOf } from './own-words-of.ts';
import type { Phrases } from './phrases.ts';
import { joinClauses, readSentences } from './read-sentences.ts';
import { trainLanguage } from './recognise-language.ts';
import { summarise } from './summarise.ts';
import type { Understand } from './understanding.ts';
import { wishOf } from './wishes.ts';

/** The mail program itself says so, which is surer than any reading. */
const AUTO_REPLY = {
  labels: ['auto_reply'],
  topic: null,
  thirdParty: false,
  confidence: 0.99,
  signals: [],
} as const;

/** Letters that are read of a phrase or message; what comes after them changes nothing. */
const MOST_LETTERS = 8_000;

/**
 * Learns from the phrases what customers want. The same phrases always give the same answers; the result is
 * free of state, reads a bounded part of any text, and treats it as text only: nothing in it is carried out.
 */
export function trainUnderstanding(phrases: Phrases): Understand {
  const dutch = compileLexicon(phrases.lexicons, 'nl');
  const others = compileLexicon(phrases.lexicons, 'en');
  const lexiconFor = (language: Language): CompiledLexicon => (language === 'nl' ? dutch : others);
  const recogniseLanguage = trainLanguage(phrases);

  const texts = [
    ...phrases.groups.flatMap((group) =>
      group.phrases.map((text) => ({ text, language: group.language, wants: [group.wish] })),
    ),
    ...phrases.combined,
  ];
  const names = [...new Set(texts.flatMap(({ wants }) => wants))].sort();
  const examples = texts.map(({ text, language, wants }) => ({
    words: joinClauses(readSentences(cleanText(text, MOST_LETTERS), lexiconFor(language))).words,
    classes: wants.map((want) => names.indexOf(want)),
  }));
  const model = trainLinearModel(
    examples.map(({ words, classes }) => ({ features: extractFeatures(words), classes })),
    names.length,
  );
  const knownWords = new Set(examples.flatMap(({ words }) => words.map(({ text }) => text)));
  const judge = clauseJudge(model, names.map(wishOf), knownWords);

  return (input) => {
    const { text, signature } = ownWordsOf(input);
    const language = recogniseLanguage(text, input.language);
    const slots = extractSlots(text, signature);
    if (input.channel === 'email' && isAutoReplySubject(input.subject ?? '')) {
      return { ...AUTO_REPLY, language, slots };
    }
    const lexicon = lexiconFor(language);
    const sentences = readSentences(text, lexicon);
    const message = joinClauses(sentences);
    const { words } = message;
    const decided = decideWishes(sentences, judge);
    return {
      ...summarise({ decided, whole: judge(message), words, cited: citedRight(text) }, lexicon),
      language,
      slots,
      signals: findSignals(text, words, lexicon),
    };
  };
}
