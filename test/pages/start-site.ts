import { createWebChannel } from '../../src/bots/web/bot.ts';
import type { Receive } from '../../src/core/conversation/channel.ts';
import { type Clock, systemClock } from '../../src/core/kernel/clock.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { errorHandlers } from '../../src/pages/error-page.ts';
import type { PagesCore, PageTools } from '../../src/pages/page-tools.ts';
import { createPages } from '../../src/pages/pages.ts';
import { clientAddress } from '../../src/platform/client-address.ts';
import { createCsrf } from '../../src/platform/csrf.ts';
import { createHttpApp } from '../../src/platform/http-app.ts';
import { listen } from '../../src/platform/http-server.ts';
import { createLog } from '../../src/platform/log.ts';
import { createSignedCookie } from '../../src/platform/signed-cookie.ts';

const KEY = Buffer.alloc(32, 7);

export interface Site {
  readonly url: string;
  readonly channel: ReturnType<typeof createWebChannel>;
  /** What was reported as gone wrong. */
  readonly failures: readonly unknown[];
  close(): Promise<void>;
}

/** The pages on loopback, as main mounts them, over the core that is given. */
export async function startSite(core: {
  readonly api: PagesCore;
  readonly receive: Receive;
  readonly demo?: boolean;
  readonly clock?: Clock;
}): Promise<Site> {
  const channel = createWebChannel();
  await channel.start(core.receive);
  const failures: unknown[] = [];
  const stopping = new AbortController();
  let url = 'http://127.0.0.1';
  const tools: PageTools = {
    shop: async () => firstProfile(),
    clock: core.clock ?? systemClock,
    demo: core.demo ?? false,
    get publicUrl() {
      return url;
    },
    language: 'nl',
    take: (post) => channel.take(post),
    cookies: createSignedCookie(KEY),
    csrf: createCsrf(KEY),
    ipAddress: (c) => new Redacted(clientAddress(c, []) ?? ''),
    report: (failure) => failures.push(failure),
    stopping: stopping.signal,
  };
  const app = createHttpApp({
    publicUrl: url,
    log: createLog('silent'),
    webhooks: [],
    bodyLimits: { '/gesprek': 640 * 1024 },
  });
  app.route('/', createPages(core.api, tools));
  const handlers = errorHandlers(tools, tools.report);
  app.notFound(handlers.notFound);
  app.onError(handlers.onError);
  const server = await listen(app, { host: '127.0.0.1', port: 0, stopping });
  if (!server.ok) throw new Error(server.refusal.code);
  url = `http://127.0.0.1:${server.value.port}`;
  return {
    url,
    channel,
    failures,
    async close() {
      await channel.stop();
      await server.value.close(1_000);
    },
  };
}
