import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { isColumnField } from './column-fields.ts';
import { exportPage, type TypedColumns } from './export-page.ts';

const SOURCE = 'jouwweb';
const PAGE = '/bronnen/jouwweb';

/** Exports of the shop software: put a file down, say once what its columns mean. */
export function exportRoutes(app: Hono<DeskEnv>, { sources }: DeskCore): void {
  async function show(c: Context<DeskEnv>, refused?: { refusal: Refusal; typed?: TypedColumns }) {
    const view = c.get('view');
    const files = await sources.exports(SOURCE, actor(c.get('staff')));
    const notice = refused && refusedNotice(view, refused.refusal);
    return c.html(exportPage(view, files, refused?.typed, notice), refused === undefined ? 200 : 409);
  }

  app.get(PAGE, (c) => show(c));

  app.post(PAGE, async (c) => {
    const file = c.get('form').file('file');
    if (file === undefined || file.size === 0) return show(c, { refusal: { code: 'export.empty' } });
    const content = new Uint8Array(await file.arrayBuffer());
    const uploaded = await sources.upload(SOURCE, { name: file.name, content }, actor(c.get('staff')));
    if (!uploaded.ok) return show(c, { refusal: uploaded.refusal });
    return c.redirect(`/balie${PAGE}?gedaan=bestand`, 303);
  });

  app.post(`${PAGE}/:file{${ROW_ID}}`, async (c) => {
    const fileId = c.req.param('file');
    const chosen = c.get('form').all('column');
    const columns = chosen.map((field) => (isColumnField(field) ? field : 'ignore'));
    const confirmed = await sources.confirmColumns(SOURCE, fileId, columns, actor(c.get('staff')));
    if (!confirmed.ok) return show(c, { refusal: confirmed.refusal, typed: { fileId, columns } });
    return c.redirect(`/balie${PAGE}?gedaan=kolommen`, 303);
  });
}
