import type { ModalContent, ModalOption } from '../approval/staff-channel.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { formModal, linesInput, optionInput } from './form-modal.ts';
import { momentInWords, text } from './texts.ts';

const NOTE_CHARACTERS = 3_000;
/** Who called whom. */
export const CALL_DIRECTIONS = ['by_customer', 'by_shop', 'no_answer'] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];
/** An option needs a value. */
export const NOBODY = 'nobody';

/** A note for the others who work here: it stands on the desk, not in the staff channel (R25). */
export function renderNoteModal(language: ReplyLanguage): ModalContent {
  return formModal(language, 'note', [
    linesInput('note', text(language, 'staff:note.label'), NOTE_CHARACTERS),
  ]);
}

/** Who works on it: one of those who work here, or nobody. */
export function renderAssignModal(
  people: readonly ModalOption[],
  now: string,
  language: ReplyLanguage,
): ModalContent {
  const nobody = { value: NOBODY, label: text(language, 'forms:work.nobody') };
  const initial = [now === '' ? NOBODY : now];
  return formModal(language, 'assign', [
    optionInput('assignee', text(language, 'forms:work.assign'), [nobody, ...people], { initial }),
  ]);
}

/** What was said on the phone, and when. */
export function renderCallModal(now: Date, language: ReplyLanguage): ModalContent {
  const directions = CALL_DIRECTIONS.map((value) => ({
    value,
    label: text(language, `staff:call.${value}`),
  }));
  return formModal(language, 'call', [
    optionInput('direction', text(language, 'staff:call.direction'), directions),
    {
      id: 'day',
      kind: 'day',
      label: text(language, 'staff:call.day'),
      optional: false,
      initial: [amsterdamDay(now)],
    },
    { id: 'time', kind: 'time', label: text(language, 'staff:call.time'), optional: true },
    linesInput('words', text(language, 'staff:call.words'), NOTE_CHARACTERS),
  ]);
}

/** A call as a note for the others. */
export function callNote(
  call: { readonly direction: CallDirection; readonly at: Date; readonly words: string },
  language: ReplyLanguage,
): string {
  const { at, direction, words } = call;
  const head = text(language, 'staff:call.noted', {
    moment: momentInWords(language, at),
    who: text(language, `staff:call.${direction}`),
  });
  return `${head}\n${words}`;
}
