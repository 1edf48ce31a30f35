import type { RequestEvent } from './request-events.ts';

/** Whether what there is to decide changed: a click on the card before it finds that it is outdated. */
export function changesCard(event: Pick<RequestEvent, 'type'>): boolean {
  switch (event.type) {
    case 'redated':
    case 'proven':
    case 'search_started':
    case 'source_searched':
    case 'search_continued':
    case 'records_decided':
    case 'source_reopened':
    case 'record_withheld':
    case 'narrowed':
    case 'draft_made':
    case 'paragraphs_changed':
    case 'refusal_prepared':
    case 'answer_prepared':
    case 'outcome_set':
    case 'objection_named':
    case 'notice_prepared':
    case 'notice_approved':
    case 'notice_dropped':
    case 'notice_sent':
    case 'notice_failed':
    case 'notice_bounced':
    case 'fee_settled':
    case 'execution_begun':
    case 'step_done':
    case 'changes_made':
    case 'recipient_answered':
    case 'recipient_chased':
    case 'execution_halted':
    case 'restored':
    case 'approved':
    case 'stopped':
    case 'send_failed':
    case 'undelivered':
    case 'delivery_retried':
    case 'bounced':
    case 'posted':
    case 'sent':
    case 'withdrawn':
    case 'reopened':
    case 'lapsed':
    case 'joined':
    case 'took_in':
    case 'followed':
    case 'answer_redirected':
    case 'authority_recorded':
    case 'erasure_replayed':
      return true;
    default:
      return false;
  }
}
