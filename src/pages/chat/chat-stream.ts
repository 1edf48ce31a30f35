import type { ReplyLanguage } from '../../core/kernel/language.ts';
import type { PagesCore, PageTools } from '../page-tools.ts';
import type { Visitor } from '../visitor.ts';
import { chatUpdate, openChat } from './chat-session.ts';

/** Proxies close a connection on which nothing comes; most wait a minute. */
const HEARTBEAT_MS = 25_000;

/**
 * New lines as server-sent events, from `after` on; the event's id is the last sequence number, so a browser that
 * reconnects goes on where it was. Ends with the connection, with the server, or when the transcript cannot be read.
 */
export function chatStream(
  core: PagesCore,
  tools: PageTools,
  visitor: Visitor,
  language: ReplyLanguage,
  after: number,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = () => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = after;
      let reading = false;
      let changed = true;
      const unwatch = core.transcripts.watch('web', visitor.key, () => {
        changed = true;
        void push();
      });
      const heartbeat = setInterval(() => controller.enqueue(encoder.encode(': ok\n\n')), HEARTBEAT_MS);
      heartbeat.unref();
      let open = true;
      end = () => {
        if (!open) return;
        open = false;
        unwatch();
        clearInterval(heartbeat);
        tools.stopping.removeEventListener('abort', close);
      };
      const close = () => {
        if (!open) return;
        end();
        controller.close();
      };
      const push = async () => {
        if (reading) return;
        reading = true;
        while (changed && open) {
          changed = false;
          const chat = await openChat(core, tools, visitor.key, language).catch(() => undefined);
          // The browser comes back by itself and asks from where it was.
          if (chat === undefined) return close();
          if (!open || chat.view.last <= sent) continue;
          const update = await chatUpdate(chat, visitor, sent);
          if (!open) return;
          sent = chat.view.last;
          controller.enqueue(encoder.encode(`id: ${sent}\ndata: ${JSON.stringify(update)}\n\n`));
        }
        reading = false;
      };
      controller.enqueue(encoder.encode('retry: 3000\n\n'));
      tools.stopping.addEventListener('abort', close);
      if (tools.stopping.aborted) return close();
      void push();
    },
    cancel() {
      end();
    },
  });
}
