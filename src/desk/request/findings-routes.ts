import type { Context, Hono } from 'hono';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { showRequest } from './show-request.ts';

const REQUEST = `/verzoek/:id{${ROW_ID}}` as const;

/** Whose what was found is: records that may be of somebody else, and values to search with as well (R6, R11). */
export function findingsRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { desk, sources } = core;

  app.post(`${REQUEST}/van-wie`, async (c) => {
    const form = c.get('form');
    const change = {
      source: form.text('source'),
      refs: form.all('ref'),
      theirs: form.text('answer') === 'ja',
    };
    return after(c, await sources.decideRecords(c.req.param('id'), change, actor(c.get('staff'))), 'vanwie');
  });

  // All of them in one go: the first yes begins the search, and the others are searched with when it is done.
  app.post(`${REQUEST}/ook-zoeken`, async (c) => {
    const id = c.req.param('id');
    const by = actor(c.get('staff'));
    const form = c.get('form');
    const asked = (await desk.request(id, by))?.openKeys ?? [];
    const answered = asked.flatMap((key) => {
      const answer = form.text(`sleutel.${key.id}`);
      return answer === 'ja' || answer === 'nee' ? [{ key: key.id, theirs: answer === 'ja' }] : [];
    });
    if (answered.length === 0) {
      const code = asked.length === 0 ? 'source.key_unknown' : 'source.none_chosen';
      return after(c, refuse(code), 'zoektniet');
    }
    for (const decision of answered) {
      const outcome = await sources.decideKey(id, decision, by);
      if (!outcome.ok) return after(c, outcome, 'zoektniet');
    }
    return after(c, ok(null), answered.some(({ theirs }) => theirs) ? 'zoektook' : 'zoektniet');
  });

  app.post(`${REQUEST}/zoek-opnieuw`, async (c) => {
    const source = c.get('form').text('source');
    return after(c, await sources.searchAgain(c.req.param('id'), source, actor(c.get('staff'))), 'zoektweer');
  });

  async function after(
    c: Context<DeskEnv, `${typeof REQUEST}/${string}`>,
    outcome: Result<null>,
    done: 'vanwie' | 'zoektook' | 'zoektniet' | 'zoektweer',
  ) {
    const id = c.req.param('id');
    return outcome.ok
      ? c.redirect(`/balie/verzoek/${id}?gedaan=${done}`, 303)
      : showRequest(c, core, id, { refusal: outcome.refusal });
  }
}
