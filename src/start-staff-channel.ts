import { setTimeout as wait } from 'node:timers/promises';
import type { SlackChannel } from './bots/slack/bot.ts';
import { SlackStartRefused } from './bots/slack/slack-settings.ts';
import type { StaffDialogues, StaffSurroundings } from './core/approval/staff-channel.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import type { Log } from './platform/log.ts';

const RETRY_MS = 30_000;

export interface StaffParts extends StaffSurroundings {
  readonly dialogues: StaffDialogues;
}

/**
 * Starts Slack. A channel that may not be used refuses the start (R26); one that cannot be reached is tried again in
 * the background, for the desk works without it.
 */
export async function startStaffChannel(
  slack: SlackChannel | undefined,
  { dialogues, ...more }: StaffParts,
  log: Log,
  stopping: AbortSignal,
): Promise<Result<null>> {
  if (slack === undefined) return ok(null);
  try {
    await slack.start(dialogues, more);
    return ok(null);
  } catch (error) {
    if (!(error instanceof SlackStartRefused)) throw error;
    if (!error.retryable) return refuse(error.code);
    log.warn({ reason: error.code }, 'Slack is not reached; it is tried again');
    void tryAgain(slack, { dialogues, ...more }, log, stopping);
    return ok(null);
  }
}

async function tryAgain(
  slack: SlackChannel,
  { dialogues, ...more }: StaffParts,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await wait(RETRY_MS, undefined, { signal, ref: false });
      await slack.start(dialogues, more);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const reason = error instanceof SlackStartRefused ? error.code : 'bug';
      log.warn({ reason }, 'Slack is not reached; it is tried again');
    }
  }
}
