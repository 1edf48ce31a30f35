import type { ReplyLanguage } from '../../core/kernel/language.ts';
import type { PagesCore, PageTools } from '../page-tools.ts';
import type { Visitor } from '../visitor.ts';
import { readStream } from './read-stream.ts';

/** Proxies close a connection on which nothing comes; most wait a minute. */
const HEARTBEAT_MS = 25_000;
const SOON = 'retry: 3000\n\n';
/** For who has enough streams open already. */
export const LATER = 'retry: 30000\n\n';

export interface ChatStreamParts {
  readonly core: PagesCore;
  readonly tools: PageTools;
  readonly visitor: Visitor;
  readonly language: ReplyLanguage;
  /** The last sequence number that the page shows. */
  readonly after: number;
  /** Called once, however the stream ends. */
  readonly ended: () => void;
}

/**
 * New lines as server-sent events; the event's id is the last sequence number, so a browser that reconnects goes on
 * where it was. Nothing is read for a page that does not take what it was sent. Ends with the connection, with the
 * server, or when the conversation cannot be read or watched: the browser then comes back by itself.
 */
export function chatStream(parts: ChatStreamParts): ReadableStream<Uint8Array> {
  const { core, tools, visitor, language, after, ended } = parts;
  const encoder = new TextEncoder();
  const read = readStream(core, tools, visitor, language, after);
  let push = async (): Promise<void> => {};
  let end = (): void => {};

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const ready: string[] = [];
      let open = true;
      let busy = false;
      let changed = true;
      const hasRoom = () => (controller.desiredSize ?? 0) > 0;
      const close = () => {
        if (!open) return;
        end();
        controller.close();
      };
      push = async () => {
        if (busy) return;
        busy = true;
        while (open && hasRoom() && (changed || ready.length > 0)) {
          const event = ready.shift();
          if (event !== undefined) {
            controller.enqueue(encoder.encode(event));
            continue;
          }
          changed = false;
          const updates = await read().catch(() => undefined);
          if (updates === undefined) return close();
          ready.push(...updates.map((update) => `id: ${update.last}\ndata: ${JSON.stringify(update)}\n\n`));
        }
        busy = false;
      };
      const heartbeat = setInterval(() => {
        if (hasRoom()) controller.enqueue(encoder.encode(': ok\n\n'));
      }, HEARTBEAT_MS);
      heartbeat.unref();
      const changes = () => {
        changed = true;
        void push();
      };
      const unwatch = core.transcripts.watch('web', visitor.key, changes, close);
      end = () => {
        if (!open) return;
        open = false;
        unwatch();
        clearInterval(heartbeat);
        tools.stopping.removeEventListener('abort', close);
        ended();
      };
      controller.enqueue(encoder.encode(SOON));
      tools.stopping.addEventListener('abort', close);
      if (tools.stopping.aborted) close();
    },
    pull: () => push(),
    cancel() {
      end();
    },
  });
}
