import type { Redacted } from '../../core/kernel/redacted.ts';

/**
 * Why Slack is not used, or a click has no effect (R26). Each code is the key of its text in locales (refusals).
 * The first five answer a click; of the others those about the channel and its scopes do so too, all refuse the start.
 */
export const SLACK_REFUSAL_CODES = [
  'slack.alerts_only',
  'slack.not_approver',
  'slack.not_member',
  'slack.not_staff',
  'slack.not_checked',
  'slack.scopes_missing',
  'slack.channel_public',
  'slack.channel_shared',
  'slack.channel_guests',
  'slack.channel_unavailable',
  'slack.group_unreadable',
  'slack.token_refused',
  'slack.app_token_refused',
  'slack.unreachable',
] as const;

export type SlackRefusalCode = (typeof SLACK_REFUSAL_CODES)[number];

/** Everything that Slack shows of its own; the cards and dialogs come in as content. Rendered by main from locales. */
export interface SlackWords {
  /** Title of a dialog that only tells something; at most 24 characters are shown. */
  readonly title: string;
  readonly close: string;
  /** Button below a notice. */
  readonly openDesk: string;
  /** Shown when the answer takes longer than Slack waits. */
  readonly working: string;
  /** Something broke: says that nothing was decided, and to try again or to use the desk. */
  readonly failed: string;
  /** Above the reason why somebody does not see the first page. */
  readonly homeClosed: string;
  readonly refusals: Readonly<Record<SlackRefusalCode, string>>;
}

/** Slack waits 3 s for an answer and for a dialog; half of it is left for the way there and back. */
export const PATIENCE = 1_500;

export interface SlackLog {
  warn(details: Readonly<Record<string, string | number>>, message: string): void;
  error(details: Readonly<Record<string, string | number>>, message: string): void;
}

export interface SlackSettings {
  readonly botToken: Redacted<string>;
  /** For deliveries over HTTP. */
  readonly signingSecret?: Redacted<string>;
  /** Set: deliveries come over a connection of ours (Socket Mode), and none over HTTP is taken. */
  readonly appToken?: Redacted<string>;
  /** Default https://slack.com/api/ */
  readonly apiUrl?: string;
  /** The id (C…), not the name: a name can be given to another channel. */
  readonly channel: string;
  /** Ids of people and of user groups (S…); empty means alerts only (R26). */
  readonly approvers: readonly string[];
  readonly words: SlackWords;
  readonly log: SlackLog;
  /** Milliseconds before the second try to connect. Default 1 s, twice as long after every further one. */
  readonly reconnectMs?: number;
  /** Milliseconds between two looks at the user groups. Default 10 minutes. */
  readonly approversEveryMs?: number;
  /** Milliseconds that the changes of first pages are gathered. Default 3 s. */
  readonly homePauseMs?: number;
  /** Milliseconds that an answer may take before "one moment" is shown. Default PATIENCE. */
  readonly patienceMs?: number;
}

/** Slack is refused as it is set up (`retryable` false), or could not be asked now (`retryable` true). */
export class SlackStartRefused extends Error {
  readonly code: SlackRefusalCode;
  readonly retryable: boolean;

  constructor(code: SlackRefusalCode) {
    super(code);
    this.name = 'SlackStartRefused';
    this.code = code;
    this.retryable = code === 'slack.unreachable';
  }
}
