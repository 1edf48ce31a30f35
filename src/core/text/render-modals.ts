import type { NeededCare } from '../approval/needed-care.ts';
import type { ModalContent, ModalInput } from '../approval/staff-channel.ts';
import type { ChangeCount } from '../fulfilment/change/count-changes.ts';
import type { RenderedLetter } from '../fulfilment/letter.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { maskEmail } from '../kernel/redacted.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { LetterKind } from '../request/letter-kind.ts';
import type { ChosenGround, GroundChoice } from '../request/refusal-ground.ts';
import { dateInWords } from './date-in-words.ts';
import { durationInWords } from './duration-in-words.ts';
import { formModal, linesInput, optionInput } from './form-modal.ts';
import { hasOwnText, type JustTyped, maskedLetter } from './masked-letter.ts';
import { sourceInWords } from './source-in-words.ts';
import { type TextKey, type TextParams, text, textIfAny } from './texts.ts';

interface Counted {
  readonly source: string;
  readonly category: string;
  readonly count: number;
}

/** What the preview needs of a prepared letter. */
export interface PreviewFacts {
  readonly letter: RenderedLetter;
  readonly letterKind: LetterKind;
  readonly receiver: string;
  /** What the copy holds; null for a letter that no copy goes with. */
  readonly counts: readonly Counted[] | null;
  readonly delaySeconds: number;
  /** The day that this refusal comes too late for; null for what comes in time. */
  readonly refusalMissed: CalendarDay | null;
  /** The copy that goes before this erasure, by its number. */
  readonly copyFirst: string | null;
  /** Staff wrote why a source could not be searched; the letter repeats it in a table. */
  readonly typedReasons: boolean;
  /** What this person still owes before the approval counts (R19). */
  readonly care: NeededCare;
  /** What an erasure does, and what was written about it for who approves it. */
  readonly planned: readonly (Counted & { readonly treatment: 'erase' | 'keep' | 'refer' })[];
  readonly planWhy: string;
  /** What is done at the systems, and by hand, when this is approved. */
  readonly changes: readonly ChangeCount[];
}

/** A dialog holds no more than 20,000 characters: a longer letter could not be read there to its end. */
const LETTER_CHARACTERS = 15_000;
const REASON_CHARACTERS = 2_000;

/**
 * The preview outside the desk (R19, R25): masked receiver, counts, and the letter with its locked words. What others
 * typed is not shown there, so such a letter cannot be approved there either: it is read and decided at the desk. `typed`
 * is what this person wrote a moment ago.
 */
export function renderPreviewModal(
  preview: PreviewFacts,
  language: ReplyLanguage,
  shop: ShopProfile,
  typed: JustTyped = [],
): ModalContent {
  const words = (key: TextKey, params: TextParams = {}): string => text(language, key, params);
  const { letter, counts } = preview;
  // Applied again to a masked address it changes nothing.
  const receiver = maskEmail(preview.receiver);
  const counted = ({ source, category, count }: Counted): string =>
    words('staff:card.count', {
      source: sourceInWords(language, source, shop),
      category: (textIfAny(language, `terms:categories.${category}`) ?? category).toLocaleLowerCase(language),
      count,
    });
  const found = (counts ?? []).filter(({ count }) => count > 0).map(counted);
  const foundInCopy =
    found.length === 0
      ? words('staff:preview.found_nothing')
      : words('staff:preview.found', { counts: found.join('; ') });
  const planned = preview.planned.map(
    (one) => `${counted(one)} (${words(`terms:treatments.${one.treatment}`).toLocaleLowerCase(language)})`,
  );
  const changes = changesInWords(preview.changes, language, shop);
  const told = (letter.notices ?? []).map(({ recipient }) => sourceInWords(language, recipient, shop));
  const shown = maskedLetter(letter, language, typed);
  const own = hasOwnText(letter, typed) || preview.typedReasons || preview.planWhy !== '';
  const { copyFirst, care } = preview;
  const long = shown.join('').length > LETTER_CHARACTERS;
  const closed = own || long || copyFirst !== null || care === 'somebody_else';
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
      ...(care === 'somebody_else' ? [words('desk:answer.somebody_else')] : []),
      ...(preview.counts === null ? [] : [foundInCopy]),
      ...(planned.length === 0 ? [] : [words('staff:preview.planned', { counts: planned.join('; ') })]),
      ...(changes === '' ? [] : [words('staff:preview.changes', { changes })]),
      ...effectsInWords(preview.changes, language),
      ...(told.length === 0 ? [] : [words('staff:preview.told', { recipients: told.join('; ') })]),
      ...(closed
        ? []
        : [words('staff:preview.delay', { time: durationInWords(language, preview.delaySeconds) })]),
      words('staff:preview.letter'),
      ...(long ? [] : shown),
    ],
    inputs: care === 'reason' && !closed ? [reasonInput(preview.planned.length > 0, language)] : [],
    // Without these words the dialog can only be closed.
    submit: closed ? '' : words('staff:preview.submit'),
    cancel: words('staff:preview.cancel'),
  };
}

/** R25: per system so many, and nothing of what they are. */
function changesInWords(changes: readonly ChangeCount[], language: ReplyLanguage, shop: ShopProfile): string {
  return changes
    .map(({ source, treatment, count }) => {
      const what = text(language, `terms:change_treatments.${treatment}`).toLocaleLowerCase(language);
      return `${sourceInWords(language, source, shop)}: ${count === null ? what : `${what} ${count}`}`;
    })
    .join('; ');
}

function effectsInWords(changes: readonly ChangeCount[], language: ReplyLanguage): readonly string[] {
  const effects = [...new Set(changes.flatMap(({ sideEffects }) => sideEffects))];
  return effects.map((effect) =>
    text(language, 'desk:answer.side_effect', {
      effect: textIfAny(language, `terms:side_effects.${effect}`) ?? effect,
    }),
  );
}

/** Who erases alone says why; any other letter asks it only where the search left rows out. */
function reasonInput(erases: boolean, language: ReplyLanguage): ModalInput {
  const hint = text(language, erases ? 'desk:answer.reason_hint' : 'desk:answer.reason_partly_hint');
  const label = text(language, erases ? 'desk:answer.reason' : 'desk:answer.reason_partly');
  return linesInput('reason', label, REASON_CHARACTERS, { hint });
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
  const articles = choices.flatMap((choice) => choice.articles);
  const grounds = choices.map(({ ground }) => ({ value: ground, label: text(language, GROUNDS[ground]) }));
  return formModal(language, 'refuse', [
    optionInput('ground', text(language, 'staff:refuse.ground'), grounds),
    ...(articles.length === 0 ? [] : [articleInput(articles, language)]),
    linesInput('facts', text(language, 'staff:refuse.facts'), FACTS_CHARACTERS),
    ...(choices.some(({ ground }) => ground === 'excessive') ? [intentInput(language)] : []),
  ]);
}

/** Where abuse is the reason, the intent is shown beside the facts (C-526/24). */
function intentInput(language: ReplyLanguage): ModalInput {
  const given = { optional: true, hint: text(language, 'forms:abuse.intent_hint') };
  return linesInput('intent', text(language, 'forms:abuse.intent'), FACTS_CHARACTERS, given);
}

function articleInput(articles: readonly string[], language: ReplyLanguage): ModalInput {
  const options = articles.map((value) => ({
    value,
    label: textIfAny(language, `terms:articles.${value}`) ?? value,
  }));
  return optionInput('article', text(language, 'staff:refuse.article'), options, { optional: true });
}
