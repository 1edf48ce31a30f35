import { createSlackChannel, type SlackChannel } from '../../src/bots/slack/bot.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { slackWords } from '../../src/core/text/slack-words.ts';
import { createStaffDialogues } from '../../src/desk/staff-dialogues.ts';
import { capturedLog } from './captured-log.ts';
import type { SlackServer } from './slack-server.ts';
import type { CoreUnderTest } from './use-core.ts';

/** The staff's channel in Slack as main connects it, in that room of the test's workspace; started. */
export async function slackChannel(
  { core, clock }: CoreUnderTest,
  slack: SlackServer,
  room: string,
): Promise<SlackChannel> {
  const channel = createSlackChannel(
    {
      botToken: new Redacted(slack.botToken),
      signingSecret: new Redacted(slack.signingSecret),
      apiUrl: slack.apiUrl,
      channel: room,
      approvers: [],
      words: slackWords('nl'),
      log: capturedLog('error'),
    },
    clock,
  );
  await channel.start(
    createStaffDialogues({ core, language: 'nl', clock, publicUrl: 'https://balie.example.nl' }),
  );
  return channel;
}
