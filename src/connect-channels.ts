import type { DiscordChannel } from './bots/discord/bot.ts';
import type { EmailChannel, MailboxSettings } from './bots/email/bot.ts';
import type { SlackChannel } from './bots/slack/bot.ts';
import { createTelegramChannel, type TelegramChannel } from './bots/telegram/bot.ts';
import { createWebChannel, type WebChannel } from './bots/web/bot.ts';
import type { Config } from './config.ts';
import type { CoreApi } from './core/application/core-api.ts';
import type { CoreSettings } from './core/application/core-settings.ts';
import type { MailSending } from './core/application/deliver-mail.ts';
import type { Channel } from './core/conversation/channel.ts';
import type { Clock } from './core/kernel/clock.ts';
import type { ChannelName } from './core/kernel/rights.ts';
import { discordCommands, discordWords } from './core/text/discord-words.ts';
import { mailChannelWords } from './core/text/mail-channel-words.ts';
import { slackWords } from './core/text/slack-words.ts';
import { telegramWords } from './core/text/telegram-words.ts';
import type { MailTls } from './mail-tls.ts';
import type { Log } from './platform/log.ts';
import { createMailer, type Mailer } from './platform/mailer.ts';

/** Everything the core speaks through, as far as it has credentials. */
export interface Channels {
  readonly web: WebChannel;
  readonly telegram: TelegramChannel | undefined;
  readonly discord: DiscordChannel | undefined;
  readonly email: EmailChannel | undefined;
  readonly slack: SlackChannel | undefined;
  /** Undefined: mail is caught on a page (demo). */
  readonly mailer: Mailer | undefined;
  pushes(channel: ChannelName): boolean;
  byName(channel: ChannelName): Channel | undefined;
  stop(): Promise<void>;
}

/** One registry: a channel without credentials is off. */
export async function connectChannels(
  config: Config,
  log: Log,
  clock: Clock,
  mailTls?: MailTls,
): Promise<Channels> {
  const web = createWebChannel();
  const telegram = config.telegram && telegramChannel(config.telegram, log, clock);
  const discord = config.discord && (await discordChannel(config.discord, config.publicUrl, log));
  const slack = config.slack && (await slackChannel(config.slack, config, log, clock));
  const mailer =
    config.mail.smtpUrl &&
    createMailer({
      smtpUrl: config.mail.smtpUrl,
      from: config.mail.from ?? 'privacybalie@localhost',
      requireTls: config.mode === 'live',
    });
  const email = mailer && (await emailChannel(config, mailTls, mailer, log, clock));
  const customers = [web, telegram, discord, email].filter((channel) => channel !== undefined);
  const byName = (name: ChannelName) => customers.find((channel) => channel.name === name);
  return {
    web,
    telegram,
    discord,
    email,
    slack,
    mailer,
    byName,
    pushes: (name) => byName(name)?.abilities.push ?? false,
    stop: async () => {
      await Promise.all([...customers.map((channel) => channel.stop()), slack?.stop()]);
      mailer?.close();
    },
  };
}

/** Begins to take in. Customers first: what they send is stored even when staff cannot be reached. */
export async function startChannels(channels: Channels, core: CoreApi, publicUrl: string): Promise<void> {
  await channels.web.start(core.receive);
  await channels.telegram?.start(core.receive);
  await channels.email?.start(core.receive, core.mailboxes);
  if (channels.telegram?.mode === 'webhook') await channels.telegram.setWebhook(publicUrl);
  await channels.discord?.start(core.receive, () => core.transcripts.heard('discord'));
}

/** Mail goes to the server, or in a demo to the page of caught mail. */
export function mailSender(settings: CoreSettings, { mailer, email }: Channels): MailSending['send'] {
  if (mailer !== undefined)
    return ({ answersTo, byPerson, ...mail }) => {
      const replyTo =
        answersTo === undefined
          ? undefined
          : (email?.addressOf(answersTo) ?? email?.addressOfMail(answersTo));
      return mailer.send({
        ...mail,
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(byPerson === true ? { autoSubmitted: 'no' as const } : {}),
      });
    };
  return async ({ id, to, subject, text, html }) => {
    const at = settings.clock.now();
    await settings.store.transaction((tx) => tx.mails.keepCaught({ id, to, subject, text, html, at }));
    return { status: 'sent', messageId: id };
  };
}

function telegramChannel(settings: NonNullable<Config['telegram']>, log: Log, clock: Clock): TelegramChannel {
  const { botToken, apiRoot, webhookSecret } = settings;
  return createTelegramChannel(
    {
      token: botToken,
      words: telegramWords(),
      log,
      ...(apiRoot === undefined ? {} : { apiRoot }),
      ...(webhookSecret === undefined ? {} : { webhookSecret }),
    },
    clock,
  );
}

/** Mail as a channel: only where mail can come in as well as go out. */
async function emailChannel(
  { mail, mode }: Config,
  tls: MailTls | undefined,
  mailer: Mailer,
  log: Log,
  clock: Clock,
): Promise<EmailChannel | undefined> {
  const { from, listen, mailbox, allowFrom, dns, trustedHosts } = mail;
  if (from === undefined || (listen === undefined && mailbox === undefined)) return undefined;
  const { createEmailChannel } = await import('./bots/email/bot.ts');
  const { mailAuthentication } = await import('./bots/email/authenticate.ts');
  return createEmailChannel(
    {
      from,
      listen,
      mailbox: mailbox && (await mailboxOf(mailbox)),
      tls,
      allowFrom,
      authenticated: mailAuthentication({ dns, trustedHosts }),
      mailer,
      words: mailChannelWords({ demo: mode === 'demo' }),
      log,
    },
    clock,
  );
}

async function mailboxOf({
  url,
  plusAddresses,
  shared,
}: NonNullable<Config['mail']['mailbox']>): Promise<MailboxSettings> {
  const { mailboxName, openImapMailbox } = await import('./bots/email/imap-mailbox.ts');
  const address = { url, readOnly: shared };
  return {
    name: mailboxName(address),
    shared,
    plusAddresses,
    open: () => openImapMailbox(address),
  };
}

async function discordChannel(
  settings: NonNullable<Config['discord']>,
  page: string,
  log: Log,
): Promise<DiscordChannel> {
  const { botToken: token, applicationId, apiUrl } = settings;
  const { createDiscordChannel } = await import('./bots/discord/bot.ts');
  return createDiscordChannel({
    token,
    applicationId,
    words: discordWords(page),
    commands: discordCommands(),
    log,
    ...(apiUrl === undefined ? {} : { apiUrl }),
  });
}

/** Slack's library is the slowest of all to load; who does not use it does not wait for it. */
async function slackChannel(
  settings: NonNullable<Config['slack']>,
  config: Config,
  log: Log,
  clock: Clock,
): Promise<SlackChannel> {
  const { botToken, signingSecret, appToken, apiUrl, channel, approvers } = settings;
  const { createSlackChannel } = await import('./bots/slack/bot.ts');
  return createSlackChannel(
    {
      botToken,
      ...(signingSecret === undefined ? {} : { signingSecret }),
      ...(appToken === undefined ? {} : { appToken }),
      channel,
      approvers,
      words: slackWords(config.locale),
      log,
      ...(apiUrl === undefined ? {} : { apiUrl }),
    },
    clock,
  );
}
