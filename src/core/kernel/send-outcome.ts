/** How handing a message to a channel, a staff channel or a mail server ended. A failure is a value, never a throw. */
export type SendFailure = 'blocked' | 'gone' | 'limited' | 'rejected' | 'unreachable';

export type SendOutcome =
  | { readonly status: 'sent'; readonly externalId: string }
  | {
      readonly status: 'failed';
      readonly reason: SendFailure;
      readonly retryable: boolean;
      readonly retryAfterMs?: number;
      /** The conversation goes on under this key (a Telegram group that was upgraded). */
      readonly movedTo?: string;
    };
