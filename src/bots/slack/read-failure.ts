import { webApi } from '@slack/bolt';
import { SECOND } from '../../core/kernel/clock.ts';
import type { SendFailure, SendOutcome } from '../../core/kernel/send-outcome.ts';

type Failed = Extract<SendOutcome, { status: 'failed' }>;

/** The message, the channel or our place in it is no more: the caller posts anew or tells staff on the desk. */
const GONE = [
  'channel_not_found',
  'not_in_channel',
  'is_archived',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
];
/** Slack knows us and does not let us: only a person can change that. */
const BLOCKED = [
  'invalid_auth',
  'not_authed',
  'missing_scope',
  'not_allowed_token_type',
  'access_denied',
  'restricted_action',
  'ekm_access_denied',
  'team_access_not_granted',
];
const PASSING = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

/**
 * What a failed call of Slack means. `code` is Slack's own word and may be logged; the error's message may not: it
 * can hold a body.
 */
export function readFailure(error: unknown): { readonly code: string; readonly outcome: Failed } {
  if (error instanceof webApi.WebAPIRateLimitedError) return limited(error.retryAfter);
  if (error instanceof webApi.WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited' || code === 'rate_limited') {
      return limited(error.data.response_metadata?.retryAfter);
    }
    if (GONE.includes(code)) return failed(code, 'gone', false);
    if (BLOCKED.includes(code)) return failed(code, 'blocked', false);
    if (PASSING.includes(code)) return failed(code, 'unreachable', true);
    return failed(/^[a-z_]{1,60}$/.test(code) ? code : 'unreadable_answer', 'rejected', false);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = `http_${error.statusCode}`;
    return error.statusCode >= 500 ? failed(code, 'unreachable', true) : failed(code, 'rejected', false);
  }
  return failed('no_connection', 'unreachable', true);
}

function limited(seconds: number | undefined) {
  const code = 'ratelimited';
  const outcome: Failed = { status: 'failed', reason: 'limited', retryable: true };
  return seconds === undefined
    ? { code, outcome }
    : { code, outcome: { ...outcome, retryAfterMs: seconds * SECOND } };
}

function failed(code: string, reason: SendFailure, retryable: boolean) {
  return { code, outcome: { status: 'failed', reason, retryable } satisfies Failed };
}
