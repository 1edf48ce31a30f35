import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import { dateInWords } from './date-in-words.ts';
import { type TextKey, type TextParams, text } from './texts.ts';

/** A locked title above the blocks that follow it. */
export function heading(id: string, words: string): LetterBlock {
  return { id, kind: 'heading', text: words, locked: true };
}

/** A locked paragraph of one or more sentences. */
export function paragraph(id: string, ...sentences: readonly string[]): LetterBlock {
  return { id, kind: 'paragraph', text: sentences.join(' '), locked: true };
}

/** A locked list. */
export function list(id: string, items: readonly string[]): LetterBlock {
  return { id, kind: 'list', items, locked: true };
}

/** A locked table; every row has as many cells as the head. */
export function table(
  id: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): LetterBlock {
  return { id, kind: 'table', head, rows, locked: true };
}

/** What staff wrote: the only part that is not locked (R19); nothing when they wrote nothing. */
export function free(id: 'opening' | 'closing', written: string): readonly LetterBlock[] {
  const words = written.trim();
  return words === '' ? [] : [{ id, kind: 'paragraph', text: words, locked: false }];
}

export type AccessLetter = Extract<LetterModel, { readonly kind: 'access_answer' }>;
/** The letter of any right but access. */
export type DecisionLetter = Extract<LetterModel, { readonly kind: 'decision' }>;
/** A letter beside which a copy may stand. */
export type CopyLetter = Extract<LetterModel, { readonly results: object }>;

export type LetterWords = (key: TextKey, params?: TextParams) => string;

/** R4: for somebody under 16 the texts that have a variant for a child (`…_je`) take its place. */
export function childContext({ child }: Pick<LetterModel, 'child'>): TextParams {
  return child ? { context: 'je' } : {};
}

/** The letter's texts in its language, with the params that every letter knows. */
export function letterWords(letter: LetterModel): LetterWords {
  const { language, shop } = letter;
  const context = childContext(letter);
  const known = {
    ...context,
    number: letter.number,
    received: dateInWords(language, letter.receivedDay),
    ask: text(language, `terms:asks.${letter.right}`, context),
    shop: shop.name,
    contact: shop.contactPerson,
    email: shop.email,
    phone: shop.phone,
    policy: shop.policyUrl,
    version: shop.policyVersion,
    date: dateInWords(language, shop.policyDate),
  };
  return (key, params = {}) => text(language, key, { ...known, ...params });
}

/** "Beste …,": the name as the customer gave it, on one line and without invisible characters. */
export function greeting(letter: LetterModel, words: LetterWords): LetterBlock {
  const name = letter.name.replace(/[\s\p{C}]+/gu, ' ').trim();
  return paragraph(
    'greeting',
    name === '' ? words('letter:frame.greeting_unnamed') : words('letter:frame.greeting', { name }),
  );
}

/** Where questions go, which policy belongs to the letter, and who signs. */
export function ending(letter: LetterModel, words: LetterWords): readonly LetterBlock[] {
  const { shop, signedBy } = letter;
  return [
    ...free('closing', letter.free.closing),
    paragraph('questions', words('letter:frame.questions'), words('letter:frame.policy')),
    paragraph('regards', words('letter:frame.regards')),
    paragraph('signature', `${signedBy}\n${shop.name}\n${shop.address}`),
  ];
}

/** AVG 77: who may be asked to look, where there is no decision for a court. */
export function complaintOnly(words: LetterWords): readonly LetterBlock[] {
  return [
    heading('remedies', words('letter:remedies.title')),
    paragraph('remedies.authority', words('letter:remedies.authority')),
  ];
}

/** AVG 12(4), 77, 79; UAVG 35: complaint and court, and that a new request is welcome. */
export function remedies(words: LetterWords): readonly LetterBlock[] {
  return [
    heading('remedies', words('letter:remedies.title')),
    paragraph('remedies.authority', words('letter:remedies.authority')),
    paragraph('remedies.court', words('letter:remedies.court'), words('letter:remedies.again')),
  ];
}
