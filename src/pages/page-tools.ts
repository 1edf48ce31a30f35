import type { Context } from 'hono';
import type { CoreApi, TranscriptEntry } from '../core/application/core-api.ts';
import type { Clock } from '../core/kernel/clock.ts';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import type { Redacted } from '../core/kernel/redacted.ts';

export type ShopProfile = Awaited<ReturnType<CoreApi['desk']['profile']>>;
export type DeskMessage = Extract<TranscriptEntry, { from: 'desk' }>['message'];

/** What the customer's pages ask of the core. */
export type PagesCore = Pick<CoreApi, 'transcripts' | 'answers' | 'transmissions' | 'policies'> & {
  readonly desk: Pick<CoreApi['desk'], 'caughtMail'>;
};

export interface ChatPost {
  readonly conversationKey: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
  readonly language: ReplyLanguage;
  readonly ipAddress: Redacted<string> | undefined;
}

/** What main lends to the pages: they import neither platform nor channels. */
export interface PageTools {
  readonly shop: () => Promise<ShopProfile>;
  readonly clock: Clock;
  readonly demo: boolean;
  /** Address of the site as customers know it, without a slash at its end. */
  readonly publicUrl: string;
  /** For a visitor who chose no language. */
  readonly language: ReplyLanguage;
  /** The web channel. Rejects when the message could not be stored. */
  readonly take: (
    post: ChatPost,
  ) => Promise<'stored' | 'duplicate' | 'ignored' | 'refused' | 'empty' | 'malformed' | 'closed'>;
  readonly cookies: {
    /** A value that only we can have made and that ends at `expiresAt`. */
    seal(purpose: string, value: string, expiresAt: Date): string;
    /** What was sealed for this purpose; undefined when forged, foreign or ended. */
    open(purpose: string, sealed: string, now: Date): string | undefined;
  };
  readonly csrf: {
    token(session: string): string;
    accepts(session: string, token: string): boolean;
  };
  readonly ipAddress: (context: Context) => Redacted<string> | undefined;
  /** A failure that the visitor was told about in calm words; never with what was typed. */
  readonly report: (failure: unknown) => void;
  /** Ends the open streams, so that the server can stop. */
  readonly stopping: AbortSignal;
}
