import type { MiddlewareHandler } from 'hono';
import { messagePage } from './page.ts';
import { readForm } from './read-form.ts';
import type { DeskEnv } from './view.ts';

/** Reads the form of everything that changes something, and refuses one that was not made by our own page. */
export const checkForm: MiddlewareHandler<DeskEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  const view = c.get('view');
  const form = await readForm(c);
  const crossSite = c.req.header('sec-fetch-site') === 'cross-site';
  if (form !== undefined && !crossSite && view.tools.csrf.accepts(c.get('binding'), form.text('csrf'))) {
    c.set('form', form);
    return next();
  }
  const { t } = view.words;
  const back = { href: '/balie', label: t('desk:forbidden.back') };
  return c.html(
    messagePage(view, t('desk:forbidden.form_title'), [t('desk:forbidden.form_text')], back),
    403,
  );
};
