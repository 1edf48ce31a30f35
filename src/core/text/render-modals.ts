import type { ModalContent } from '../approval/staff-channel.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { maskEmail } from '../kernel/redacted.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import type { ChosenGround, GroundChoice } from '../request/refusal-ground.ts';
import { dateInWords } from './date-in-words.ts';
import { durationInWords } from './duration-in-words.ts';
import { hasOwnText, maskedLetter } from './masked-letter.ts';
import { sourceInWords } from './source-in-words.ts';
import { type TextKey, type TextParams, text, textIfAny } from './texts.ts';

/** What the preview needs of a prepared letter. */
export interface PreviewFacts {
  readonly letter: RenderedLetter;
  readonly letterKind: LetterKind;
  readonly receiver: string;
  readonly counts: readonly { readonly source: string; readonly category: string; readonly count: number }[];
  readonly delaySeconds: number;
  /** The day that this refusal comes too late for; null for what comes in time. */
  readonly refusalMissed: CalendarDay | null;
  /** The copy that goes before this erasure, by its number. */
  readonly copyFirst: string | null;
  /** Staff wrote why a source could not be searched; the letter repeats it in a table. */
  readonly typedReasons: boolean;
}

/** A dialog holds no more than 20,000 characters: a longer letter could not be read there to its end. */
const LETTER_CHARACTERS = 15_000;

/**
 * The preview outside the desk (R19, R25): masked receiver, counts, and the letter with its locked words. What staff
 * typed is not shown there, so such a letter cannot be approved there either: it is read and decided at the desk.
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
  const shown = maskedLetter(letter, language);
  const own = hasOwnText(letter) || preview.typedReasons;
  const { copyFirst } = preview;
  const long = shown.join('').length > LETTER_CHARACTERS;
  return {
    title: words('staff:preview.title'),
    paragraphs: [
      words('staff:preview.kind', { kind: words(`terms:letters.${preview.letterKind}`), receiver }),
      ...(preview.refusalMissed === null
        ? []
        : [words('desk:refuse.late', { day: dateInWords(language, preview.refusalMissed) })]),
      ...(copyFirst === null ? [] : [words('refusals:decision.copy_first', { number: copyFirst })]),
      ...(own ? [words('staff:preview.desk_only')] : []),
      ...(long ? [words('staff:preview.too_long')] : []),
      found.length === 0
        ? words('staff:preview.found_nothing')
        : words('staff:preview.found', { counts: found.join('; ') }),
      ...(own || long || copyFirst !== null
        ? []
        : [words('staff:preview.delay', { time: durationInWords(language, preview.delaySeconds) })]),
      words('staff:preview.letter'),
      ...(long ? [] : shown),
    ],
    inputs: [],
    // Without these words the dialog can only be closed.
    submit: own || long || copyFirst !== null ? '' : words('staff:preview.submit'),
    cancel: words('staff:preview.cancel'),
  };
}

/** The closed list; a new ground does not compile until it is here. */
const GROUNDS: Readonly<Record<ChosenGround, TextKey>> = {
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

const NOTE_CHARACTERS = 3_000;

/** A note for the others who work here: it stands on the desk, not in the staff channel (R25). */
export function renderNoteModal(language: ReplyLanguage): ModalContent {
  const words = (key: TextKey): string => text(language, key);
  const label = words('staff:note.label');
  return {
    title: words('staff:note.title'),
    paragraphs: [words('staff:note.what')],
    inputs: [{ id: 'note', kind: 'text', label, maxLength: NOTE_CHARACTERS, optional: false }],
    submit: words('staff:note.submit'),
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
