import type { WORD_LISTS } from '../kernel/word-lists.ts';

/** Choices as they travel: a name, and the number of the request where one is meant (`copy.PB-2345-6789`). */
export const CHOICES = [
  'copy',
  'explanation',
  'never_mind',
  'yes',
  'yes_explanation',
  'yes_stop',
  'no',
  'more',
  'resend',
  'other_address',
  'new_link',
  'human',
  'right',
  'all',
  'why_date',
  'no_facts',
] as const;
export type ChoiceName = (typeof CHOICES)[number];

/** Further lists of words by which typed answers are read; from the locales, as the words of the choices. */
export type WordList = ChoiceName | (typeof WORD_LISTS)[number];
