import type { ModalContent } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { linesInput, optionInput } from './form-modal.ts';
import { doubtChoices, extensionChoices } from './notice-choices.ts';
import { type TextKey, text } from './texts.ts';

const TEXT_CHARACTERS = 2_000;

/** AVG 12(6): why this person is doubted, and what would be enough; it warns when the question comes late. */
export function renderDoubtModal(
  { again, asked }: { readonly again: boolean; readonly asked: 'prompt' | 'slow' | 'late' },
  language: ReplyLanguage,
): ModalContent {
  const words = (key: TextKey): string => text(language, key);
  const late = again || asked === 'prompt' ? [] : [words(`forms:doubt.${asked}`)];
  return {
    ...frame('staff:doubt.title', language),
    paragraphs: [words(again ? 'forms:doubt.again_intro' : 'forms:doubt.intro'), ...late],
    inputs: [
      linesInput('reason', words('forms:doubt.reason'), TEXT_CHARACTERS, {
        hint: words('forms:doubt.reason_hint'),
      }),
      optionInput('asks', words('forms:doubt.asks'), doubtChoices(language), { kind: 'several' }),
    ],
  };
}

/** AVG 12(3): reasons from the closed list and the facts; it says until when, and when the promised day is past. */
export function renderExtensionModal(
  { until, promisePassed }: { readonly until: CalendarDay; readonly promisePassed: boolean },
  language: ReplyLanguage,
): ModalContent {
  const words = (key: TextKey): string => text(language, key);
  return {
    ...frame('staff:extend.title', language),
    paragraphs: [
      text(language, 'forms:extension.intro', { until: dateInWords(language, until) }),
      ...(promisePassed ? [words('forms:extension.promise_passed')] : []),
    ],
    inputs: [
      optionInput('reasons', words('forms:extension.reasons'), extensionChoices(language), {
        kind: 'several',
      }),
      linesInput('facts', words('forms:extension.facts'), TEXT_CHARACTERS, {
        hint: words('forms:extension.facts_hint'),
      }),
    ],
  };
}

function frame(title: TextKey, language: ReplyLanguage) {
  return {
    title: text(language, title),
    submit: text(language, 'staff:doubt.submit'),
    cancel: text(language, 'staff:refuse.cancel'),
  };
}
