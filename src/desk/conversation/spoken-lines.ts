import type { ConversationView, Desk, TranscriptEntry } from '../../core/application/core-api.ts';
import { renderMessage } from '../../core/text/render-message.ts';

export type ShopProfile = Awaited<ReturnType<Desk['profile']>>;

export interface SpokenLine {
  readonly at: Date;
  readonly from: TranscriptEntry['from'];
  /** The member of staff who wrote it; null for the program and the customer. */
  readonly signedBy: string | null;
  readonly paragraphs: readonly string[];
  /** What the mail held that is not stored. */
  /** It did not arrive at the customer. */
  readonly failed: boolean;
  readonly leftOut: NonNullable<Extract<TranscriptEntry, { from: 'customer' }>['leftOut']>;
}

/**
 * A conversation as its customer saw it: a tapped choice by its label. A one-time code is hidden: staff never need
 * one, and nobody should get used to reading them (R7).
 */
export function spokenLines(
  { entries, language }: Pick<ConversationView, 'entries' | 'language'>,
  shop: ShopProfile,
  hiddenCode: string,
): readonly SpokenLine[] {
  const labels = new Map<string, string>();
  return entries.map((entry) => {
    const { at, from } = entry;
    if (entry.from === 'customer') {
      // A tapped choice stands in the transcript as its id between brackets.
      const words = labels.get(entry.text.replace(/^\[(.*)\]$/, '$1')) ?? entry.text;
      const shown = /^\s*(\d\s*){6}$/.test(words) ? hiddenCode : words;
      return { at, from, signedBy: null, paragraphs: [shown], leftOut: entry.leftOut ?? [], failed: false };
    }
    const { paragraphs, choices } = renderMessage(entry.message, language, shop);
    for (const choice of choices) labels.set(choice.id, choice.label);
    const signedBy = entry.message.kind === 'staff_text' ? entry.message.signedBy : null;
    return { at, from, signedBy, paragraphs, leftOut: [], failed: entry.failed === true };
  });
}
