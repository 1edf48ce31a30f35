import { type Result, refuse } from '../kernel/result.ts';
import type { NoticeRefusal } from '../request/decide-notice.ts';

const NOTICE_REFUSALS: readonly NoticeRefusal[] = [
  'decision.wrong_state',
  'decision.card_outdated',
  'decision.letter_changed',
  'notice.none',
  'notice.leaving',
  'notice.outdated',
  'doubt.nothing_to_prove',
  'doubt.decided',
  'doubt.after_due',
  'extension.already',
  'extension.stopped',
  'extension.too_late',
  'fee.not_for_right',
  'fee.already',
  'fee.decided',
  'fee.too_late',
  'fee.not_asked',
  'fee.in_future',
  'stop.not_open',
  'stop.in_future',
  'stop.before_asked',
];

/** The command's refusals that a notice can meet. */
export function narrowNotice(refused: {
  readonly ok: false;
  readonly refusal: { readonly code: string };
}): Result<never, NoticeRefusal> {
  const code = NOTICE_REFUSALS.find((known) => known === refused.refusal.code);
  if (code === undefined) throw new Error(`unexpected refusal ${refused.refusal.code}`);
  return refuse(code);
}
