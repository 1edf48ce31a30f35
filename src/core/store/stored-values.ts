import { z } from 'zod';
import type { NewTask } from '../application/rows.ts';
import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import {
  asId,
  type ChallengeId,
  type ConversationId,
  type LetterId,
  type RequestId,
  type StaffId,
  type TaskId,
} from '../kernel/ids.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { CHANNELS, RIGHTS } from '../kernel/rights.ts';
import { LETTER_KINDS, type LetterKind } from '../request/letter-kind.ts';
import { REFUSAL_ARTICLES, REFUSAL_GROUNDS } from '../request/refusal-ground.ts';
import { exactly } from './exactly.ts';

/** Values as they stand in columns and in JSON. Every schema here refuses what it does not know. */
export const requestId = z.uuid().transform((text) => asId<RequestId>(text));
export const conversationId = z.uuid().transform((text) => asId<ConversationId>(text));
export const challengeId = z.uuid().transform((text) => asId<ChallengeId>(text));
export const letterId = z.uuid().transform((text) => asId<LetterId>(text));
export const staffId = z.uuid().transform((text) => asId<StaffId>(text));
export const taskId = z.uuid().transform((text) => asId<TaskId>(text));

export const channel = z.enum(CHANNELS);
export const right = z.enum(RIGHTS);
export const language = exactly<ReplyLanguage>()(z.enum(['nl', 'en']));
export const letterKind = exactly<LetterKind>()(z.enum(LETTER_KINDS));
export const refusalGround = z.enum(REFUSAL_GROUNDS);
/** Empty where the ground has no articles to choose from. */
export const refusalArticle = z.enum([...REFUSAL_ARTICLES, '']);
export const storedBytes = z.instanceof(Uint8Array);
/** Read as base64: as bytes, many of them are copied five times on their way. */
export const largeBytes = z.string().transform((text) => Buffer.from(text, 'base64'));

export const storedDay = z.string().transform((text, context): CalendarDay => {
  const read = parseDay(text);
  if (read !== undefined) return read;
  context.addIssue('not a calendar day');
  return z.NEVER;
});

export const taskKind = exactly<NewTask['kind']>()(
  z.enum([
    'human_wanted',
    'urgent_help',
    'codes_paused',
    'fresh_export',
    'columns_unknown',
    'drop_refused',
    'manual_search',
    'delivery_failed',
    'restored',
    'put_back',
    'mail_delayed',
    'not_me',
    'unanswered_question',
    'act_now',
    'open_order',
    'stop_doing',
    'breach_reported',
    'customer_replied',
    'held_mail',
    'mailbox_closed',
    'mailbox_mail',
    'card_left',
    'job_failed',
    'register_broken',
    'card_failed',
    'alarm_failed',
    'unreadable',
    'carry_out',
    'finish_by_hand',
    'recipient_silent',
    'hold_ended',
    'rows_came_back',
    'two_years',
    'yearly_export',
    'stop_mailing',
    'identity_unanswered',
    'policy_mail_failed',
    'policy_drift',
  ]),
);
