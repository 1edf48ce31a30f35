import type { Choice } from '../conversation/channel.ts';
import type { ChoiceName, WordList } from '../conversation/choice-name.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { PolicyTopic } from '../kernel/policy-topics.ts';
import type { Right } from '../kernel/rights.ts';
import { WORD_LISTS } from '../kernel/word-lists.ts';
import { type TextKey, text } from './texts.ts';

type Named = Exclude<ChoiceName, 'right'>;

/** Every label under which a choice is offered. */
const LABELS = {
  copy: { name: 'copy', key: 'messages:choice.copy' },
  explanation: { name: 'explanation', key: 'messages:choice.explanation' },
  never_mind: { name: 'never_mind', key: 'messages:choice.never_mind' },
  yes: { name: 'yes', key: 'messages:choice.yes' },
  yes_explanation: { name: 'yes_explanation', key: 'messages:choice.yes_explanation' },
  yes_stop: { name: 'yes_stop', key: 'messages:choice.yes_stop' },
  no_go_on: { name: 'no', key: 'messages:choice.no_go_on' },
  no_else: { name: 'no', key: 'messages:choice.no_else' },
  else: { name: 'no', key: 'messages:choice.else' },
  yes_stop_all: { name: 'yes_stop', key: 'messages:choice.yes_stop_all' },
  yes_instead: { name: 'yes_stop', key: 'messages:choice.yes_instead' },
  no_both: { name: 'no', key: 'messages:choice.no_both' },
  both: { name: 'all', key: 'messages:choice.both' },
  every_request: { name: 'all', key: 'messages:choice.every_request' },
  no_more: { name: 'no', key: 'messages:choice.no_more' },
  all: { name: 'all', key: 'messages:choice.all' },
  yes_order: { name: 'yes', key: 'messages:choice.yes_order' },
  no_order: { name: 'no', key: 'messages:choice.no_order' },
  more: { name: 'more', key: 'messages:choice.more' },
  resend: { name: 'resend', key: 'messages:choice.resend' },
  other_address: { name: 'other_address', key: 'messages:choice.other_address' },
  new_link: { name: 'new_link', key: 'messages:choice.new_link' },
  human: { name: 'human', key: 'messages:choice.human' },
  why_date: { name: 'why_date', key: 'messages:choice.why_date' },
  no_facts: { name: 'no_facts', key: 'messages:choice.no_facts' },
} as const satisfies Readonly<Record<string, { readonly name: Named; readonly key: TextKey }>>;

export type Offer = keyof typeof LABELS;

/** Choices that are about one request: a late tap must not mean another one. */
const ABOUT_A_REQUEST: readonly Named[] = [
  'copy',
  'explanation',
  'never_mind',
  'yes_explanation',
  'yes_stop',
  'no',
  'why_date',
  'no_facts',
  'new_link',
];

/** A choice as it is offered; its id carries the number of the request where one is meant. */
export function choice(language: ReplyLanguage, offer: Offer, number?: string): Choice {
  const { name, key } = LABELS[offer];
  const id = number !== undefined && ABOUT_A_REQUEST.includes(name) ? `${name}.${number}` : name;
  return { id, label: text(language, key) };
}

/** One of several rights that a message may have meant (R17). */
export function rightChoice(language: ReplyLanguage, right: Right): Choice {
  return { id: `right.${right}`, label: text(language, `messages:right.${right}`) };
}

/** One of several open requests that may be stopped: by its right, and its number when two are alike. */
export function requestChoice(
  language: ReplyLanguage,
  number: string,
  right: Right,
  isOnly: boolean,
): Choice {
  const label = text(language, `messages:right.${right}`);
  return { id: `never_mind.${number}`, label: isOnly ? label : `${label} (${number})` };
}

/** The whole topic of the policy; by its name when it was asked and did not fit in the answer. */
export function moreOf(language: ReplyLanguage, topic: PolicyTopic, isOther: boolean): Choice {
  const label = text(language, isOther ? `terms:topics.${topic}` : LABELS.more.key);
  return { id: `more.${topic}`, label };
}

/** "Ja" to the question whether this right is meant: it names the right, so that a late tap means no other one. */
export function yesToRight(language: ReplyLanguage, right: Right): Choice {
  return { id: `right.${right}`, label: text(language, LABELS.yes.key) };
}

/**
 * What a customer may type instead of tapping: the labels and words that mean the same, and the lists by which
 * longer answers are read; all through `normalise`.
 */
export function choiceWords(
  language: ReplyLanguage,
  normalise: (typed: string) => string,
): Readonly<Partial<Record<WordList, readonly string[]>>> {
  const list = (name: Exclude<WordList, 'right'>): readonly string[] =>
    text(language, `messages:words.${name}`).split(',');
  const words = (name: Named): readonly string[] => {
    const labels = Object.values(LABELS).filter((label) => label.name === name);
    // Further words stand in one text, separated by commas.
    const typed = [...labels.map(({ key }) => text(language, key)), ...list(name)];
    return [...new Set(typed.map(normalise))];
  };
  const further = Object.fromEntries(WORD_LISTS.map((name) => [name, list(name).map(normalise)]));
  return {
    copy: words('copy'),
    explanation: words('explanation'),
    never_mind: words('never_mind'),
    yes: words('yes'),
    yes_explanation: words('yes_explanation'),
    yes_stop: words('yes_stop'),
    no: words('no'),
    all: words('all'),
    more: words('more'),
    resend: words('resend'),
    other_address: words('other_address'),
    new_link: words('new_link'),
    human: words('human'),
    why_date: words('why_date'),
    no_facts: words('no_facts'),
    ...further,
  };
}
