/** What a letter is. The first three end a request; the others tell what happens to it meanwhile or beside it. */
export const LETTER_KINDS = [
  'access_answer',
  'decision',
  'refusal',
  'extension', // AVG 12(3)
  'identity_doubt', // AVG 12(6)
  'fee', // AVG 12(5)(a)
  'breach', // AVG 34
  'withdrawn', // R3
  'joined', // R12
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
