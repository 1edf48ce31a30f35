import type { Context, Hono } from 'hono';
import type { Result } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { showRequest } from './show-request.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;

/** Whose what was found is: records that may be of somebody else, and values to search with as well (R6, R11). */
export function findingsRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { sources } = core;

  app.post(`${REQUEST}/van-wie`, async (c) => {
    const form = c.get('form');
    const change = {
      source: form.text('source'),
      refs: form.all('ref'),
      theirs: form.text('answer') === 'ja',
    };
    return after(c, await sources.decideRecords(c.req.param('id'), change, actor(c.get('staff'))), 'vanwie');
  });

  app.post(`${REQUEST}/ook-zoeken`, async (c) => {
    const form = c.get('form');
    const theirs = form.text('answer') === 'ja';
    const decision = { key: form.text('key'), theirs };
    const outcome = await sources.decideKey(c.req.param('id'), decision, actor(c.get('staff')));
    return after(c, outcome, theirs ? 'zoektook' : 'zoektniet');
  });

  async function after(
    c: Context<DeskEnv, `${typeof REQUEST}/${string}`>,
    outcome: Result<null>,
    done: 'vanwie' | 'zoektook' | 'zoektniet',
  ) {
    const id = c.req.param('id');
    return outcome.ok
      ? c.redirect(`/balie/verzoek/${id}?gedaan=${done}`, 303)
      : showRequest(c, core, id, { refusal: outcome.refusal });
  }
}
