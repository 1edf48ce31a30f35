import { setTimeout as wait } from 'node:timers/promises';
import { WebSocketShardEvents as Events, type SessionInfo, WebSocketManager } from '@discordjs/ws';
import { GatewayIntentBits, InteractionResponseType, MessageFlags } from 'discord.js';
import { z } from 'zod';
import type { Channel, Receive } from '../../core/conversation/channel.ts';
import { SECOND } from '../../core/kernel/clock.ts';
import type { Redacted } from '../../core/kernel/redacted.ts';
import { askForm, type DiscordWords, registerCommands } from './commands.ts';
import { MAX_UNITS } from './compose.ts';
import { createIntake } from './intake.ts';
import { createRest, createSend, type DiscordLog, describe, failureOf } from './send.ts';
import { type Interaction, translateInteraction, translateMessage } from './translate.ts';

export interface DiscordSettings {
  readonly token: Redacted<string>;
  readonly applicationId: string;
  readonly apiUrl?: string;
  readonly words: Readonly<Record<'nl' | 'en', DiscordWords>>;
  readonly commands: readonly object[];
  readonly log: DiscordLog;
  readonly retryDelaysMs?: readonly number[];
  /** How long a person waits without a sign of the desk; Discord gives up after 3 seconds. */
  readonly patienceMs?: number;
}

/** Conversations, each with the time (UTC) of what is stored last of the customer. */
export type Heard = () => Promise<readonly { readonly key: string; readonly at: Date }[]>;

export interface DiscordChannel extends Channel {
  /** Whether Discord knows the token and the application; null when it does. Nothing is sent or taken in. */
  check(): Promise<'token_refused' | 'application_wrong' | 'unreachable' | null>;
  /** Never throws for Discord's sake: what keeps it off is in the log, and the other channels go on. */
  start(receive: Receive, heard?: Heard): Promise<void>;
}

const RETRY_DELAYS_MS = [1, 2, 4, 8, 15, 30].map((seconds) => seconds * SECOND);
const PATIENCE_MS = 1.5 * SECOND;
/** The one intent: what customers write to the bot itself, words included. */
const INTENTS = GatewayIntentBits.DirectMessages;
const ID = z.object({ id: z.string() });

/** Close codes after which Discord takes no new connection. */
const FINAL: Readonly<Record<number, string>> = {
  4004: 'Discord refused DISCORD_BOT_TOKEN: make a new one at Discord and start again',
  4013: 'Discord does not know what the bot asks to receive (intents)',
  4014: 'Discord does not allow what the bot asks to receive (intents): see the Bot page of the application',
};

