import type { ConversationId } from '../kernel/ids.ts';

/** The channel of NOTIFY; its payload is the id of a conversation to which messages were added. */
export const CONVERSATION_CHANGED = 'conversation_changed';

/**
 * A connection of its own that listens to one NOTIFY channel and reconnects by itself. `reconnected` is called
 * whenever it listens again: what came in between is lost. Rejects when it cannot connect at first.
 */
export type Listen = (
  channel: string,
  heard: (payload: string) => void,
  reconnected: () => void,
) => Promise<{ close(): Promise<void> }>;

const RETRY_MS = 1_000;

/** Who watches which conversation in this process. Listening starts with the first one. */
export function watchConversations(listen: Listen): {
  watch(id: ConversationId, changed: () => void): () => void;
  close(): Promise<void>;
} {
  const watchers = new Map<string, Set<() => void>>();
  let listening: Promise<{ close(): Promise<void> } | undefined> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  function tell(id: string): void {
    for (const changed of watchers.get(id) ?? []) changed();
  }

  /** Something may have been missed: everybody looks again. */
  function tellAll(): void {
    for (const id of watchers.keys()) tell(id);
  }

  function start(): void {
    if (closed) return;
    listening ??= listen(CONVERSATION_CHANGED, tell, tellAll).then(
      (listener) => {
        tellAll();
        return listener;
      },
      () => {
        listening = undefined;
        retry = setTimeout(start, RETRY_MS);
        retry.unref();
        return undefined;
      },
    );
  }

  return {
    watch(id, changed) {
      start();
      const those = watchers.get(id) ?? new Set();
      watchers.set(id, those);
      // a callback of its own, so that the same function can watch twice
      const call = () => changed();
      those.add(call);
      return () => {
        those.delete(call);
        if (those.size === 0 && watchers.get(id) === those) watchers.delete(id);
      };
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      const listener = await listening;
      await listener?.close();
    },
  };
}
