/** The closed list of grounds on which a request may be refused. "Nothing found" is an answer, not a refusal. */
export const REFUSAL_GROUNDS = [
  'not_identifiable', // AVG 11(2), 12(2)
  'unfounded', // AVG 12(5)
  'excessive', // AVG 12(5)
  'condition_missing', // AVG 17(1), 18(1), 20(1), 21(1)
  'exception_17_3', // AVG 17(3)(a)-(e)
  'rights_of_others', // AVG 15(4), 20(4)
  'uavg_41', // UAVG 41
  'deceased', // AVG recital 27
  'not_own_data', // AVG 4(1)
  'no_authority', // BW 3:60
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

/** Grounds that name one of several provisions: the letter must say which (AVG 12(4)). */
export function groundNeedsArticle(ground: RefusalGround): boolean {
  return ground === 'condition_missing' || ground === 'exception_17_3';
}

/** Whether a stored or posted word is on the closed list. */
export function isRefusalGround(text: string): text is RefusalGround {
  return REFUSAL_GROUNDS.some((ground) => ground === text);
}
