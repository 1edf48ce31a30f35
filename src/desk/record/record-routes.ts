import type { Context, Hono } from 'hono';
import type { FoundFileView } from '../../core/application/core-api.ts';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { refusedNotice } from '../frame/notice.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { PART_REASONS, recordPage, type ShownFile } from './record-page.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;
const TEXTS: readonly string[] = ['message/rfc822', 'text/plain', 'text/csv', 'application/json'];
/** Enough to read a mail by; the rest is in the file. */
const MOST_TEXT = 200_000;

/** One found record and its files before they leave, and the part of it that does not (AVG 15(4)). */
export function recordRoutes(app: Hono<DeskEnv>, { sources }: DeskCore): void {
  async function show(
    c: Context<DeskEnv>,
    id: string,
    of: { readonly source: string; readonly ref: string },
    refusal?: Refusal,
  ) {
    const view = c.get('view');
    const by = actor(c.get('staff'));
    const found = await sources.record(id, of, by);
    if (found === undefined) return c.html(notFoundPage(view), 404);
    const files: ShownFile[] = [];
    for (const file of found.files) files.push(await shown(file));
    const notice = refusal && refusedNotice(view, refusal);
    return c.html(recordPage(view, id, found, files, notice), refusal === undefined ? 200 : 409);

    async function shown(file: FoundFileView): Promise<ShownFile> {
      if (!TEXTS.includes(file.mediaType)) return { ...file, text: null, cut: false };
      const content = (await sources.recordFile(id, file.id, by))?.content ?? new Uint8Array();
      const text = new TextDecoder().decode(content.subarray(0, MOST_TEXT));
      return { ...file, text, cut: content.length > MOST_TEXT };
    }
  }

  app.get(`${REQUEST}/gegeven`, (c) =>
    show(c, c.req.param('id'), { source: c.req.query('bron') ?? '', ref: c.req.query('ref') ?? '' }),
  );

  app.post(`${REQUEST}/gegeven`, async (c) => {
    const form = c.get('form');
    const id = c.req.param('id');
    const by = actor(c.get('staff'));
    const of = { source: form.text('source'), ref: form.text('ref') };
    const found = await sources.record(id, of, by);
    if (found === undefined) return c.html(notFoundPage(c.get('view')), 404);
    const back = form.text('action') === 'back';
    const reason = PART_REASONS.find((one) => one === form.text('reason')) ?? PART_REASONS[0];
    const values = found.record.fields.map((_field, index) => form.text(`veld.${index}`));
    const change = back ? { ...of, reason: null } : { ...of, reason, values };
    const done = await sources.withhold(id, change, by);
    if (!done.ok) return show(c, id, of, done.refusal);
    return c.redirect(`/balie/verzoek/${id}?gedaan=kopie#gevonden`, 303);
  });

  // Never opened by the browser: what somebody mailed may be a program. A picture is drawn by the page that names it.
  app.get(`${REQUEST}/bestand/:file{${ROW_ID}}`, async (c) => {
    const by = actor(c.get('staff'));
    const file = await sources.recordFile(c.req.param('id'), c.req.param('file'), by);
    if (file === undefined) return c.html(notFoundPage(c.get('view')), 404);
    const picture = /^image\/(?:png|gif|jpeg)$/.test(file.mediaType);
    return c.body(Uint8Array.from(file.content), 200, {
      'content-type': picture ? file.mediaType : 'application/octet-stream',
      'content-disposition': `attachment; filename="${file.name.replace(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    });
  });
}
