import type { Config } from '../../src/config.ts';
import { connectChannels } from '../../src/connect-channels.ts';
import { mountSite } from '../../src/mount-site.ts';
import { listen } from '../../src/platform/http-server.ts';
import { capturedLog } from './captured-log.ts';
import type { CoreUnderTest } from './use-core.ts';

/** One request into the site, by its path. */
export type Ask = (path: string, init?: RequestInit) => Response | Promise<Response>;

export type OpenSite = Awaited<ReturnType<typeof openSite>>;

/** The whole site as main mounts it, over an open core, without a socket until somebody asks for one. */
export async function openSite(open: CoreUnderTest, changed: Partial<Config> = {}) {
  const config = { ...open.config, ...changed };
  const { publicUrl } = config;
  const log = capturedLog('error');
  const channels = await connectChannels(config, log, open.clock);
  await channels.web.start(open.core.receive);
  const stopping = new AbortController();
  const { clock, queue } = open;
  const parts = { config, publicUrl, log, clock, open, channels, queue, stopping: stopping.signal };
  const app = mountSite(parts);
  const ask: Ask = (path, init) => app.request(new URL(path, publicUrl), init);
  return {
    ask,
    publicUrl,
    web: channels.web,
    /** What was logged as gone wrong, a line each. */
    failures: log.lines,
    /** Ends the open streams, as a stop of the program does. */
    stop: () => stopping.abort(),
    /** The same site on loopback, for a browser: its links lead there. */
    async serve() {
      const free = await listen(app, { host: '127.0.0.1', port: 0, stopping });
      if (!free.ok) throw new Error(free.refusal.code);
      return { url: `http://127.0.0.1:${free.value.port}`, close: () => free.value.close(1_000) };
    },
  };
}
