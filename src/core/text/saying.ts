import type { LetterBlock } from '../fulfilment/letter.ts';
import { dateInWords } from './date-in-words.ts';
import { type DecisionLetter, heading, type LetterWords, list, paragraph, table } from './letter-blocks.ts';
import { listInWords } from './list-in-words.ts';
import { sourceInWords } from './source-in-words.ts';

/** What the parts of one letter are made with. */
export interface Saying {
  readonly letter: DecisionLetter;
  readonly words: LetterWords;
  /** A day in words; nothing for a day that a result does not have. */
  readonly day: (day: string | null) => string;
  /** A system or recipient by name. */
  readonly place: (id: string) => string;
}

/** The words, days and names of one letter. */
export function sayingOf(letter: DecisionLetter, words: LetterWords): Saying {
  return {
    letter,
    words,
    day: (day) => (day === null ? '' : dateInWords(letter.language, day)),
    place: (id) => sourceInWords(letter.language, id, letter.shop),
  };
}

/** The same block, marked as holding what somebody typed for this person (R25). */
export function typed<Block extends LetterBlock>(block: Block): Block {
  return block.kind === 'heading' ? block : { ...block, typed: true };
}

/** Sentences of ours around a text of staff: its lines stay as they are. */
export function typedParagraph(id: string, ...sentences: readonly string[]): LetterBlock {
  return typed(paragraph(id, ...sentences));
}

/** A table whose cells are of this person. */
export function typedTable(
  id: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): LetterBlock {
  return typed(table(id, head, rows));
}

interface Told {
  readonly name: string;
  readonly told: 'told' | 'tell' | 'impossible' | 'disproportionate';
  readonly why: string;
}

/** AVG 19: the recipients by name, and who could not be told. Nothing when there is nobody to tell. */
export function toldSection(
  { words, place, letter }: Saying,
  recipients: readonly Told[],
): readonly LetterBlock[] {
  if (recipients.length === 0) return [];
  const told = recipients.filter((one) => one.told === 'told' || one.told === 'tell');
  const others = recipients.flatMap(({ name, told: how, why }) =>
    how === 'impossible' || how === 'disproportionate'
      ? [words(`outcome:told.${how}`, { name: place(name), why })]
      : [],
  );
  const names = listInWords(letter.language, [...new Set(told.map(({ name }) => place(name)))]);
  return [
    heading('told', words('outcome:told.title')),
    ...(told.length === 0 ? [] : [paragraph('told.names', words('outcome:told.names', { names }))]),
    ...(others.length === 0 ? [] : [typed(list('told.others', others))]),
  ];
}

/** AVG 17(1)(b), (c): what became of data that had no other use. */
export function restParagraph(
  { words }: Saying,
  { rest, restWhy }: { readonly rest: 'erased' | 'nothing_left' | 'kept'; readonly restWhy: string },
): LetterBlock {
  const said = paragraph('rest', words(`outcome:rest.${rest}`, { why: restWhy }));
  return rest === 'kept' ? typed(said) : said;
}
