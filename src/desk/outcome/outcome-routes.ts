import type { Context, Hono } from 'hono';
import type { Refusal } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { ROW_ID } from '../frame/row-id.ts';
import type { DeskEnv } from '../frame/view.ts';
import { readVersion } from '../request/read-version.ts';
import { showRequest } from '../request/show-request.ts';
import { outcomePage } from './outcome-page.ts';
import { readTyped } from './read-typed.ts';

const OUTCOME = `/verzoek/:id{${ROW_ID}}/uitkomst` as const;
const BLANK_ROWS = 1;
const MORE_ROWS = 4;

type Shown = Partial<Omit<Parameters<typeof outcomePage>[3], 'shop'>>;

/** The form of an outcome; saving makes the letter anew and shows it. */
export function outcomeRoutes(app: Hono<DeskEnv>, core: DeskCore): void {
  const { desk, outcomes } = core;

  async function form(c: Context<DeskEnv>, id: string, result: string | undefined) {
    return outcomes.form(id, result === '' ? undefined : result, actor(c.get('staff')));
  }

  async function show(
    c: Context<DeskEnv>,
    id: string,
    view: Parameters<typeof outcomePage>[2],
    shown: Shown,
    status: 200 | 409 = 200,
  ) {
    const shop = await desk.profile();
    const parts = { notice: undefined, problems: [], blank: BLANK_ROWS, ...shown, shop };
    return c.html(outcomePage(c.get('view'), id, view, parts), status);
  }

  app.get(OUTCOME, async (c) => {
    const id = c.req.param('id');
    const found = await form(c, id, c.req.query('soort'));
    return found.ok ? show(c, id, found.value, {}) : refused(c, id, found.refusal);
  });

  app.post(OUTCOME, async (c) => {
    const id = c.req.param('id');
    const posted = c.get('form');
    const found = await form(c, id, posted.text('result'));
    if (!found.ok) return refused(c, id, found.refusal);
    const typed = readTyped(posted, found.value.fields);
    const version = readVersion(posted);
    const again = { ...found.value, version, ...typed, typed: typed.fields, fields: found.value.fields };
    if (posted.text('action') === 'more') return show(c, id, again, { blank: MORE_ROWS });
    const saved = await outcomes.save(id, version, typed, actor(c.get('staff')));
    if (!saved.ok) {
      const title = c.get('view').words.refusal(saved.refusal);
      // What was typed is never lost: after a change by somebody else it can be saved on the present card.
      const current = { ...again, version: found.value.version };
      return show(c, id, current, { notice: { tone: 'refused', title, lines: [] } }, 409);
    }
    const { problems } = saved.value;
    if (problems.length === 0) return c.redirect(`/balie/verzoek/${id}/antwoord?gedaan=uitkomst`, 303);
    const title = c.get('view').words.t('forms:frame.look_below');
    return show(c, id, again, { problems, notice: { tone: 'refused', title, lines: [] } }, 409);
  });

  function refused(c: Context<DeskEnv>, id: string, refusal: Refusal) {
    return showRequest(c, core, id, { refusal });
  }
}
