import type { LetterBlock, LetterModel } from '../fulfilment/letter.ts';
import type { RefusalArticle, RefusalGround } from '../request/refusal-ground.ts';
import { responsibleSection } from './elsewhere-sections.ts';
import {
  ending,
  free,
  greeting,
  heading,
  type LetterWords,
  letterWords,
  paragraph,
  remedies,
} from './letter-blocks.ts';
import type { TextKey } from './texts.ts';

type RefusalLetter = Extract<LetterModel, { readonly kind: 'refusal' }>;

/** Each article in words; a new one does not compile until it is here. */
const ARTICLES: Readonly<Record<RefusalArticle | '15(4)' | '20(4)', TextKey>> = {
  '15(4)': 'letter:articles.15(4)',
  '20(4)': 'letter:articles.20(4)',
  '16': 'letter:articles.16',
  '17(1)': 'letter:articles.17(1)',
  '18(1)': 'letter:articles.18(1)',
  '20(1)': 'letter:articles.20(1)',
  '21(1)': 'letter:articles.21(1)',
  '22(1)': 'letter:articles.22(1)',
  '17(3)(a)': 'letter:articles.17(3)(a)',
  '17(3)(b)': 'letter:articles.17(3)(b)',
  '17(3)(c)': 'letter:articles.17(3)(c)',
  '17(3)(d)': 'letter:articles.17(3)(d)',
  '17(3)(e)': 'letter:articles.17(3)(e)',
};

/** AVG 12(5): the grounds that the shop has to show. */
const FEE_GROUNDS: readonly RefusalGround[] = ['unfounded', 'excessive'];

/** After these the data are there and stay; after the others the letter must not say that there are any. */
const DATA_STAY: readonly RefusalGround[] = ['condition_missing', 'exception_17_3'];

/** AVG 12(4): what is refused, the ground with its article, the facts, the AP, the court; a new request is welcome. */
export function refusalLetter(letter: RefusalLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const stay = letter.right === 'erasure' && DATA_STAY.includes(letter.ground);
  return [
    greeting(letter, words),
    paragraph(
      'refused',
      words('letter:refusal.asked'),
      words('letter:refusal.no'),
      words('letter:frame.number'),
    ),
    ...free('opening', letter.free.opening),
    heading('why', words('letter:refusal.why')),
    paragraph('why.ground', words(`letter:grounds.${letter.ground}`, { article: article(letter, words) })),
    // AVG 12(5), last sentence: it is the shop that has to show this.
    ...(isFeeGround(letter.ground) ? [paragraph('why.proof', words('letter:refusal.proof'))] : []),
    paragraph('why.facts', words('letter:refusal.facts', { facts: letter.facts.trim() })),
    ...(letter.intent === undefined
      ? []
      : [paragraph('why.abuse', words('letter:refusal.abuse', { intent: letter.intent.trim() }))]),
    ...(letter.responsible === undefined
      ? []
      : responsibleSection(letter.responsible, letter.language, words)),
    ...(stay ? [paragraph('why.kept', words('letter:refusal.kept'))] : []),
    ...remedies(words),
    ...ending(letter, words),
  ];
}

function isFeeGround(ground: RefusalGround): boolean {
  return FEE_GROUNDS.includes(ground);
}

function article({ article: named, right, ground }: RefusalLetter, words: LetterWords): string {
  // AVG 15(4) and 20(4): each of these rights has its own clause on the rights of others.
  const others = right === 'portability' ? '20(4)' : '15(4)';
  if (named !== null) return words(ARTICLES[named]);
  return ground === 'rights_of_others' ? words(ARTICLES[others]) : '';
}
