import type { ElsewherePart, OtherController, WrongAddressee } from '../fulfilment/addressee.ts';
import type { LetterBlock } from '../fulfilment/letter.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { heading, type LetterWords, paragraph } from './letter-blocks.ts';
import { typed } from './saying.ts';

/** Of a request that is wholly another's: who is responsible, and what the shop itself holds (AVG 4(7), 12(4)). */
export function responsibleSection(
  other: WrongAddressee,
  language: ReplyLanguage,
  words: LetterWords,
): readonly LetterBlock[] {
  const held = other.held === '' ? 'letter:elsewhere.held_unproven' : 'letter:elsewhere.held';
  return [
    heading('responsible', words('letter:elsewhere.who_title')),
    typed(paragraph('responsible.who', words('letter:elsewhere.who', { name: other.name }))),
    forwarded('responsible.forwarded', other, language, words),
    heading('held', words('letter:elsewhere.held_title')),
    typed(paragraph('held.text', words(held, { held: other.held }))),
  ];
}

/** The part of what was asked about which somebody else decides; nothing without one. */
export function elsewhereSection(
  part: ElsewherePart | undefined,
  language: ReplyLanguage,
  words: LetterWords,
): readonly LetterBlock[] {
  if (part === undefined) return [];
  return [
    heading('elsewhere', words('letter:elsewhere.part_title')),
    typed(paragraph('elsewhere.what', words('letter:elsewhere.part', { what: part.what }))),
    typed(paragraph('elsewhere.who', words('letter:elsewhere.who', { name: part.name }))),
    forwarded('elsewhere.forwarded', part, language, words),
  ];
}

/** AVG 28(3)(e): a processor passes it on; otherwise the customer asks there. */
function forwarded(
  id: string,
  { forwardedOn }: OtherController,
  language: ReplyLanguage,
  words: LetterWords,
): LetterBlock {
  return forwardedOn === null
    ? paragraph(id, words('letter:elsewhere.ask_there'))
    : paragraph(id, words('letter:elsewhere.forwarded', { day: dateInWords(language, forwardedOn) }));
}
