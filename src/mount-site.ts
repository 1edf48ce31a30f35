import type { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { demoExport } from '../prisma/demo-shop.ts';
import type { Config } from './config.ts';
import type { Channels } from './connect-channels.ts';
import type { Jobs } from './core/application/ports.ts';
import { dayOff } from './core/deadline/previous-workday.ts';
import { amsterdamDay } from './core/kernel/calendar-day.ts';
import type { Clock } from './core/kernel/clock.ts';
import { Redacted } from './core/kernel/redacted.ts';
import { explainDeadline } from './core/text/explain-deadline.ts';
import { deadlineTexts } from './core/text/texts.ts';
import { createDesk } from './desk/create-desk.ts';
import type { OpenCore } from './open-core.ts';
import { errorHandlers } from './pages/error-page.ts';
import { createPages } from './pages/pages.ts';
import { clientAddress, watchForUnnamedProxy } from './platform/client-address.ts';
import { createCsrf } from './platform/csrf.ts';
import { healthRoutes } from './platform/health.ts';
import { hourly } from './platform/hourly.ts';
import { createHttpApp, type HttpEnv } from './platform/http-app.ts';
import { mountNodeListener } from './platform/http-server.ts';
import type { Log } from './platform/log.ts';
import type { Queue } from './platform/queue.ts';
import { refuseOtherHosts } from './platform/refuse-other-hosts.ts';
import { createSignedCookie } from './platform/signed-cookie.ts';

export interface SiteParts {
  readonly config: Config;
  readonly publicUrl: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly open: OpenCore;
  readonly channels: Channels;
  readonly queue: Queue<Jobs>;
  readonly stopping: AbortSignal;
}

const UPLOAD_BYTES = 26 * 1024 * 1024;

/** Everything on the one port: pages, desk, webhooks, health. */
export function mountSite(parts: SiteParts): Hono<HttpEnv> {
  const { config, publicUrl, log, clock, open, channels, queue, stopping } = parts;
  const { core, secretKey, settings } = open;
  const demo = config.mode === 'demo';
  const app = createHttpApp({
    publicUrl,
    log,
    webhooks: ['/telegram', '/slack/events'],
    // A message of 100 kB is three times that when a form encodes it.
    bodyLimits: { '/gesprek': 640 * 1024, '/balie/bronnen/': UPLOAD_BYTES },
  });
  const warnHourly = (variable: string, event: string) => hourly(clock, () => log.warn({ variable }, event));
  app.use(
    refuseOtherHosts({
      publicUrl,
      loopback: demo,
      onRefused: warnHourly(
        'PUBLIC_URL',
        'a request for another host was refused; a proxy has to hand on the Host header of the browser',
      ),
    }),
    watchForUnnamedProxy(
      config.trustedProxies,
      warnHourly(
        'TRUSTED_PROXIES',
        'a proxy on this machine that is not named hands on requests; nobody is limited by address',
      ),
    ),
  );
  app.route(
    '/',
    healthRoutes({
      checks: {
        database: () => settings.store.transaction((tx) => tx.profiles.latest()),
        queue: () => queue.counts(),
        secretKey: () => open.knowsKey(),
      },
      gauges: async () => [
        { name: 'transaction_conflicts', value: open.conflicts() },
        ...(await queue.counts()).flatMap(({ name, waiting, active, failed }) => [
          { name: 'jobs', labels: { queue: name, state: 'waiting' }, value: waiting },
          { name: 'jobs', labels: { queue: name, state: 'active' }, value: active },
          { name: 'jobs', labels: { queue: name, state: 'failed' }, value: failed },
        ]),
      ],
      monitorToken: config.monitorToken,
    }),
  );
  if (demo)
    app.get('/demo/export.csv', (c) =>
      c.body(demoExport(amsterdamDay(clock.now())), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="demo-export.csv"',
      }),
    );
  const { telegram, slack } = channels;
  if (telegram?.mode === 'webhook') app.post('/telegram', (c) => telegram.handleWebhook(c.req.raw));
  if (slack !== undefined) mountNodeListener(app, '/slack/events', slack.requestListener);

  const report = (error: unknown): void => {
    if (!(error instanceof HTTPException)) log.error({ error }, 'a page failed');
  };
  app.route(
    '/balie',
    createDesk(core, {
      clock,
      language: config.locale,
      demo,
      publicUrl,
      secureCookies: publicUrl.startsWith('https:'),
      csrf: createCsrf(secretKey.derive('desk forms')),
      explainDeadline: (steps, language) => explainDeadline(steps, language, deadlineTexts(language)),
      isWorkday: (day, closingDays) => !dayOff(day, closingDays),
      report,
    }),
  );
  app.route(
    '/',
    createPages(core, {
      shop: () => core.desk.profile(),
      clock,
      demo,
      publicUrl,
      language: config.locale,
      take: (post) => channels.web.take(post),
      cookies: createSignedCookie(secretKey.derive('cookies')),
      csrf: createCsrf(secretKey.derive('page forms')),
      ipAddress: (context) => {
        const address = clientAddress(context, config.trustedProxies);
        return address === undefined ? undefined : new Redacted(address);
      },
      report,
      stopping,
    }),
  );
  const pages = errorHandlers({ demo, language: config.locale, publicUrl }, report);
  app.notFound(pages.notFound);
  app.onError(pages.onError);
  return app;
}
