import { setTimeout as wait } from 'node:timers/promises';
import { type Logger, SocketModeReceiver, webApi } from '@slack/bolt';
import { z } from 'zod';
import { SECOND } from '../../core/kernel/clock.ts';
import { readFailure } from './read-failure.ts';
import type { SlackSettings } from './slack-settings.ts';

const CALL_TIMEOUT = 10 * SECOND;
/** Slack greets at once; a line that stays silent so long is given up. */
const GREETING = 30 * SECOND;
const LONGEST_PAUSE = 30 * SECOND;
const PAUSE = SECOND;
/** Longer nobody waits for Slack to close its end. */
const CLOSING = 2 * SECOND;

const farewell = z.object({ type: z.literal('disconnect'), reason: z.string().regex(/^[a-z_]{1,40}$/) });

type SocketSettings = Pick<SlackSettings, 'apiUrl' | 'log' | 'reconnectMs'>;

/** Slack's deliveries over a connection that we open: no address of ours has to be reached from outside. */
export interface SocketMode {
  readonly receiver: SocketModeReceiver;
  /** Rejects when the first connection fails; later ones are tried again for ever. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects by the app token. The library's own reconnecting is off: it leaves a rejection to nobody when Slack cannot be
 * asked for an address (@slack/socket-mode 3.1.0), which would end the process.
 */
export function createSocketMode(
  { log, ...settings }: SocketSettings,
  appToken: string,
  logger: Logger,
): SocketMode {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(settings) },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let following = Promise.resolve();

  client.on('ws_message', (data: unknown) => {
    const reason = farewellIn(data);
    if (reason === null) return;
    const details = { reason };
    if (reason === 'link_disabled') log.error(details, 'slack: Socket Mode was switched off for the app');
    else log.warn(details, 'slack: Slack ends this connection; another one is opened');
  });

  /** A connection that was greeted; `gone` resolves when it is no more. */
  async function connect(): Promise<{ readonly gone: Promise<void> }> {
    const { promise: gone, resolve } = Promise.withResolvers<void>();
    client.once('disconnected', () => resolve());
    const silent = setTimeout(() => void client.disconnect(), GREETING);
    try {
      await receiver.start();
    } finally {
      clearTimeout(silent);
    }
    return { gone };
  }

  async function follow(first: Promise<void>): Promise<void> {
    let gone = first;
    for (let failures = 0; !closing.signal.aborted; ) {
      await gone;
      if (closing.signal.aborted) return;
      try {
        if (failures > 0) await wait(pause(failures), undefined, { signal: closing.signal, ref: false });
        ({ gone } = await connect());
        failures = 0;
      } catch (error) {
        if (closing.signal.aborted) return;
        failures += 1;
        gone = Promise.resolve();
        log.warn({ reason: readFailure(error).code }, 'slack: no connection; it is tried again');
      }
    }
  }

  function pause(failures: number): number {
    return Math.min(LONGEST_PAUSE, (settings.reconnectMs ?? PAUSE) * 2 ** Math.min(failures - 1, 10));
  }

  return {
    receiver,
    async open() {
      following = follow((await connect()).gone);
    },
    async close() {
      closing.abort();
      const patience = wait(CLOSING, undefined, { ref: false });
      await Promise.race([client.disconnect(), patience]);
      await following;
    },
  };
}

/** Whether Slack takes this app token and Socket Mode is on, asked without connecting. Rejects as a call does. */
export async function checkAppToken(
  appToken: string,
  settings: Pick<SlackSettings, 'apiUrl'>,
): Promise<void> {
  await new webApi.WebClient(appToken, clientOptions(settings)).apps.connections.open();
}

function clientOptions({ apiUrl }: Pick<SlackSettings, 'apiUrl'>): webApi.WebClientOptions {
  return {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: CALL_TIMEOUT,
  };
}

/** Slack's reason for ending a connection: warning, refresh_requested or link_disabled; null for any other message. */
function farewellIn(data: unknown): string | null {
  try {
    const parsed = farewell.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data.reason : null;
  } catch {
    return null;
  }
}
