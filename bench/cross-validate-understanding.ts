import type { Language } from '../src/core/kernel/language.ts';
import { RIGHTS } from '../src/core/kernel/rights.ts';
import type { Phrases } from '../src/core/understanding/phrases.ts';
import { trainUnderstanding } from '../src/core/understanding/train-understanding.ts';
import type { Understand, Understanding } from '../src/core/understanding/understanding.ts';
import { wishOf } from '../src/core/understanding/wishes.ts';
import { digestOf, firstOfGroups } from './alike-phrases.ts';

export interface Message {
  readonly text: string;
  /** Names of wishes, as in the phrase files. */
  readonly wants: readonly string[];
  readonly style: string;
  readonly language: Language;
}

export interface Answered {
  readonly message: Message;
  readonly understanding: Understanding;
}

/** Label set that the conventions demand for what a message wants. */
export function expectedLabels(wants: readonly string[]): readonly string[] {
  const labels = [...new Set(wants.map((want) => wishOf(want).label ?? 'out_of_scope'))];
  return labels.sort();
}

export function messagesOf(phrases: Phrases): readonly Message[] {
  return [
    ...phrases.groups.flatMap(({ wish, style, language, phrases: texts }) =>
      texts.map((text) => ({ text, wants: [wish], style, language })),
    ),
    ...phrases.combined.map(({ text, wants, language }) => ({ text, wants, style: 'combined', language })),
  ];
}

/**
 * Gives every message a fold, by the digest of the first of those that are nearly the same: they share it, and what else
 * is written moves none of them.
 */
export function foldsOf(texts: readonly string[], folds: number): readonly number[] {
  return firstOfGroups(texts).map((first) => digestOf(first) % folds);
}

/** The phrases but those of which `leaveOut` says so. */
export function phrasesWithout(
  phrases: Phrases,
  leaveOut: (text: string, style: string) => boolean,
): Phrases {
  return {
    groups: phrases.groups.map((group) => ({
      ...group,
      phrases: group.phrases.filter((text) => !leaveOut(text, group.style)),
    })),
    combined: phrases.combined.filter(({ text }) => !leaveOut(text, 'combined')),
    lexicons: phrases.lexicons,
  };
}

/** Every message answered by a model that has seen neither it nor anything nearly the same. */
export function crossValidate(
  phrases: Phrases,
  folds: number,
  train: (phrases: Phrases) => Understand = trainUnderstanding,
): readonly Answered[] {
  const messages = messagesOf(phrases);
  const foldOf = foldsOf(
    messages.map(({ text }) => text),
    folds,
  );
  const foldOfText = new Map(messages.map(({ text }, index) => [text, foldOf[index] ?? 0]));
  const answered: Answered[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const understand = train(phrasesWithout(phrases, (text) => foldOfText.get(text) === fold));
    for (const message of messages) {
      if (foldOfText.get(message.text) !== fold) continue;
      answered.push({ message, understanding: understand({ channel: 'chat', text: message.text }) });
    }
    for (const message of composedOf(messages.filter(({ text }) => foldOfText.get(text) === fold))) {
      answered.push({ message, understanding: understand({ channel: 'chat', text: message.text }) });
    }
  }
  return answered;
}

const ENDED = /[.!?…]$/u;

/** Dutch messages of two sentences: a right after an aside, and two different rights. The same for the same input. */
function composedOf(messages: readonly Message[]): readonly Message[] {
  const single = messages.filter(({ wants, language }) => wants.length === 1 && language === 'nl');
  const rights = single.filter(
    ({ wants, style }) => style === 'plain' && RIGHTS.some((right) => right === wants[0]),
  );
  const asides = single.filter(({ wants, text }) => wants[0] === 'aside' && ENDED.test(text));
  return rights.flatMap((right, index) => {
    const aside = asides[index % Math.max(1, asides.length)];
    const other = rights[(index * 7 + 3) % rights.length];
    const composed: Message[] = [];
    if (aside !== undefined) {
      composed.push({ ...right, text: `${aside.text} ${right.text}`, style: 'after an aside' });
    }
    if (other !== undefined && other.wants[0] !== right.wants[0] && index % 3 === 0) {
      const first = ENDED.test(right.text) ? right.text : `${right.text}.`;
      const wants = [...right.wants, ...other.wants];
      composed.push({ ...right, text: `${first} ${other.text}`, wants, style: 'two rights' });
    }
    return composed;
  });
}
