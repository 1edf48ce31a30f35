import { expect, test } from 'vitest';
import { changesCard } from '../../../src/core/request/changes-card.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestEvent, RequestEventType } from '../../../src/core/request/request-events.ts';
import { AT, aRequest, STAFF } from '../../support/request-builder.ts';

/** Whether what there is to decide is another thing afterwards: a click on the card from before has no effect then. */
const CHANGES: Readonly<Record<RequestEventType, boolean>> = {
  opened: false,
  redated: true,
  choice_made: false,
  identity_asked: false,
  code_mailed: false,
  code_failed: false,
  proven: true,
  search_started: true,
  source_searched: true,
  source_reopened: true,
  search_continued: true,
  records_decided: true,
  key_decided: false,
  record_withheld: true,
  narrowed: true,
  draft_made: true,
  preview_opened: false,
  paragraphs_changed: true,
  refusal_prepared: true,
  answer_prepared: true,
  outcome_set: true,
  objection_named: true,
  approved: true,
  stopped: true,
  announcement_queued: false,
  announced: false,
  execution_begun: true,
  step_done: true,
  changes_begun: false,
  changes_made: true,
  recipient_told: false,
  recipient_chased: true,
  recipient_answered: true,
  execution_halted: true,
  restored: true,
  sent: true,
  send_failed: true,
  code_posted: false,
  answer_redirected: true,
  authority_recorded: true,
  facts_asked: false,
  facts_given: false,
  facts_ended: false,
  facts_compared: false,
  undelivered: true,
  delivery_retried: true,
  posted: true,
  went_wrong: false,
  bounced: true,
  notice_prepared: true,
  notice_approved: true,
  notice_dropped: true,
  notice_sent: true,
  notice_failed: true,
  notice_bounced: true,
  fee_settled: true,
  question_asked: false,
  customer_wrote: false,
  raised: false,
  sender_known: false,
  withdrawn: true,
  reopened: true,
  lapsed: true,
  joined: true,
  took_in: true,
  followed: true,
  erasure_replayed: true,
  assigned: false,
  note_added: false,
  human_wanted: false,
  codes_allowed: false,
  looked_at: false,
  link_mailed: false,
  answer_opened: false,
  answer_downloaded: false,
  portable_handed_over: false,
  portable_taken: false,
  portable_stopped: false,
  task_done: false,
  anonymised: false,
};

const isEvent = (name: string): name is RequestEventType => Object.hasOwn(CHANGES, name);

test.each(Object.entries(CHANGES))('after %s the card is another one: %s', (name, changes) => {
  if (!isEvent(name)) throw new Error('an event of ours');
  // Only the name decides.
  const event: Pick<RequestEvent, 'type'> = { type: name };
  expect(changesCard(event)).toBe(changes);
});

test('the version of the card rises with what changes it, and with nothing else', () => {
  const state = aRequest().awaitingApproval().state();
  const after = (event: RequestEvent) => evolveRequest(state, event, { by: STAFF, at: AT });
  const looked = after({ type: 'looked_at' });
  const changed = after({ type: 'paragraphs_changed' });
  expect(looked).toMatchObject({ cardVersion: state.cardVersion, sequence: state.sequence + 1 });
  expect(changed).toMatchObject({ cardVersion: state.cardVersion + 1, preparedBy: STAFF });
});
