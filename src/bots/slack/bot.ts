import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver, type Logger, LogLevel, type ViewSubmitAction } from '@slack/bolt';
import type { StaffChannel, StaffDialogues, StaffSurroundings } from '../../core/approval/staff-channel.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import { MINUTE, SECOND } from '../../core/kernel/clock.ts';
import type { SendOutcome } from '../../core/kernel/send-outcome.ts';
import { inspectChannel, readChannel, startRefusal } from './admit-person.ts';
import { COMMAND, ENDPOINT } from './app-manifest.ts';
import { followApprovers, isGroup, readApprovers } from './approvers.ts';
import { createDeliveries } from './deliveries.ts';
import { createHomes } from './home.ts';
import { createInteractions } from './interactions.ts';
import { readFailure } from './read-failure.ts';
import { deliveryKey } from './read-interaction.ts';
import {
  PATIENCE,
  type SlackLog,
  type SlackRefusalCode,
  type SlackSettings,
  SlackStartRefused,
} from './slack-settings.ts';
import { checkAppToken, createSocketMode } from './socket-mode.ts';
import { cardMessage, noticeMessage, type SlackMessage } from './translate.ts';
import { verifyDelivery } from './verify-delivery.ts';

const CALL_TIMEOUT = 10 * SECOND;
/** A card is renewed without asking again whether its channel is still closed to others. */
const LOOK_AGAIN = 10 * SECOND;
/** Whether a guest was let in is asked of everybody in the channel: not before each card. */
const GUESTS_AGAIN = 10 * MINUTE;
/** After our own patience and before Slack's 3 s: what nobody handles is acknowledged, so that it does not come again. */
const UNHANDLED = 0.5 * SECOND;
const STATUS = {
  'slack.delivery_not_signed': 401,
  'slack.delivery_too_large': 413,
} as const;
/** Nobody is called and nothing is previewed, whatever a text contains. */
const INERT = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
const BLOCKED: SendOutcome = { status: 'failed', reason: 'blocked', retryable: false };
const NOT_STARTED: SendOutcome = { status: 'failed', reason: 'unreachable', retryable: true };

export interface SlackChannel extends StaffChannel {
  /** For POST /slack/events on the product's own port; the body must not have been read. 503 until started. */
  readonly requestListener: (req: IncomingMessage, res: ServerResponse) => void;
  /** Whether Slack knows the token and the channel is fit, without taking anything in; null when all is well. */
  check(): Promise<SlackStartRefused['code'] | null>;
}

/**
 * The staff's channel in Slack, over HTTP or a connection of ours. `start` rejects with SlackStartRefused when Slack or the channel is not fit
 * (R26). An `externalId` is `channel:ts`, so that an old card is found after the channel setting has changed.
 */
