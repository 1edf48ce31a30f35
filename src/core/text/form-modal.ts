import type { ModalContent, ModalInput, ModalOption } from '../approval/staff-channel.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** Forms with a title, an explanation and a button of their own in locales. */
type FormName = 'refuse' | 'change' | 'ask' | 'answer' | 'note' | 'assign' | 'call' | 'open';

/** A form in the words of its group; the paragraphs stand between its explanation and its fields. */
export function formModal(
  language: ReplyLanguage,
  name: FormName,
  inputs: readonly ModalInput[],
  paragraphs: readonly string[] = [],
): ModalContent {
  return {
    title: text(language, `staff:${name}.title`),
    paragraphs: [text(language, `staff:${name}.what`), ...paragraphs],
    inputs,
    submit: text(language, `staff:${name}.submit`),
    cancel: text(language, 'staff:refuse.cancel'),
  };
}

type Given = Partial<Pick<ModalInput, 'optional' | 'hint' | 'initial'>>;

/** Several lines of text, to be filled in unless `given` says otherwise. */
export function linesInput(id: string, label: string, maxLength: number, given: Given = {}): ModalInput {
  return { id, kind: 'text', label, maxLength, long: true, optional: false, ...given };
}

/** One line of text. */
export function lineInput(id: string, label: string, maxLength: number, given: Given = {}): ModalInput {
  return { id, kind: 'text', label, maxLength, long: false, optional: false, ...given };
}

/** One of these; several of these with `kind`. */
export function optionInput(
  id: string,
  label: string,
  options: readonly ModalOption[],
  given: Given & { readonly kind?: 'select' | 'several' } = {},
): ModalInput {
  return { id, kind: 'select', label, options, optional: false, ...given };
}
