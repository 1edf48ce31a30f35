import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Right } from '../kernel/rights.ts';

/** The closed list of grounds on which a request may be refused. "Nothing found" is an answer, not a refusal. */
export const REFUSAL_GROUNDS = [
  'not_identifiable', // AVG 11(2), 12(2)
  'unfounded', // AVG 12(5)
  'excessive', // AVG 12(5)
  'condition_missing', // AVG 16, 17(1), 18(1), 20(1), 21(1), 22(1)
  'exception_17_3', // AVG 17(3)(a)-(e)
  'rights_of_others', // AVG 15(4), 20(4)
  'uavg_41', // UAVG 41
  'deceased', // AVG recital 27
  'not_own_data', // AVG 4(1)
  'no_authority', // BW 3:60
  'not_controller', // AVG 4(7)
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];
/** Those that are chosen from a list; who is responsible instead is named by a form of its own. */
export type ChosenGround = Exclude<RefusalGround, 'not_controller'>;

/** The articles that a refusal may name, where its ground has more than one. */
export const REFUSAL_ARTICLES = [
  '16',
  '17(1)',
  '17(3)(a)',
  '17(3)(b)',
  '17(3)(c)',
  '17(3)(d)',
  '17(3)(e)',
  '18(1)',
  '20(1)',
  '21(1)',
  '22(1)',
] as const;
export type RefusalArticle = (typeof REFUSAL_ARTICLES)[number];

export type GroundRefusal =
  | 'refusal_ground.not_for_right'
  | 'refusal_ground.article_missing'
  | 'refusal_ground.facts_missing';

/** A ground that one right knows, with the articles of which the letter must name one; none to choose from: empty. */
export interface GroundChoice {
  readonly ground: ChosenGround;
  readonly articles: readonly RefusalArticle[];
}

type Grounds = Readonly<Partial<Record<ChosenGround, readonly RefusalArticle[]>>>;

/** Whoever asks is not, or cannot be shown to be, the person: AVG 11(2), 12(2), 4(1), recital 27; BW 3:60. */
const PERSON: Grounds = { not_identifiable: [], deceased: [], not_own_data: [], no_authority: [] };
/** AVG 12(5) is about articles 15 to 22; UAVG 41 about articles 12 to 21. */
const ASKED: Grounds = { ...PERSON, unfounded: [], excessive: [] };
const CHAPTER_III: Grounds = { ...ASKED, uavg_41: [] };

/** AVG 12(4): a right is refused on its own law only. A right without grounds gets an answer in words. */
const GROUNDS_OF: Readonly<Record<Right, Grounds>> = {
  // AVG 15 has no conditions; what concerns others is left out of the copy where that is enough (15(4)).
  access: { ...CHAPTER_III, rights_of_others: [] },
  rectification: { ...CHAPTER_III, condition_missing: ['16'] },
  erasure: {
    ...CHAPTER_III,
    condition_missing: ['17(1)'],
    exception_17_3: ['17(3)(a)', '17(3)(b)', '17(3)(c)', '17(3)(d)', '17(3)(e)'],
  },
  restriction: { ...CHAPTER_III, condition_missing: ['18(1)'] },
  // AVG 18(3): whoever asked for the restriction may end it.
  lift_restriction: PERSON,
  portability: { ...CHAPTER_III, condition_missing: ['20(1)'], rights_of_others: [] },
  objection: { ...CHAPTER_III, condition_missing: ['21(1)'] },
  automated_decision: { ...ASKED, condition_missing: ['22(1)'] },
  // AVG 7(3): consent can be withdrawn at any time, without conditions.
  withdraw_consent: PERSON,
  complaint: {},
  breach_report: {},
};

/** What a request under this right may be refused on, in the order of the closed list. */
export function groundsFor(right: Right): readonly GroundChoice[] {
  const grounds = GROUNDS_OF[right];
  return REFUSAL_GROUNDS.flatMap((ground) => {
    if (ground === 'not_controller') return [];
    const articles = grounds[ground];
    return articles === undefined ? [] : [{ ground, articles }];
  });
}

/**
 * The article that the letter names: empty where the ground has but one. Refused: a ground of another right, a ground
 * without one of its articles, and no facts (AVG 12(4)).
 */
export function checkRefusal(
  right: Right,
  typed: { readonly ground: RefusalGround; readonly article: string; readonly facts: string },
): Result<RefusalArticle | '', GroundRefusal> {
  const articles = articlesOf(right, typed.ground);
  if (articles === undefined) return refuse('refusal_ground.not_for_right');
  const article = articles.find((known) => known === typed.article);
  if (articles.length > 0 && article === undefined) return refuse('refusal_ground.article_missing');
  if (typed.facts.trim() === '') return refuse('refusal_ground.facts_missing');
  return ok(article ?? '');
}

/** Whatever right is asked of it, a shop that does not decide about the data cannot carry it out (AVG 4(7), 12(4)). */
function articlesOf(right: Right, ground: RefusalGround): readonly RefusalArticle[] | undefined {
  if (ground !== 'not_controller') return GROUNDS_OF[right][ground];
  return Object.keys(GROUNDS_OF[right]).length === 0 ? undefined : [];
}
