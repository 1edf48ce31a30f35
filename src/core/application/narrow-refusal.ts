import { type Result, refuse } from '../kernel/result.ts';
import type { OutcomeRefusal } from './outcome-api.ts';

/** The command's refusals that staff can meet; the customer's own one cannot come from a staff command. */
export function narrowRefusal(refused: {
  readonly ok: false;
  readonly refusal: { readonly code: string };
}): Result<never, OutcomeRefusal> {
  const code = DECISION_REFUSALS.find((known) => known === refused.refusal.code);
  if (code === undefined) throw new Error(`unexpected refusal ${refused.refusal.code}`);
  return refuse(code);
}

const DECISION_REFUSALS: readonly OutcomeRefusal[] = [
  'decision.wrong_state',
  'decision.card_outdated',
  'decision.letter_changed',
  'decision.fee_open',
  'decision.sources_open',
  'decision.records_undecided',
  'decision.identity_missing',
  'decision.level_missing',
  'decision.text_missing',
  'decision.plan_outdated',
  'decision.outcome_outdated',
  'decision.address_too_new',
  'decision.authority_missing',
  'decision.receiving_not_covered',
  'decision.too_late',
  'decision.too_early',
  'decision.already_executed',
  'request.deed_begun',
  'delivery.day_ahead',
  'refusal_ground.not_for_right',
  'refusal_ground.article_missing',
  'refusal_ground.facts_missing',
  'objection.unnamed',
  'objection.never_refused',
];
