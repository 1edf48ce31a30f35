import type { Hono } from 'hono';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { dossierDocument } from '../dossier/dossier-document.ts';
import { figuresPage } from '../figures/figures-page.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { refusedNotice } from '../frame/notice.ts';
import type { DeskEnv } from '../frame/view.ts';
import { type RegisterParts, registerEntryPage, registerPage } from './register-page.ts';
import { remainsPage } from './remains-page.ts';

/** The register shows this many of the newest requests; the command line exports all. */
const NEWEST = 500;
const LOOKS = 10;

/** The list of all requests, the check of its log, and the history of one. */
export function registerRoutes(app: Hono<DeskEnv>, { desk, register }: DeskCore): void {
  async function parts(): Promise<RegisterParts> {
    const [rows, run, looks, drift] = await Promise.all([
      register.list(NEWEST),
      register.lastRun(),
      register.shopLooks(LOOKS),
      desk.driftHistory(),
    ]);
    return { rows, run, looks, drift };
  }

  app.get('/register', async (c) => c.html(registerPage(c.get('view'), await parts())));

  app.get('/register/cijfers', async (c) => {
    const view = c.get('view');
    const asked = c.req.query('per');
    const unit = asked === 'quarter' || asked === 'year' ? asked : 'month';
    const period = c.req.query('periode') ?? '';
    const report = await register.report({ unit, period: wordsOf(period) });
    if (report.ok) return c.html(figuresPage(view, { unit, period }, report.value));
    return c.html(figuresPage(view, { unit, period }, undefined, refusedNotice(view, report.refusal)), 400);
  });

  app.post('/register/controle', async (c) => {
    const [read, verified] = await Promise.all([parts(), register.verify()]);
    return c.html(registerPage(c.get('view'), read, verified));
  });

  app.post('/register/download', async (c) => {
    const view = c.get('view');
    const form = c.get('form');
    const period = wordsOf(form.text('periode'));
    const format = form.text('soort') === 'json' ? 'json' : 'csv';
    const made = await register.export({ format, period }, actor(c.get('staff')));
    if (!made.ok)
      return c.html(registerPage(view, await parts(), undefined, refusedNotice(view, made.refusal)), 409);
    return c.body(ReadableStream.from(made.value.content), 200, {
      'Content-Type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'Content-Disposition': `attachment; filename="${made.value.fileName}"`,
    });
  });

  app.post('/register/:number{[\\w-]{1,32}}/dossier', async (c) => {
    const view = c.get('view');
    const made = await register.dossier(c.req.param('number'), actor(c.get('staff')));
    if (!made.ok) return c.html(notFoundPage(view), 404);
    const dossier = made.value;
    const explain = (steps: RequestDetail['steps']) => view.tools.explainDeadline(steps, view.words.language);
    const written = dossierDocument(view, { dossier, shop: await desk.profile(), explain });
    return c.body(ReadableStream.from(written), 200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Disposition': `attachment; filename="dossier_${dossier.number}.html"`,
    });
  });

  app.get('/register/:number{[\\w-]{1,32}}', async (c) => {
    const view = c.get('view');
    const number = c.req.param('number');
    const detail = await register.byNumber(number, actor(c.get('staff')));
    if (detail !== undefined) return c.html(registerEntryPage(view, detail));
    const remains = await register.remains(number);
    return remains === undefined ? c.html(notFoundPage(view), 404) : c.html(remainsPage(view, remains));
  });
}

/** A period as it was typed: one word, or two apart by a blank or a stroke. */
function wordsOf(typed: string): readonly string[] {
  return typed.split(/[\s/]+/).filter((word) => word !== '');
}
