import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { messagePage } from './page.ts';
import { UPLOAD_BYTES } from './upload-bytes.ts';
import type { DeskEnv } from './view.ts';

const FORM_BYTES = 512 * 1024;

/** An export, and the evidence of a search by hand. */
const UPLOADS = /^\/balie\/(?:bronnen\/\w+|taken\/[\w-]+)$/;

/** An export may be large, every other form is small; what is larger is refused without being read. */
export function limitBody(): MiddlewareHandler<DeskEnv> {
  const form = bodyLimit({ maxSize: FORM_BYTES, onError: refuse });
  const upload = bodyLimit({ maxSize: UPLOAD_BYTES, onError: refuse });
  return (c, next) => (UPLOADS.test(c.req.path) ? upload(c, next) : form(c, next));
}

function refuse(c: Context<DeskEnv>) {
  const view = c.get('view');
  const { t } = view.words;
  const back = { href: '/balie', label: t('desk:forbidden.back') };
  return c.html(messagePage(view, t('desk:too_large.title'), [t('desk:too_large.text')], back), 413);
}
