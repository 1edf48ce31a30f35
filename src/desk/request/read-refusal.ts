import type { Decisions } from '../../core/application/core-api.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import type { Form } from '../frame/read-form.ts';

export type PreparedRefusal = Parameters<Decisions['prepareRefusal']>[2];
export type Ground = PreparedRefusal['ground'];

/** The closed list, each with the articles to choose from where the ground needs one. */
export const GROUNDS: Readonly<Record<Ground, readonly string[]>> = {
  not_identifiable: [],
  unfounded: [],
  excessive: [],
  condition_missing: ['17(1)', '18(1)', '20(1)', '21(1)'],
  exception_17_3: ['17(3)(a)', '17(3)(b)', '17(3)(c)', '17(3)(d)', '17(3)(e)'],
  rights_of_others: [],
  uavg_41: [],
  deceased: [],
  not_own_data: [],
  no_authority: [],
};

/** Ground, article and facts as typed; an article is kept only where the ground needs one. */
export function readRefusal(
  form: Form,
): Result<
  PreparedRefusal,
  'refusal_ground.unknown' | 'refusal_ground.article_missing' | 'refusal_ground.facts_missing'
> {
  const ground = form.text('ground');
  if (!isGround(ground)) return refuse('refusal_ground.unknown');
  const articles = GROUNDS[ground];
  const article = articles.length === 0 ? '' : form.text('article');
  if (articles.length > 0 && !articles.includes(article)) return refuse('refusal_ground.article_missing');
  const facts = form.text('facts');
  if (facts === '') return refuse('refusal_ground.facts_missing');
  return ok({ ground, article, facts });
}

/** Whether a posted word is on the closed list. */
export function isGround(text: string): text is Ground {
  return Object.hasOwn(GROUNDS, text);
}
