import { idOf, newId } from '../kernel/ids.ts';

/** The id of what these words of a form become: the same for the same form, another for each time without one. */
export function formId(form: string | undefined, ...words: readonly string[]): string {
  return form === undefined ? newId() : idOf([form, ...words].join('\0'));
}
