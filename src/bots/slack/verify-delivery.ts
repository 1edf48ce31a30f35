import type { IncomingMessage } from 'node:http';
import {
  type BufferedIncomingMessage,
  HTTPModuleFunctions,
  isRawBodyError,
  isValidSlackRequest,
} from '@slack/bolt';
import { MINUTE } from '../../core/kernel/clock.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';

const TOLERANCE = 5 * MINUTE;
const MOST_BYTES = 256 * 1_024;

export type DeliveryRefusal = 'slack.delivery_too_large' | 'slack.delivery_not_signed';

/**
 * Reads the body, at most 256 kB, and checks that Slack signed it at most five minutes before or after `now`
 * (docs.slack.dev, authentication/verifying-requests-from-slack). Bolt's own receiver reads the machine's clock and
 * lets a date in the future pass, so its check is done here.
 */
export async function verifyDelivery(
  req: IncomingMessage,
  signingSecret: Redacted<string>,
  now: Date,
): Promise<Result<BufferedIncomingMessage, DeliveryRefusal>> {
  const signature = req.headers['x-slack-signature'];
  const stamp = req.headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof stamp !== 'string' || !/^\d{1,12}$/.test(stamp)) {
    return refuse('slack.delivery_not_signed');
  }
  if (Math.abs(now.getTime() - Number(stamp) * 1_000) > TOLERANCE) return refuse('slack.delivery_not_signed');
  if (Number(req.headers['content-length'] ?? 0) > MOST_BYTES) return refuse('slack.delivery_too_large');
  let read: BufferedIncomingMessage;
  try {
    read = await HTTPModuleFunctions.bufferIncomingMessage(req, MOST_BYTES);
  } catch (error) {
    const tooLarge = isRawBodyError(error) && error.statusCode === 413;
    return refuse(tooLarge ? 'slack.delivery_too_large' : 'slack.delivery_not_signed');
  }
  const valid = isValidSlackRequest({
    signingSecret: signingSecret.reveal(),
    body: read.rawBody.toString(),
    headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(stamp) },
    nowMilliseconds: now.getTime(),
  });
  return valid ? ok(read) : refuse('slack.delivery_not_signed');
}
