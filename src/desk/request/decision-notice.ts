import type { RequestDetail } from '../../core/application/core-api.ts';
import type { Refusal } from '../../core/kernel/result.ts';
import { type Notice, refusedNotice } from '../frame/notice.ts';
import type { View } from '../frame/view.ts';
import { stepsOf } from './history-section.ts';
import { stepName } from './step-name.ts';

/** Codes that mean: somebody did something since this page was opened. */
const MEANWHILE: ReadonlySet<string> = new Set([
  'decision.card_outdated',
  'decision.already_taken',
  'decision.letter_changed',
  'decision.too_late',
  'decision.wrong_state',
]);

/** Why a decision was refused; when somebody else was first: what happened, by whom and when. */
export function decisionNotice(view: View, detail: RequestDetail, refusal: Refusal): Notice {
  return refusedNotice(view, refusal, MEANWHILE.has(refusal.code) ? [meanwhile(view, detail)] : []);
}

function meanwhile(view: View, { approval, history, sources }: RequestDetail): string {
  const { words, staff } = view;
  if (approval.phase === 'sending') {
    const params = { by: words.who(approval.by), moment: words.moment(approval.sendAt) };
    return approval.by === staff?.name
      ? words.t('desk:meanwhile.approved_yourself', params)
      : words.t('desk:meanwhile.approved', params);
  }
  if (approval.phase === 'resolved') {
    const outcome = words.term('statuses', approval.outcome);
    return words.t('desk:meanwhile.resolved', {
      by: words.who(approval.by),
      moment: words.moment(approval.at),
      outcome,
    });
  }
  // The program drafts the letter anew after every change: who changed something is what counts.
  const last = stepsOf(history).findLast(({ type }) => type !== 'draft_made');
  if (last === undefined) return words.t('desk:meanwhile.unknown');
  return words.t('desk:meanwhile.last', {
    by: words.who(last.by),
    moment: words.moment(last.at),
    event: stepName(view, sources, last),
  });
}
