import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isRight } from './filed-rights.ts';
import { saysNotToErase } from './retracted.ts';
import { wavers } from './typed-choice.ts';

/** So many rights by name are a list of them: each one is asked, however it was heard. */
const LIST = 3;

/**
 * "Inzage, rectificatie, wissen, beperking, overdracht en bezwaar": the rights that are listed by their names, in no
 * order. None when fewer are named, or when nothing of the kind is asked.
 */
export function namedRights(
  text: string,
  { labels }: Understanding,
  { choiceWords }: Pick<ConversationFacts, 'choiceWords'>,
): readonly Right[] {
  if (!labels.some(isRight)) return [];
  const said = ` ${typedWords(text)} `;
  const named = NAMES.flatMap(([list, right]) =>
    choiceWords[list]?.some((name) => said.includes(` ${name} `)) === true ? [right] : [],
  );
  return named.length >= LIST ? named : [];
}

/** Longer words hold more than which one of a list is meant. */
const OPTION_WORDS = 8;

/** "Ik bedoel alles wissen": the one right of the list that is open which these words name; undefined when they doubt. */
export function namedOption(
  text: string,
  options: readonly Right[],
  { choiceWords }: Pick<ConversationFacts, 'choiceWords'>,
): Right | undefined {
  const said = ` ${typedWords(text)} `;
  if (said.trim().split(' ').length > OPTION_WORDS || /[@\d]/.test(text)) return undefined;
  if (wavers(text, choiceWords.doubt) || saysNotToErase(text, choiceWords)) return undefined;
  const names = (list: readonly string[] = []): boolean => list.some((name) => said.includes(` ${name} `));
  const named = NAMES.flatMap(([list, right]) =>
    names(choiceWords[list]) || (right === 'erasure' && names(choiceWords.erasing)) ? [right] : [],
  );
  const [only, ...more] = named;
  return only !== undefined && more.length === 0 && options.includes(only) ? only : undefined;
}

const NAMES = [
  ['named_access', 'access'],
  ['named_rectification', 'rectification'],
  ['named_erasure', 'erasure'],
  ['named_restriction', 'restriction'],
  ['named_portability', 'portability'],
  ['named_objection', 'objection'],
] as const;
