import type { Channel, Receive } from '../../core/conversation/channel.ts';
import { newToken } from '../../core/kernel/ids.ts';
import { translatePost, type WebPost } from './translate.ts';

export type TakenPost = 'stored' | 'duplicate' | 'ignored' | 'refused' | 'empty' | 'malformed' | 'closed';

/** The web chat as a channel. Replies are not sent: the page reads them from the transcript. */
export interface WebChannel extends Channel {
  /** Hands a posted form to the core. Rejects when the core could not store it: the customer must send it again. */
  take(post: WebPost): Promise<TakenPost>;
}

/** Nothing listens and nothing is sent: the customer's page posts to `take` and reads the transcript. */
export function createWebChannel(): WebChannel {
  let receive: Receive | undefined;
  const busy = new Set<Promise<unknown>>();

  return {
    name: 'web',
    abilities: { push: false, buttons: true, maxCharacters: 20_000 },

    async start(toCore) {
      receive = toCore;
    },

    async stop() {
      receive = undefined;
      await Promise.allSettled(busy);
    },

    async send() {
      return { status: 'sent', externalId: newToken() };
    },

    async take(post) {
      const translated = translatePost(post);
      if (translated.kind !== 'message') return translated.kind;
      if (receive === undefined) return 'closed';
      const receiving = receive(translated.message);
      busy.add(receiving);
      try {
        return (await receiving).status;
      } finally {
        busy.delete(receiving);
      }
    },
  };
}