export function createSlackChannel(settings: SlackSettings, clock: Clock): SlackChannel {
  const { log, channel } = settings;
  const logger = boltLogger(log);
  const { appToken, signingSecret } = settings;
  const socket = appToken && createSocketMode(settings, appToken.reveal(), logger);
  const http = new HTTPReceiver({
    signingSecret: signingSecret?.reveal() ?? '',
    signatureVerification: false, // verifyDelivery has done it, by our clock and in both directions
    endpoints: ENDPOINT,
    logger,
    unhandledRequestTimeoutMillis: (settings.patienceMs ?? PATIENCE) + UNHANDLED,
    unhandledRequestHandler: ({ response }) => answer(response, 200),
  });
  const app = new App({
    token: settings.botToken.reveal(),
    receiver: socket?.receiver ?? http,
    deferInitialization: true,
    convoStore: false,
    logger,
    clientOptions: {
      ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
      // Bolt would try for half an hour by itself; the queue decides about trying again, and a click cannot wait.
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: CALL_TIMEOUT,
    },
  });
  const deliveries = createDeliveries(clock);
  const running = new Set<Promise<void>>();
  let interactions: ReturnType<typeof createInteractions> | null = null;
  let homes: ReturnType<typeof createHomes> | null = null;
  let approvers: ReturnType<typeof followApprovers> | null = null;
  let accepting = false;
  let closed: { readonly id: string; readonly at: number } | null = null;
  let withoutGuests: { readonly id: string; readonly at: number } | null = null;

  function track(work: Promise<void>): Promise<void> {
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  }

  app.use(async (args) => {
    // Not acknowledged: Slack brings it to another connection, or again.
    if (socket !== undefined && !accepting) return;
    const key = deliveryKey(args.body);
    if (key === null || deliveries.isFirst(key)) return track(args.next());
    if ('ack' in args) await args.ack?.();
  });
  app.action(/.*/, async ({ body, ack }) => {
    await (interactions?.clicked(body, () => ack()) ?? ack());
  });
  app.view<ViewSubmitAction>(/.*/, async ({ body, ack }) => {
    await interactions?.submitted(body, (dialog) => (dialog ? ack(dialog) : ack()));
  });
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await homes?.opened(event.user);
  });
  app.command(COMMAND, async ({ body, ack }) => {
    await interactions?.commanded(body, (text) =>
      text === undefined ? ack() : ack({ response_type: 'ephemeral', text }),
    );
  });
  app.event('subteam_members_changed', ({ event }) => approversChanged(event.subteam_id));
  app.event('subteam_updated', ({ event }) => approversChanged(event.subteam.id));
  app.error(async (error) => log.error({ reason: readFailure(error).code }, 'slack: a delivery failed'));

  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (signingSecret === undefined || socket !== undefined) return answer(res, 404);
    if (!accepting) return answer(res, 503);
    if (req.method !== 'POST') return answer(res, 405);
    const delivery = await verifyDelivery(req, signingSecret, clock.now());
    if (!delivery.ok) {
      log.warn({ reason: delivery.refusal.code }, 'slack: a delivery was refused');
      return answer(res, STATUS[delivery.refusal.code]);
    }
    const closed = once(res, 'close');
    http.requestListener(delivery.value, res);
    await closed;
  }

  async function approversChanged(groupId: string): Promise<void> {
    await approvers?.changed(groupId);
    homes?.changed();
  }

  async function connect(how: () => Promise<void>): Promise<SlackRefusalCode | null> {
    try {
      await how();
      return null;
    } catch (error) {
      return readFailure(error).outcome.retryable ? 'slack.unreachable' : 'slack.app_token_refused';
    }
  }

  /** So that the changes of a busy minute do not use up what Slack lets us ask. */
  function wasJustClosed(id: string): boolean {
    return closed?.id === id && clock.now().getTime() - closed.at < LOOK_AGAIN;
  }

  async function attempt(call: () => Promise<SendOutcome>): Promise<SendOutcome> {
    if (interactions === null) return NOT_STARTED;
    homes?.changed();
    try {
      return await call();
    } catch (error) {
      const { code, outcome } = readFailure(error);
      log.warn({ reason: code }, 'slack: a message was not taken');
      return outcome;
    }
  }

  function post(message: SlackMessage): Promise<SendOutcome> {
    return attempt(async () => {
      if (await isOpenToOthers(channel)) return BLOCKED;
      return sent(await app.client.chat.postMessage({ channel, ...message, ...INERT }));
    });
  }

  /** The channel was opened or shared, or a guest let in, after the start: nothing more goes there (R26). */
  async function isOpenToOthers(id: string): Promise<boolean> {
    const at = clock.now().getTime();
    const looked = withoutGuests?.id === id && at - withoutGuests.at < GUESTS_AGAIN;
    const refusal = await (looked ? readChannel : inspectChannel)(app.client, id);
    if (refusal === null && !looked) withoutGuests = { id, at };
    // Of a channel that is not there, or not ours, the call itself says so.
    if (refusal === null || refusal === 'slack.channel_unavailable') {
      closed = { id, at };
      return false;
    }
    log.error({ reason: refusal }, 'slack: the channel may not hold cards');
    return true;
  }

  const inspect = () =>
    app
      .init()
      .then(async () => (await inspectChannel(app.client, channel)) ?? inspectApprovers())
      .catch(startRefusal);

  async function inspectApprovers(): Promise<SlackRefusalCode | null> {
    try {
      await readApprovers(app.client, settings);
      return null;
    } catch (error) {
      if (readFailure(error).outcome.retryable) throw error;
      return 'slack.group_unreadable';
    }
  }

  const mayDecide = settings.approvers.length > 0;
  return {
    name: 'slack',
    check: async () =>
      (await inspect()) ?? (appToken ? connect(() => checkAppToken(appToken.reveal(), settings)) : null),
    requestListener(req, res) {
      track(receive(req, res)).catch(() => answer(res, 404));
    },
    async start(dialogues: StaffDialogues, { home, named }: StaffSurroundings = {}) {
      const refusal = await inspect();
      if (refusal !== null) throw new SlackStartRefused(refusal);
      withoutGuests = { id: channel, at: clock.now().getTime() };
      interactions = createInteractions(app.client, settings, dialogues);
      homes = home === undefined ? null : createHomes(app.client, settings, home, clock);
      accepting = true;
      const unconnected = socket && (await connect(socket.open));
      if (unconnected) throw new SlackStartRefused(unconnected);
      approvers =
        named === undefined || !settings.approvers.some(isGroup)
          ? null
          : followApprovers(app.client, settings, named);
      await approvers?.first;
    },
    async stop() {
      accepting = false;
      while (running.size > 0) await Promise.allSettled(running);
      await socket?.close();
      await homes?.stop();
      await approvers?.stop();
    },
    updateCard(externalId, card) {
      const [postedIn = '', ts = ''] = externalId.split(':');
      const message = cardMessage(card, mayDecide);
      return attempt(async () => {
        // An outcome says less than the card before it: wherever that stands, it had better be replaced.
        if (!card.resolved && !wasJustClosed(postedIn) && (await isOpenToOthers(postedIn))) return BLOCKED;
        return sent(
          await app.client.chat.update({
            channel: postedIn,
            ts,
            ...message,
            parse: 'none',
            link_names: false,
          }),
        );
      });
    },
    removeCard(externalId) {
      const [postedIn = '', ts = ''] = externalId.split(':');
      return attempt(() =>
        app.client.chat.delete({ channel: postedIn, ts }).then(sent, (error: unknown) => {
          if (readFailure(error).code !== 'message_not_found') throw error;
          return sent({ channel: postedIn, ts });
        }),
      );
    },
    tell: (text, link) => post(noticeMessage(text, settings.words.openDesk, link)),
  };
}

function sent(message: { readonly channel?: string; readonly ts?: string }): SendOutcome {
  return { status: 'sent', externalId: `${message.channel}:${message.ts}` };
}

function answer(res: ServerResponse, status: number): void {
  if (!res.headersSent) res.writeHead(status);
  res.end();
}

/** Bolt's own messages end in details after a colon that can hold a body or an address: only their first part is kept. */
function boltLogger(log: SlackLog): Logger {
  const headline = (message: unknown) =>
    typeof message === 'string' ? (message.split(':')[0] ?? '') : 'no text';
  return {
    debug: () => {},
    info: () => {},
    warn: (message) => log.warn({ library: 'bolt' }, headline(message)),
    error: (message) => log.error({ library: 'bolt' }, headline(message)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}
