import type { Language } from '../kernel/language.ts';

/** Hand-written phrases that all want the same thing, by style of writing. */
export interface PhraseGroup {
  readonly language: Language;
  /** A label, `policy_question/<topic>`, or `aside`: what accompanies a wish and asks nothing itself. */
  readonly wish: string;
  readonly style: string;
  readonly phrases: readonly string[];
}

/** A whole message with everything that it asks; `wants` holds names as in `PhraseGroup.wish`. */
export interface CombinedMessage {
  readonly language: Language;
  readonly text: string;
  readonly wants: readonly string[];
}

/** Words that carry meaning in one language. A word ending in `*` stands for every word that begins so. */
export interface Lexicon {
  readonly language: Language;
  /** Words with one meaning for our purpose: `erase` -> wis, verwijder*, … */
  readonly concepts: Readonly<Record<string, readonly string[]>>;
  /** Dialect, chat and misspelt forms -> the usual word. */
  readonly spelling: Readonly<Record<string, string>>;
  readonly negation: NegationWords;
  /** Words that begin a new clause, so that each part is read by itself. */
  readonly joiners: readonly string[];
  /** "ik wil": with these before it a condition reads as the wish that it is (read-ultimatum.ts). */
  readonly wanting: readonly string[];
  /** Word patterns for the third-party flag and the signals (word-pattern.ts). */
  readonly patterns: Readonly<Record<string, readonly string[]>>;
  /** The commonest words of each language, to recognise it. */
  readonly common: Readonly<Partial<Record<Language, readonly string[]>>>;
}

export interface NegationWords {
  /** niet, geen, not … */
  readonly negators: readonly string[];
  /** Negate everything in their clause together with a negator: hoeft, nodig, need … */
  readonly needless: readonly string[];
  /** Stand between a negator and a verb that it does not negate: "niets meer", "niet bewaren". */
  readonly shields: readonly string[];
  /** Begin a new thought, beyond which a negator does not reach. */
  readonly bounds: readonly string[];
  /** "ik kan mijn account niet verwijderen" asks for it: inability, no refusal. */
  readonly inability: readonly string[];
  /** "nog niet verwijderd" reports; it neither asks nor forbids. */
  readonly pending: readonly string[];
}

export interface Phrases {
  readonly groups: readonly PhraseGroup[];
  readonly combined: readonly CombinedMessage[];
  readonly lexicons: readonly Lexicon[];
}
