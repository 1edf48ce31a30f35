import type { Context, Hono } from 'hono';
import type { PublishingRefusal } from '../../core/application/core-api.ts';
import type { Result } from '../../core/kernel/result.ts';
import { actor, type DeskCore } from '../frame/desk-tools.ts';
import { notFoundPage } from '../frame/not-found-page.ts';
import { refusedNotice } from '../frame/notice.ts';
import type { DeskEnv } from '../frame/view.ts';
import { policyOverviewPage, policyVersionPage } from './policy-page.ts';

const VERSION = '/beleid/:number{[1-9][0-9]{0,5}}' as const;

/** The policy in its versions: seen, approved, told on its day, and mailed to whom it affects (F31). */
export function policyRoutes(app: Hono<DeskEnv>, { publishing }: DeskCore): void {
  async function show(c: Context<DeskEnv>, number: number, done?: Result<unknown, PublishingRefusal>) {
    const view = c.get('view');
    if (done?.ok === true) return c.redirect(`/balie/beleid/${number}?gedaan=genoteerd`, 303);
    const preview = await publishing.preview(number, actor(c.get('staff')));
    if (preview === undefined) return c.html(notFoundPage(view), 404);
    const notice = done === undefined ? undefined : refusedNotice(view, done.refusal);
    return c.html(policyVersionPage(view, preview, notice), done === undefined ? 200 : 409);
  }

  app.get('/beleid', async (c) => c.html(policyOverviewPage(c.get('view'), await publishing.overview())));
  app.get(VERSION, (c) => show(c, Number(c.req.param('number'))));

  app.post(`${VERSION}/goedkeuren`, async (c) => {
    const number = Number(c.req.param('number'));
    const form = c.get('form');
    const by = actor(c.get('staff'));
    return show(c, number, await publishing.approve(number, form.text('hash'), form.text('day'), by));
  });
  app.post(`${VERSION}/versturen`, async (c) => {
    const number = Number(c.req.param('number'));
    return show(c, number, await publishing.send(number, c.get('form').text('count'), actor(c.get('staff'))));
  });

  const steps = {
    terugnemen: publishing.withdraw,
    lijst: publishing.listPeople,
    proef: publishing.mailTest,
    stoppen: publishing.stop,
    verder: publishing.resume,
  } as const;
  for (const [path, step] of Object.entries(steps))
    app.post(`${VERSION}/${path}`, async (c) => {
      const number = Number(c.req.param('number'));
      return show(c, number, await step(number, actor(c.get('staff'))));
    });
}
