import { maskCode } from '../identity/mask-code.ts';
import { newReturnCode, newToken } from '../kernel/ids.ts';
import type { TranscriptEntry, Transcripts } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { MessageRow } from './rows.ts';

/** The conversation as the web page shows it to its own visitor. */
export function makeTranscripts(settings: CoreSettings): Transcripts {
  const { store } = settings;
  return {
    read: (channel, key, after) =>
      store.transaction(async (tx) => {
        const conversation = await tx.conversations.byKey(channel, key);
        if (conversation === undefined) return [];
        return (await tx.conversations.transcript(conversation.id, after)).map(transcriptEntry);
      }),

    language: (channel, key) =>
      store.transaction(async (tx) => (await tx.conversations.byKey(channel, key))?.language),

    heard: (channel) => store.transaction((tx) => tx.conversations.heardOn(channel)),

    watch: (channel, key, changed, lost) => {
      let ended = false;
      let unwatch = (): void => {};
      const found = store.transaction((tx) => tx.conversations.byKey(channel, key));
      found.then(
        (conversation) => {
          if (ended) return;
          if (conversation === undefined) return lost();
          unwatch = store.watch(conversation.id, changed);
          // What was committed between the page's reading and this moment is not missed.
          changed();
        },
        () => {
          if (!ended) lost();
        },
      );
      return () => {
        ended = true;
        unwatch();
      };
    },

    makeReturn: (channel, key) =>
      store.transaction(async (tx) => {
        const conversation = await tx.conversations.byKey(channel, key);
        if (conversation === undefined) return undefined;
        const secret = newReturnCode();
        await tx.conversations.setReturn(conversation.id, hashOf(settings, secret));
        return secret;
      }),

    leave: (channel, key) =>
      store.transaction(async (tx) => {
        const conversation = await tx.conversations.byKey(channel, key);
        if (conversation === undefined) return { kept: false };
        await tx.conversations.save(conversation.id, { movedTo: newToken() });
        return { kept: await tx.conversations.hasReturn(conversation.id) };
      }),

    openReturn: (channel, secret) =>
      store.transaction(async (tx) => {
        const conversation = await tx.conversations.byReturn(hashOf(settings, secret));
        return conversation?.channel === channel ? (conversation.key ?? undefined) : undefined;
      }),
  };
}

/** Small letters, spaces and missing dashes come from typing over. */
function hashOf({ secrets }: CoreSettings, secret: string): string {
  return secrets.hash('token', `return ${secret.toUpperCase().replace(/[^A-Z0-9]/g, '')}`);
}

/** A stored message as a line; a one-time code is not shown again, to nobody (R7). */
export function transcriptEntry(row: MessageRow): TranscriptEntry {
  const { sequence, at, content, status } = row;
  const failed = status === 'failed' ? { failed: true as const } : {};
  return content.from === 'customer'
    ? { ...content, sequence, at, text: maskCode(content.text) }
    : { sequence, at, from: 'desk', message: content.message, ...failed };
}
