import type { Right } from '../kernel/rights.ts';
import { typedWords } from '../kernel/typed-words.ts';
import type { Understanding } from '../understanding/understanding.ts';
import type { ConversationFacts } from './conversation-input.ts';
import { isRight } from './filed-rights.ts';

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

const NAMES = [
  ['named_access', 'access'],
  ['named_rectification', 'rectification'],
  ['named_erasure', 'erasure'],
  ['named_restriction', 'restriction'],
  ['named_portability', 'portability'],
  ['named_objection', 'objection'],
] as const;
