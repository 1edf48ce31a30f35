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

/** Keeping for these has no fixed end: the term of the policy holds when the reason is gone (AVG 5(1)(e)). */
const KEPT_WHILE: readonly (RefusalArticle | null)[] = ['17(3)(a)', '17(3)(c)', '17(3)(d)', '17(3)(e)'];

/** These are about somebody else's data: the letter speaks to who asked, not of their own. */
const FOR_OTHERS: readonly RefusalGround[] = ['not_own_data', 'no_authority', 'deceased'];

/** AVG 12(4): what is refused, the ground with its article, the facts, the AP, the court; a new request is welcome. */
export function refusalLetter(letter: RefusalLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const stay = letter.right === 'erasure' && DATA_STAY.includes(letter.ground);
  return [
    greeting(letter, words),
    paragraph('refused', ...saidFirst(letter, words), words('letter:frame.number')),
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
    ...(stay
      ? [
          paragraph(
            'why.kept',
            words(KEPT_WHILE.includes(letter.article) ? 'letter:refusal.kept_while' : 'letter:refusal.kept'),
          ),
        ]
      : []),
    ...remedies(words),
    ...ending(letter, words),
  ];
}

/** What was asked, and that it is not done; of somebody who died as one speaks to who mourns (recital 27). */
function saidFirst({ ground, child }: RefusalLetter, words: LetterWords): readonly string[] {
  if (ground === 'deceased')
    return [words('letter:refusal.asked_deceased'), words('letter:refusal.no_deceased')];
  // A child that needs a parent asks about its own data.
  const other = FOR_OTHERS.includes(ground) && !(child && ground === 'no_authority');
  return [
    words(other ? 'letter:refusal.asked_for_another' : 'letter:refusal.asked'),
    words('letter:refusal.no'),
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
