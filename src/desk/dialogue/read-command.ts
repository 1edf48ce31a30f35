/** What somebody typed after the command, in Dutch or English. */
export type StaffCommand =
  | { readonly type: 'list' | 'mine' | 'new' | 'help' | 'unknown' }
  | { readonly type: 'find'; readonly number: string };

const WORDS: Readonly<Record<string, 'list' | 'mine' | 'new' | 'help'>> = {
  '': 'list',
  lijst: 'list',
  list: 'list',
  open: 'list',
  mijn: 'mine',
  mine: 'mine',
  nieuw: 'new',
  new: 'new',
  help: 'help',
  hulp: 'help',
  '?': 'help',
};
/** Without its first letters a number is told from words by what it is made of: one in twelve has no digit. */
const NUMBER = /^(?:PB)?([2-9A-HJKMNP-TV-Z]{4})([2-9A-HJKMNP-TV-Z]{4})$/;

/** A number may be typed with or without its dashes and its first letters. */
export function readCommand(typed: string): StaffCommand {
  const word = typed.trim().toLowerCase();
  const known = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  if (known !== undefined) return { type: known };
  const [, one, two] = NUMBER.exec(word.toUpperCase().replace(/[\s-]/g, '')) ?? [];
  return one === undefined || two === undefined
    ? { type: 'unknown' }
    : { type: 'find', number: `PB-${one}-${two}` };
}
