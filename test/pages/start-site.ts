import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createWebChannel } from '../../src/bots/web/bot.ts';
import type { Receive } from '../../src/core/conversation/channel.ts';
import { type Clock, systemClock } from '../../src/core/kernel/clock.ts';
import { keyedHash, sameHash } from '../../src/core/kernel/digest.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { errorHandlers } from '../../src/pages/error-page.ts';
import type { PagesCore, PageTools } from '../../src/pages/page-tools.ts';
import { createPages } from '../../src/pages/pages.ts';

const KEY = Buffer.alloc(32, 7);

/** The strictest policy that the pages promise to work under. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Site {
  readonly url: string;
  readonly channel: ReturnType<typeof createWebChannel>;
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
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const tools: PageTools = {
    shop: async () => firstProfile(),
    policySections: () => SECTIONS,
    deskSections: () => SECTIONS,
    clock: core.clock ?? systemClock,
    demo: core.demo ?? false,
    publicUrl: url,
    language: 'nl',
    take: (post) => channel.take(post),
    cookies,
    csrf: {
      token: (session) => keyedHash(KEY, 'csrf', session),
      accepts: (session, token) => sameHash(keyedHash(KEY, 'csrf', session), token),
    },
    ipAddress: () => new Redacted('127.0.0.1'),
    report: (failure) => failures.push(failure),
    stopping: stopping.signal,
  };
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    c.header('X-Content-Type-Options', 'nosniff');
  });
  app.route('/', createPages(core.api, tools));
  const handlers = errorHandlers(tools, tools.report);
  app.notFound(handlers.notFound);
  app.onError(handlers.onError);
  server.on('request', getRequestListener(app.fetch));
  return {
    url,
    channel,
    failures,
    async close() {
      await channel.stop();
      stopping.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const cookies: PageTools['cookies'] = {
  seal(purpose, value, expiresAt) {
    const until = String(expiresAt.getTime());
    return [value, until, keyedHash(KEY, purpose, `${value} ${until}`)].map(encodeURIComponent).join('~');
  },
  open(purpose, sealed, now) {
    const [value = '', until = '', mac = ''] = sealed.split('~').map(decodeURIComponent);
    const genuine = sameHash(mac, keyedHash(KEY, purpose, `${value} ${until}`));
    return genuine && Number(until) > now.getTime() ? value : undefined;
  },
};

const SECTIONS = [
  {
    id: 'retention',
    title: 'Hoe lang',
    paragraphs: ['Twee jaar na uw laatste bestelling.', 'Facturen langer.'],
  },
  { id: 'rights', title: 'Uw rechten', paragraphs: ['U mag uw gegevens inzien.'] },
  {
    id: 'terms',
    title: 'Termijnen van de balie',
    paragraphs: ['Zo lang bewaren wij uw bericht.'],
    table: { head: ['Wat', 'Hoe lang'], rows: [['Gesprek', '30 dagen']] },
  },
];
