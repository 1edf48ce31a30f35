import type { ModalContent } from '../approval/staff-channel.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { maskEmail } from '../kernel/redacted.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { GroundChoice, RefusalGround } from '../request/refusal-ground.ts';
import { sourceInWords } from './source-in-words.ts';
import { type TextKey, type TextParams, text, textIfAny } from './texts.ts';

/** What the preview needs of a prepared letter. */
export interface PreviewFacts {
  readonly letter: RenderedLetter;
  readonly letterKind: 'access_answer' | 'decision' | 'refusal';
  readonly receiver: string;
  readonly counts: readonly { readonly source: string; readonly category: string; readonly count: number }[];
  readonly delaySeconds: number;
}

/**
 * The preview outside the desk (R19, R25): masked receiver, counts, and the letter by its headings with the number
 * of words under each; nothing that staff or search wrote into it.
 */
export function renderPreviewModal(
  preview: PreviewFacts,
  language: ReplyLanguage,
  shop: ShopProfile,
): ModalContent {
  const words = (key: TextKey, params: TextParams = {}): string => text(language, key, params);
  const { letter, counts } = preview;
  // Applied again to a masked address it changes nothing.
  const receiver = maskEmail(preview.receiver);
  const found = counts
    .filter(({ count }) => count > 0)
    .map(({ source, category, count }) =>
      words('staff:card.count', {
        source: sourceInWords(language, source, shop),
        category: (textIfAny(language, `terms:categories.${category}`) ?? category).toLocaleLowerCase(
          language,
        ),
        count,
      }),
    );
  const parts = outline(letter, words('staff:preview.beginning'));
  const free = letter.blocks.filter(({ locked }) => !locked);
  const minutes = Math.ceil(preview.delaySeconds / 60);
  return {
    title: words('staff:preview.title'),
    paragraphs: [
      words('staff:preview.kind', { kind: words(`terms:letters.${preview.letterKind}`), receiver }),
      found.length === 0
        ? words('staff:preview.found_nothing')
        : words('staff:preview.found', { counts: found.join('; ') }),
      words('staff:preview.parts', { words: parts.reduce((sum, part) => sum + part.count, 0) }),
      parts.map(({ title, count }) => `• ${words('staff:preview.part', { title, count })}`).join('\n'),
      ...(free.length === 0 ? [] : [words('staff:preview.free', { count: countWords(free) })]),
      words('staff:preview.delay', { count: minutes }),
    ],
    inputs: [],
    submit: words('staff:preview.submit'),
    cancel: words('staff:preview.cancel'),
  };
}

type Blocks = RenderedLetter['blocks'];

/** Headings are fixed texts without personal data; what stands under them is counted only. */
function outline(letter: RenderedLetter, beginning: string): readonly { title: string; count: number }[] {
  const parts: { title: string; blocks: Blocks[number][] }[] = [{ title: beginning, blocks: [] }];
  for (const block of letter.blocks) {
    if (block.kind === 'heading') parts.push({ title: block.text, blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts.map(({ title, blocks }) => ({ title, count: countWords(blocks) }));
}

function countWords(blocks: Blocks): number {
  const texts = blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items;
    if (block.kind === 'table') return block.rows.flat();
    return [block.text];
  });
  return texts.flatMap((words) => words.split(/\s+/)).filter((word) => word !== '').length;
}

/** The closed list; a new ground does not compile until it is here. */
const GROUNDS: Readonly<Record<RefusalGround, TextKey>> = {
  not_identifiable: 'terms:grounds.not_identifiable',
  unfounded: 'terms:grounds.unfounded',
  excessive: 'terms:grounds.excessive',
  condition_missing: 'terms:grounds.condition_missing',
  exception_17_3: 'terms:grounds.exception_17_3',
  rights_of_others: 'terms:grounds.rights_of_others',
  uavg_41: 'terms:grounds.uavg_41',
  deceased: 'terms:grounds.deceased',
  not_own_data: 'terms:grounds.not_own_data',
  no_authority: 'terms:grounds.no_authority',
};

const FACTS_CHARACTERS = 2_000;

/** Ground from those of this right, article where one is needed, facts (AVG 12(4)); no personal data. */
export function renderRefusalModal(choices: readonly GroundChoice[], language: ReplyLanguage): ModalContent {
  const words = (key: TextKey): string => text(language, key);
  const articles = choices.flatMap((choice) => choice.articles);
  return {
    title: words('staff:refuse.title'),
    paragraphs: [words('staff:refuse.what')],
    inputs: [
      {
        id: 'ground',
        kind: 'select',
        label: words('staff:refuse.ground'),
        options: choices.map(({ ground }) => ({ value: ground, label: words(GROUNDS[ground]) })),
        optional: false,
      },
      ...(articles.length === 0 ? [] : [articleInput(articles, language)]),
      {
        id: 'facts',
        kind: 'text',
        label: words('staff:refuse.facts'),
        maxLength: FACTS_CHARACTERS,
        optional: false,
      },
    ],
    submit: words('staff:refuse.submit'),
    cancel: words('staff:refuse.cancel'),
  };
}

function articleInput(articles: readonly string[], language: ReplyLanguage): ModalContent['inputs'][number] {
  return {
    id: 'article',
    kind: 'select',
    label: text(language, 'staff:refuse.article'),
    options: articles.map((article) => ({
      value: article,
      label: textIfAny(language, `terms:articles.${article}`) ?? article,
    })),
    optional: true,
  };
}
