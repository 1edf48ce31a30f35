import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** Everything that Slack shows of its own; cards and dialogs come in as content. The title fits Slack's 24 characters. */
export function slackWords(language: ReplyLanguage) {
  return {
    title: text(language, 'staff:slack.title'),
    close: text(language, 'staff:slack.close'),
    openDesk: text(language, 'staff:slack.open_desk'),
    working: text(language, 'staff:slack.working'),
    failed: text(language, 'staff:slack.failed'),
    homeClosed: text(language, 'staff:slack.home_closed'),
    refusals: {
      'slack.alerts_only': text(language, 'refusals:slack.alerts_only'),
      'slack.not_approver': text(language, 'refusals:slack.not_approver'),
      'slack.not_member': text(language, 'refusals:slack.not_member'),
      'slack.not_staff': text(language, 'refusals:slack.not_staff'),
      'slack.not_checked': text(language, 'refusals:slack.not_checked'),
      'slack.scopes_missing': text(language, 'refusals:slack.scopes_missing'),
      'slack.channel_public': text(language, 'refusals:slack.channel_public'),
      'slack.channel_shared': text(language, 'refusals:slack.channel_shared'),
      'slack.channel_guests': text(language, 'refusals:slack.channel_guests'),
      'slack.channel_unavailable': text(language, 'refusals:slack.channel_unavailable'),
      'slack.group_unreadable': text(language, 'refusals:slack.group_unreadable'),
      'slack.token_refused': text(language, 'refusals:slack.token_refused'),
      'slack.app_token_refused': text(language, 'refusals:slack.app_token_refused'),
      'slack.unreachable': text(language, 'refusals:slack.unreachable'),
    },
  };
}
