import { readFileSync } from 'node:fs';
import type { Handler } from 'hono';
import { sha256 } from '../../core/kernel/digest.ts';

const TYPES = {
  'desk.css': 'text/css; charset=utf-8',
  'forms.css': 'text/css; charset=utf-8',
  'charts.css': 'text/css; charset=utf-8',
  'desk.js': 'text/javascript; charset=utf-8',
  'desk.svg': 'image/svg+xml',
} as const;

/** The desk's own files, read once; the browser asks again whether they changed. */
export function serveAssets(): Handler {
  const files = new Map(
    Object.entries(TYPES).map(([name, type]) => {
      const body = readFileSync(new URL(`../assets/${name}`, import.meta.url), 'utf8');
      return [name, { body, type, etag: `"${sha256(body).slice(0, 32)}"` }];
    }),
  );
  return (c) => {
    const file = files.get(c.req.param('name') ?? '');
    if (file === undefined) return c.notFound();
    const headers = { etag: file.etag, 'cache-control': 'no-cache' };
    if (c.req.header('if-none-match') === file.etag) return c.body(null, 304, headers);
    return c.body(file.body, 200, { ...headers, 'content-type': file.type });
  };
}
