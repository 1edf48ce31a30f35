import type { Config } from '../config.ts';
import { connectChannels } from '../connect-channels.ts';
import { SECOND, systemClock } from '../core/kernel/clock.ts';
import { readMailTls } from '../mail-tls.ts';
import { createLog } from '../platform/log.ts';
import { doctorListener } from './doctor-listener.ts';
import { doctorMailbox } from './doctor-mailbox.ts';
import { type Finding, found, refused } from './finding.ts';

/** Longer nobody waits for a server that does not answer. */
const PATIENCE = 10 * SECOND;

/** Mail server, listener for mail, Telegram, Discord and Slack, each asked by a call of its own that sends nothing. */
export async function doctorChannels(config: Config, patience = PATIENCE): Promise<readonly Finding[]> {
  const tls = await readMailTls(config.mail);
  const pair = tls.ok ? tls.value : undefined;
  const channels = await connectChannels(config, createLog('silent'), systemClock, pair);
  const { mailer, telegram, discord, slack } = channels;
  try {
    return await Promise.all([
      mailer === undefined
        ? found('mail', 'ok', 'doctor:mail.caught')
        : within(mailer.reachable(), false, patience).then((open) =>
            open ? found('mail', 'ok', 'doctor:mail.fine') : found('mail', 'wrong', 'doctor:mail.closed'),
          ),
      doctorListener(config.mail, tls, systemClock.now()),
      within(
        doctorMailbox(config.mail),
        found('mailbox', 'wrong', 'doctor:mailbox.imap_unreachable'),
        patience,
      ),
      telegram === undefined
        ? found('telegram', 'ok', 'doctor:telegram.off')
        : within(telegram.check(), 'unreachable', patience).then((problem) =>
            problem === null
              ? found('telegram', 'ok', 'doctor:telegram.fine')
              : found('telegram', 'wrong', `doctor:telegram.${problem}`),
          ),
      discord === undefined
        ? found('discord', 'ok', 'doctor:discord.off')
        : within(discord.check(), 'unreachable', patience).then((problem) =>
            problem === null
              ? found('discord', 'ok', 'doctor:discord.fine')
              : found('discord', 'wrong', `doctor:discord.${problem}`),
          ),
      slack === undefined
        ? found('slack', 'ok', 'doctor:slack.off')
        : within(slack.check(), 'slack.unreachable', patience).then((code) =>
            code === null
              ? found('slack', 'ok', `doctor:slack.${config.slack?.appToken ? 'socket' : 'fine'}`)
              : refused('slack', { code }),
          ),
    ]);
  } finally {
    await channels.stop();
  }
}

/** The answer, or after this many milliseconds what stands for none. */
async function within<Answer, const None>(asked: Promise<Answer>, none: None, patience: number) {
  const { promise, resolve } = Promise.withResolvers<None>();
  const timer = setTimeout(() => resolve(none), patience);
  try {
    return await Promise.race([asked, promise]);
  } finally {
    clearTimeout(timer);
  }
}
