import { z } from 'zod';
import { DOUBT_EVIDENCE } from '../request/notice.ts';
import type { RequestEvent, RequestEventType } from '../request/request-events.ts';
import { exactly } from './exactly.ts';
import {
  closedStatus,
  dueDays,
  letterPlan,
  noticeKind,
  objectionAgainst,
  remains,
} from './request-state-schema.ts';
import {
  channel,
  language,
  letterKind,
  refusalArticle,
  refusalGround,
  right,
  storedDay,
} from './stored-values.ts';

function event<Type extends RequestEventType, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), ...shape });
}

const text = z.string();

/** Columns RequestEvent.type and data, together: what happened, without personal data. */
export const requestEvent = exactly<RequestEvent>()(
  z.discriminatedUnion('type', [
    event('opened', {
      right,
      channel,
      language,
      receivedAt: text,
      due: dueDays,
      raised: z.boolean(),
      thirdParty: z.boolean(),
      notice: text,
      rules: text,
      against: objectionAgainst.exactOptional(),
    }),
    event('redated', {
      cause: z.enum(['identity_requested', 'identity_verified', 'extended', 'closing_days']),
      due: dueDays,
      on: storedDay.exactOptional(),
    }),
    event('choice_made', { choice: z.literal('copy') }),
    event('identity_asked', {}),
    event('code_mailed', { challengeId: text }),
    event('code_failed', { reason: text }),
    event('proven', { level: z.int(), method: text }),
    event('search_started', { sources: z.array(text).readonly() }),
    event('source_searched', { source: text, coverage: text, settled: z.boolean(), found: z.int() }),
    event('source_reopened', { source: text }),
    event('record_withheld', { source: text, ref: text, reason: text.nullable() }),
    event('draft_made', {
      letterId: text,
      letterHash: text,
      kind: letterKind,
      complete: z.boolean(),
      plan: letterPlan.exactOptional(),
    }),
    event('preview_opened', { letterHash: text }),
    event('paragraphs_changed', {}),
    event('refusal_prepared', { ground: refusalGround, article: refusalArticle }),
    event('answer_prepared', {}),
    event('outcome_set', { result: text }),
    event('objection_named', { against: objectionAgainst }),
    event('approved', { letterId: text, letterHash: text, sendAt: text }),
    event('stopped', {}),
    event('announcement_queued', { letterId: text }),
    event('announced', { letterId: text }),
    event('execution_begun', {}),
    event('step_done', { step: text }),
    event('execution_halted', {}),
    event('sent', { outcome: z.enum(['answered', 'refused']) }),
    event('send_failed', { reason: text }),
    event('code_posted', { challengeId: text }),
    event('answer_redirected', {}),
    event('facts_asked', {}),
    event('facts_given', {}),
    event('facts_ended', {}),
    event('facts_compared', { right: z.boolean() }),
    event('undelivered', { reason: text }),
    event('delivery_retried', {}),
    event('posted', { on: storedDay }),
    event('bounced', {}),
    event('notice_prepared', {
      kind: noticeKind,
      letterId: text,
      letterHash: text,
      asks: z.array(z.enum(DOUBT_EVIDENCE)).readonly().exactOptional(),
    }),
    event('notice_approved', { letterId: text, letterHash: text }),
    event('notice_dropped', {}),
    event('notice_sent', { kind: noticeKind, letterId: text }),
    event('notice_failed', { reason: text }),
    event('question_asked', {}),
    event('customer_wrote', {}),
    event('withdrawn', { as: z.enum(['answered_generally', 'withdrawn']) }),
    event('reopened', {}),
    event('lapsed', {}),
    event('joined', { into: text, due: dueDays }),
    event('took_in', { other: text, receivedAt: text, due: dueDays, raised: z.boolean() }),
    event('followed', { as: closedStatus }),
    event('erasure_replayed', { at: text }),
    event('assigned', { to: text.nullable() }),
    event('note_added', {}),
    event('human_wanted', {}),
    event('codes_allowed', {}),
    event('looked_at', {}),
    event('answer_opened', {}),
    event('answer_downloaded', {}),
    event('task_done', { task: text }),
    event('anonymised', remains),
  ]),
);
