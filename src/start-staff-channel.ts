import { setTimeout as wait } from 'node:timers/promises';
import type { SlackChannel } from './bots/slack/bot.ts';
import { SlackStartRefused } from './bots/slack/slack-settings.ts';
import type { StaffDialogues, StaffSurroundings } from './core/approval/staff-channel.ts';
import { ok, type Result, refuse } from './core/kernel/result.ts';
import type { Log } from './platform/log.ts';

const RETRY_MS = 30_000;

export interface StaffParts extends StaffSurroundings {
  readonly dialogues: StaffDialogues;
  /** It was not reached at the start, and now it refuses: a person has to see to it. Told once for each reason. */
  readonly refused: (code: string) => Promise<unknown>;
  readonly retryMs?: number;
}

/**
 * Starts Slack. A channel that may not be used refuses the start (R26); one that cannot be reached is tried again in
 * the background, for the desk works without it.
 */
export async function startStaffChannel(
  slack: Pick<SlackChannel, 'start'> | undefined,
  parts: StaffParts,
  log: Pick<Log, 'warn' | 'error'>,
  stopping: AbortSignal,
): Promise<Result<null>> {
  if (slack === undefined) return ok(null);
  const { dialogues, refused: _refused, retryMs: _retryMs, ...surroundings } = parts;
  const start = () => slack.start(dialogues, surroundings);
  try {
    await start();
    return ok(null);
  } catch (error) {
    if (!(error instanceof SlackStartRefused)) throw error;
    if (!error.retryable) return refuse(error.code);
    log.warn({ reason: error.code }, 'Slack is not reached; it is tried again');
    void tryAgain(start, parts, log, stopping);
    return ok(null);
  }
}

async function tryAgain(
  start: () => Promise<void>,
  { refused, retryMs = RETRY_MS }: StaffParts,
  log: Pick<Log, 'warn' | 'error'>,
  signal: AbortSignal,
): Promise<void> {
  let told: string | undefined;
  while (!signal.aborted) {
    try {
      await wait(retryMs, undefined, { signal, ref: false });
      await start();
      return;
    } catch (error) {
      if (signal.aborted) return;
      const known = error instanceof SlackStartRefused;
      const reason = known ? error.code : 'bug';
      if (known && error.retryable) log.warn({ reason }, 'Slack is not reached; it is tried again');
      else if (reason !== told) {
        log.error({ reason }, 'Slack refuses the channel of staff; it is tried again');
        // No database: the next try tells it.
        told = await refused(reason).then(
          () => reason,
          () => told,
        );
      }
    }
  }
}
