import type { OutboundMessage } from '../conversation/messages.ts';
import type { LeftOut } from '../understanding/kept-words.ts';

/** One line of a conversation, as pages and desk show it. */
export type TranscriptEntry = { readonly sequence: number; readonly at: Date } & (
  | { readonly from: 'customer'; readonly text: string; readonly leftOut?: readonly LeftOut[] }
  | {
      readonly from: 'desk';
      readonly message: OutboundMessage;
      /** It did not reach the customer. */
      readonly failed?: true;
    }
);
