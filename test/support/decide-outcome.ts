import type { CoreApi, TypedOutcome } from '../../src/core/application/core-api.ts';
import type { Outcome } from '../../src/core/fulfilment/outcome/outcome.ts';
import { typedOutcome } from '../../src/core/fulfilment/outcome/typed-outcome.ts';
import type { DeskActor } from './desk-staff.ts';

/** Fills in the form of an outcome on the present card and saves it; what does not fit is told. */
export async function decideOutcome(
  core: CoreApi,
  requestId: string,
  outcome: Outcome,
  by: DeskActor,
  more: Partial<Pick<TypedOutcome, 'sendTo' | 'child'>> = {},
): Promise<void> {
  const form = await core.outcomes.form(requestId, outcome.result, by);
  if (!form.ok) throw new Error(form.refusal.code);
  const { version, sendTo, child } = form.value;
  const typed = { result: outcome.result, fields: typedOutcome(outcome), sendTo, child, ...more };
  const saved = await core.outcomes.save(requestId, version, typed, by);
  if (!saved.ok) throw new Error(saved.refusal.code);
  if (saved.value.problems.length > 0) throw new Error(JSON.stringify(saved.value.problems));
}

/** The card's present version, for a decision that needs no form. */
export async function versionOf(core: CoreApi, requestId: string): Promise<number> {
  const detail = await core.desk.card(requestId);
  if (detail === undefined) throw new Error('there is no such request');
  return detail.version;
}
