import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { sha256 } from '../core/kernel/digest.ts';

const FILES = {
  css: {
    parts: ['base.css', 'site.css', 'chat.css', 'reading.css', 'print.css'],
    type: 'text/css; charset=utf-8',
  },
  'chat.js': { parts: ['chat.js'], type: 'text/javascript; charset=utf-8' },
  'page.js': { parts: ['page.js'], type: 'text/javascript; charset=utf-8' },
  'icon.svg': { parts: ['icon.svg'], type: 'image/svg+xml' },
} as const;

export type AssetName = keyof typeof FILES;

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: string;
  readonly etag: string;
}

function load(name: AssetName): Asset {
  const { parts, type } = FILES[name];
  const content = parts
    .map((part) => readFileSync(new URL(`./assets/${part}`, import.meta.url), 'utf8'))
    .join('\n');
  const hash = sha256(content).slice(0, 16);
  return { path: `/assets/${hash}.${name}`, type, content, etag: `"${hash}"` };
}

const ASSETS: Readonly<Record<AssetName, Asset>> = {
  css: load('css'),
  'chat.js': load('chat.js'),
  'page.js': load('page.js'),
  'icon.svg': load('icon.svg'),
};

/** The address of a file; it changes with the content, so a browser may keep it for ever. */
export function assetPath(name: AssetName): string {
  return ASSETS[name].path;
}

/** The files themselves, each with its hash in its address. */
export function assetRoutes(): Hono {
  const routes = new Hono();
  for (const asset of Object.values(ASSETS)) routes.get(asset.path, (c) => answer(c, asset));
  // Browsers ask for it by themselves.
  routes.get('/favicon.ico', (c) => c.redirect(assetPath('icon.svg'), 302));
  return routes;
}

function answer(c: Context, asset: Asset): Response {
  c.header('ETag', asset.etag);
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304);
  return c.body(asset.content, 200, { 'Content-Type': asset.type });
}
