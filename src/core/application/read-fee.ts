import { ok, type Result, refuse } from '../kernel/result.ts';
import { FEE_GROUNDS, type NoticeFacts } from '../request/notice.ts';
import type { NoticesRefusal, TypedFee } from './notice-api.ts';

type Fee = Omit<Extract<NoticeFacts, { readonly kind: 'fee' }>, 'kind' | 'until'>;

/** A reasonable fee is administrative costs (AVG 12(5)(a)): whoever types more has mistyped. */
const MOST_CENTS = 100_000;
const EUROS = /^(\d{1,6})(?:[.,](\d{2}))?$/;

/** A fee as staff typed it: ground, amount in euros, its reckoning and the facts are all needed. */
export function readFee(typed: TypedFee): Result<Fee, NoticesRefusal> {
  const ground = FEE_GROUNDS.find((known) => known === typed.ground);
  if (ground === undefined) return refuse('fee.ground_missing');
  const [, euros, rest] = EUROS.exec(typed.amount.replace(/[€\s]/g, '')) ?? [];
  const cents = Number(euros ?? 0) * 100 + Number(rest ?? 0);
  if (cents === 0 || cents > MOST_CENTS) return refuse('fee.amount_invalid');
  const [basis, facts, intent] = [typed.basis.trim(), typed.facts.trim(), typed.intent.trim()];
  if (basis === '') return refuse('fee.basis_missing');
  if (facts === '') return refuse('fee.facts_missing');
  return ok({ ground, cents, basis, facts, ...(intent === '' ? {} : { intent }) });
}
