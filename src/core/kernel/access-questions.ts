/** What AVG 15(1), 15(2) and 15(3) let a person ask; each may be asked by itself. */
export const ACCESS_QUESTIONS = [
  'processed',
  'purposes',
  'categories',
  'recipients',
  'terms',
  'further_rights',
  'authority',
  'source',
  'automated',
  'transfers',
  'copy',
] as const;
export type AccessQuestion = (typeof ACCESS_QUESTIONS)[number];
