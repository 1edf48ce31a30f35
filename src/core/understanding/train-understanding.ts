import type { Language } from '../kernel/language.ts';
import { asMail, isAutomaticMail } from './as-mail.ts';
import { calibrated, type Evidence } from './calibrated.ts';
import { citedRight } from './cited-right.ts';
import { cleanText } from './clean-text.ts';
import { type CompiledLexicon, compileLexicon } from './compile-lexicon.ts';
import { decideWishes } from './decide-wishes.ts';
import { extractFeatures, keptFeatures, rarityOf } from './extract-features.ts';
import { extractSlots } from './extract-slots.ts';
import { findAspects, findFurtherTopics } from './find-aspects.ts';
import { findSignals } from './find-signals.ts';
import { heardRights } from './heard-rights.ts';
import { clauseJudge, judgedOnce } from './judge-clause.ts';
import { linearModel, trainWeights } from './linear-model.ts';
import { holdsBsn } from './mask-bsn.ts';
import { mentionsOther } from './mentions-other.ts';
import { ownWordsOf } from './own-words-of.ts';
import type { Phrases } from './phrases.ts';
import { joinClauses, readSentences } from './read-sentences.ts';
import { trainLanguage } from './recognise-language.ts';
import { askedQuestions, asLetter, readLetter } from './standard-letter.ts';
import { summarise } from './summarise.ts';
import type { Understand } from './understanding.ts';
import { wishSlots } from './wish-slots.ts';
import { wishOf } from './wishes.ts';

/** The mail program itself says so, which is surer than any reading. */
const AUTO_REPLY = {
  labels: ['auto_reply'],
  topic: null,
  thirdParty: false,
  confidence: 0.99,
} as const;

/** Letters that are read of a phrase or message; what comes after them changes nothing. */
const MOST_LETTERS = 8_000;

/** What is learnt from phrases; the same phrases always give the same. Kept by the program between two starts. */
export interface Learned {
  readonly weights: Int8Array;
  /** Of each feature how much its occurrence tells. */
  readonly rarity: Float32Array;
  /** Every word that stands in a phrase. */
  readonly words: readonly string[];
}

/** Learns from the phrases what customers want. */
export function trainUnderstanding(phrases: Phrases): Understand {
  return understandWith(phrases, learn(phrases));
}

/** The slow half: a second and a half of a processor for seven thousand phrases. */
export function learn(phrases: Phrases): Learned {
  const lexiconFor = lexicons(phrases);
  const names = wishNames(phrases);
  const examples = textsOf(phrases).map(({ text, language, wants }) => ({
    words: joinClauses(readSentences(cleanText(text, MOST_LETTERS), lexiconFor(language)).sentences).words,
    classes: wants.map((want) => names.indexOf(want)),
  }));
  const rarity = rarityOf(examples.map(({ words }) => keptFeatures(extractFeatures(words))));
  const weights = trainWeights(
    examples.map(({ words, classes }) => ({
      features: keptFeatures(extractFeatures(words, rarity)),
      classes,
    })),
    names.length,
  );
  return {
    weights,
    rarity,
    words: [...new Set(examples.flatMap(({ words }) => words.map(({ text }) => text)))],
  };
}

/**
 * Reads with what was learnt from the same phrases. Free of state, reads a bounded part of any text, and treats it as
 * text only: nothing in it is carried out. `calibrate` says how likely what was decided is meant, 0 to 1.
 */
export function understandWith(
  phrases: Phrases,
  learned: Learned,
  calibrate: (evidence: Evidence) => number = calibrated,
): Understand {
  const knownWords = new Set(learned.words);
  const lexiconFor = lexicons(phrases, knownWords);
  const recogniseLanguage = trainLanguage(phrases);
  const names = wishNames(phrases);
  const { chances: chancesOf } = linearModel(learned.weights, names.length);
  const judge = clauseJudge(
    (words) => chancesOf(extractFeatures(words, learned.rarity)),
    names.map(wishOf),
    knownWords,
  );

  return (input) => {
    const own = ownWordsOf(input);
    const text = own.oldSubject ?? own.text;
    const language = recogniseLanguage(text, input.language);
    const slots = extractSlots(own.text, own.signature);
    const lexicon = lexiconFor(language);
    if (isAutomaticMail(input, own.text)) {
      return { ...AUTO_REPLY, language, slots, signals: holdsBsn(input.text, lexicon) ? ['bsn'] : [] };
    }
    const { sentences: said, words, named: spoken } = readSentences(text, lexicon);
    const named = mentionsOther(text, undefined) ? new Set([...spoken, 'third_party']) : spoken;
    const letter = readLetter(text, said, lexicon);
    const { sentences } = letter;
    const message = joinClauses(sentences);
    const judgeOnce = judgedOnce(judge);
    const decided = decideWishes(sentences, judgeOnce);
    // A threat asks nothing: "anders ga ik naar de AP" is no complaint yet, and no doubt about what is asked.
    const asking = sentences.some(({ ultimatum }) => ultimatum !== undefined)
      ? joinClauses(sentences.map((sentence) => sentence.ultimatum ?? sentence))
      : message;
    const heard = heardRights(
      // "Belachelijk!" alone is a cry: it hints at no right beside the one that is asked.
      [asking, ...sentences.flatMap((one) => (one.words.length > 1 ? [one.ultimatum ?? one] : []))],
      judgeOnce,
    );
    const summary = summarise(
      {
        decided,
        whole: judgeOnce(asking),
        heard,
        words,
        named,
        clauses: sentences.flatMap(({ ultimatum, clauses }) =>
          ultimatum === undefined ? clauses : [ultimatum],
        ),
        sentences: sentences.length,
        cited: citedRight(text),
      },
      lexicon,
      calibrate,
    );
    const written = asLetter(summary, letter, () => askedQuestions(said, lexicon), named.has('others_data'));
    const mailed = input.channel === 'email' ? asMail(written, own, input) : written;
    const asked = decided.flatMap(({ wish }) => wish.topic ?? []);
    const topics = [...new Set([...asked, ...findFurtherTopics(named)])];
    return {
      ...mailed,
      ...(mailed.topic === null ? {} : { policy: { topics, aspects: findAspects(named) } }),
      language,
      slots: { ...slots, ...wishSlots(own.text, mailed.labels) },
      signals: findSignals(text, words.length, named, input.text, lexicon),
    };
  };
}

function lexicons(phrases: Phrases, kept?: ReadonlySet<string>): (language: Language) => CompiledLexicon {
  const dutch = compileLexicon(phrases.lexicons, 'nl', kept);
  const others = compileLexicon(phrases.lexicons, 'en', kept);
  return (language) => (language === 'nl' ? dutch : others);
}

function textsOf(phrases: Phrases) {
  return [
    ...phrases.groups.flatMap((group) =>
      group.phrases.map((text) => ({ text, language: group.language, wants: [group.wish] })),
    ),
    ...phrases.combined,
  ];
}

function wishNames(phrases: Phrases): readonly string[] {
  return [...new Set(textsOf(phrases).flatMap(({ wants }) => wants))].sort();
}
