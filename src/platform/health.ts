import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Redacted } from '../core/kernel/redacted.ts';
import { isFromThisMachine } from './client-address.ts';
import type { HttpEnv } from './http-app.ts';

/** Rejects, or does not answer in time, when what it asks is not there. */
export type Check = () => Promise<unknown>;

export interface HealthOptions {
  readonly checks: Readonly<Record<string, Check>>;
  /** Names and numbers for /metrics; ids and counts only. */
  readonly gauges: () => Promise<readonly Gauge[]>;
  readonly monitorToken: Redacted<string> | undefined;
}

export interface Gauge {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

const PATIENCE = 1_000; // milliseconds

/** /healthz: the process answers. /readyz and /metrics: only to this machine, or with the token (R40). */
export function healthRoutes({ checks, gauges, monitorToken }: HealthOptions): Hono<HttpEnv> {
  const routes = new Hono<HttpEnv>();
  routes.get('/healthz', (c) => c.text('ok'));
  routes.get('/readyz', async (c) => {
    if (!mayAsk(c, monitorToken)) return c.notFound();
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await holds(check)]),
    );
    const ready = results.every(([, isSo]) => isSo);
    return c.json({ ready, ...Object.fromEntries(results) }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (c) => {
    if (!mayAsk(c, monitorToken)) return c.notFound();
    const lines = [...processGauges(), ...(await gauges())].map(line);
    return c.text(`${lines.join('\n')}\n`);
  });
  return routes;
}

async function holds(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE);
  });
  const answered = check().then(
    () => true,
    () => false, // the answer is all that is asked; the one who uses the thing reports why
  );
  try {
    return await Promise.race([answered, late]);
  } finally {
    clearTimeout(timer);
  }
}

function mayAsk(c: Context, token: Redacted<string> | undefined): boolean {
  if (isFromThisMachine(c)) return true;
  if (token === undefined) return false;
  const given = Buffer.from(c.req.header('authorization') ?? '');
  const expected = Buffer.from(`Bearer ${token.reveal()}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function processGauges(): readonly Gauge[] {
  return [
    { name: 'process_uptime_seconds', value: Math.floor(process.uptime()) },
    { name: 'process_resident_memory_bytes', value: process.memoryUsage.rss() },
  ];
}

/** Prometheus text format. */
function line({ name, labels = {}, value }: Gauge): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${text.replace(/[\\"\n]/g, '_')}"`);
  return `privacybalie_${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`;
}