/** Discord as a customer channel: direct messages only, plain text. */
export function createDiscordChannel(settings: DiscordSettings): DiscordChannel {
  const { token, applicationId, words, log, retryDelaysMs = RETRY_DELAYS_MS } = settings;
  const rest = createRest(token.reveal(), settings.apiUrl);
  const send = createSend(rest, log);
  const stopping = new AbortController();
  const sessions = new Map<number, SessionInfo>();
  /** Who was pointed to the direct messages from elsewhere, to be told there when those turn out to be closed. */
  const pointed = new Map<string, () => Promise<unknown>>();
  let intake: ReturnType<typeof createIntake> | undefined;
  let manager: WebSocketManager | undefined;

  async function attempt<Value>(what: string, work: Promise<Value>): Promise<Value | undefined> {
    try {
      return await work;
    } catch (error) {
      log.warn(describe(error), what);
      return undefined;
    }
  }

  const post = (what: string, path: `/${string}`, body?: object, auth = true) =>
    attempt(what, rest.post(path, { body, auth }));

  /** Does something once if the work takes longer than a person waits. */
  async function orElse<Value>(work: Promise<Value>, whenSlow: () => unknown): Promise<Value> {
    const timer = setTimeout(whenSlow, settings.patienceMs ?? PATIENCE_MS);
    return work.finally(() => clearTimeout(timer));
  }

  async function event(name: string, payload: unknown): Promise<unknown> {
    if (name === 'INTERACTION_CREATE') {
      const interaction = translateInteraction(payload, words);
      return interaction && interact(interaction);
    }
    if (name !== 'MESSAGE_CREATE' && name !== 'MESSAGE_UPDATE') return undefined;
    const message = translateMessage(payload, name === 'MESSAGE_UPDATE');
    if (message === undefined || message.kind === 'ignored' || intake === undefined) return undefined;
    const typing = () => post('typing not shown', `/channels/${message.conversationKey}/typing`);
    return orElse(intake.take(message), typing);
  }

  /** Answered once it is stored; or when that takes too long for Discord, and then it is tried until it is. */
  async function interact({ id, token: key, language, answer, elsewhere, message }: Interaction) {
    const say = words[language];
    const respond = (type: number, data?: object) =>
      post('an interaction was not answered', `/interactions/${id}/${key}/callback`, { type, data }, false);
    const show = (content: string) =>
      respond(InteractionResponseType.ChannelMessageWithSource, { content, flags: MessageFlags.Ephemeral });
    if (answer === 'form') return respond(InteractionResponseType.Modal, askForm(say));
    if (message === undefined || intake === undefined) return undefined;
    let shown: Promise<unknown> | undefined;
    let placed: Promise<unknown> | undefined;
    const tell = (content: string) => {
      const original = `/webhooks/${applicationId}/${key}/messages/@original` as const;
      const change = () =>
        attempt('words not changed', rest.patch(original, { body: { content }, auth: false }));
      shown = shown === undefined ? show(content) : shown.then(change);
      return shown;
    };
    // What is not stored yet is not said to be: Discord shows that the bot is busy, and in the end that it failed.
    const waits = () => {
      shown ??=
        answer === 'silent'
          ? respond(InteractionResponseType.DeferredMessageUpdate)
          : respond(InteractionResponseType.DeferredChannelMessageWithSource, {
              flags: MessageFlags.Ephemeral,
            });
      return shown;
    };
    const tellPlace = () => {
      placed ??=
        answer === 'silent' ? waits() : tell(elsewhere === undefined ? say.answerHere : say.answerElsewhere);
      return placed;
    };
    const handOver = async ({ take, persist }: ReturnType<typeof createIntake>) => {
      if (elsewhere === undefined) return take(message);
      const opened = await persist('direct messages not opened; tried again', () => openDirect(elsewhere));
      if (opened === null) await tell(say.closed);
      if (opened === null || opened === undefined) return undefined;
      pointed.set(opened, async () => {
        await tellPlace();
        return tell(say.closed);
      });
      return take({ ...message, conversationKey: opened });
    };
    const stored = await orElse(handOver(intake), waits);
    return stored && tellPlace();
  }

  /** Null: that person cannot be written to. Rejects with what passes. */
  async function openDirect(recipient_id: string): Promise<string | null> {
    try {
      const opened = await rest.post('/users/@me/channels', { body: { recipient_id } });
      return ID.safeParse(opened).data?.id ?? null;
    } catch (error) {
      if (failureOf(error).retryable) throw error;
      log.warn(describe(error), 'direct messages not opened');
      return null;
    }
  }

  function connect(heard: Heard): WebSocketManager {
    const made = new WebSocketManager({
      token: token.reveal(),
      rest,
      intents: INTENTS,
      // A connection that waits to be made again while the channel stops is not made.
      retrieveSessionInfo: (shard) =>
        stopping.signal.aborted ? Promise.withResolvers<null>().promise : (sessions.get(shard) ?? null),
      updateSessionInfo: (shard, info) => void (info ? sessions.set(shard, info) : sessions.delete(shard)),
    });
    made.on(Events.Dispatch, ({ data }) => void attempt('a Discord event failed', event(data.t, data.d)));
    made.on(Events.Ready, ({ shardId }) => {
      // Direct messages come to the first connection, however many there are.
      if (shardId !== 0) return;
      void intake?.newSession(heard);
      void attempt('commands not registered', registerCommands(rest, applicationId, settings.commands));
    });
    made.on(Events.Error, ({ error }) => log.warn(describe(error), 'the connection to Discord failed'));
    made.on(Events.Closed, ({ code }) => FINAL[code] && log.error({ closeCode: code }, FINAL[code]));
    return made;
  }

  async function check(): ReturnType<DiscordChannel['check']> {
    try {
      const { id } = ID.parse(await rest.get('/applications/@me'));
      return id === applicationId ? null : 'application_wrong';
    } catch (error) {
      return describe(error).status === 401 ? 'token_refused' : 'unreachable';
    }
  }

  return {
    name: 'discord',
    abilities: { push: true, buttons: true, maxCharacters: MAX_UNITS },
    check,

    async start(receive, heard = async () => []) {
      const problem = await check();
      if (problem === 'token_refused') return log.error({}, FINAL[4004] ?? '');
      if (problem === 'application_wrong') log.error({}, 'DISCORD_APPLICATION_ID is of another bot');
      const gateway = connect(heard);
      manager = gateway;
      intake = createIntake(rest, log, stopping.signal, retryDelaysMs, receive);
      const found = intake.persist('Discord cannot be reached', () => gateway.fetchGatewayInformation());
      void found.then((info) => info && attempt('no connection to Discord', gateway.connect()));
    },

    async stop() {
      stopping.abort();
      // The library's own end hangs when it comes between connecting and Discord's answer.
      await Promise.race([manager?.destroy(), wait(SECOND, undefined, { ref: false })]);
      await intake?.finish();
    },

    async send(key, content, messageId) {
      const outcome = await send(key, content, messageId);
      if (outcome.status === 'failed' && outcome.retryable) return outcome;
      if (outcome.status === 'failed') await pointed.get(key)?.();
      pointed.delete(key);
      return outcome;
    },
  };
}
