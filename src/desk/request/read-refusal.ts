import type { Decisions } from '../../core/application/core-api.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import type { Form } from '../frame/read-form.ts';

export type PreparedRefusal = Parameters<Decisions['prepareRefusal']>[2];
type Ground = PreparedRefusal['ground'];

/** The closed list; which of it a right knows, and with which articles, the core says. */
const GROUNDS: Readonly<Record<Ground, true>> = {
  not_identifiable: true,
  unfounded: true,
  excessive: true,
  condition_missing: true,
  exception_17_3: true,
  rights_of_others: true,
  uavg_41: true,
  deceased: true,
  not_own_data: true,
  no_authority: true,
};

/** Ground, article and facts as typed; whether they belong together the core decides. */
export function readRefusal(form: Form): Result<PreparedRefusal, 'refusal_ground.unknown'> {
  const ground = form.text('ground');
  if (!isGround(ground)) return refuse('refusal_ground.unknown');
  return ok({
    ground,
    article: form.text('article'),
    facts: form.text('facts'),
    intent: form.text('intent'),
  });
}

/** Whether a posted word is on the closed list. */
export function isGround(text: string): text is Ground {
  return Object.hasOwn(GROUNDS, text);
}
