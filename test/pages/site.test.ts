import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assetPath } from '../../src/pages/assets.ts';
import { memoryCore, REPORT } from './memory-core.ts';
import { type Site, startSite } from './start-site.ts';
import { visitorClient } from './visitor-client.ts';

let core: ReturnType<typeof memoryCore>;
let site: Site;
let visitor: ReturnType<typeof visitorClient>;

async function start(demo: boolean): Promise<void> {
  core = memoryCore(() => new Date());
  site = await startSite({ ...core, demo });
  visitor = visitorClient(site.url);
}

beforeEach(() => start(false));
afterEach(() => site.close());

describe('the policy page', () => {
  it('names the official policy’s date and address', async () => {
    const page = await visitor.page('/privacy');
    expect(page).toContain('26 oktober 2023');
    expect(page).toContain('href="http://www.iksmelt.com"');
  });

  it('has an anchor for each topic, and one for the desk’s own notice apart from the policy (R1)', async () => {
    const page = await visitor.page('/privacy');
    const contents = [...page.matchAll(/<li><a href="#([\w-]+)"/g)].map(([, id]) => id);
    expect(contents.at(-1)).toBe('balie');
    for (const id of contents) expect(page).toMatch(new RegExp(`<section [^>]*id="${id}"`));
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('"was u dit niet?"', () => {
  const page = `/bevestig/${REPORT}`;

  it('is only shown by a GET: a mail scanner reports nothing (row 22)', async () => {
    expect(await visitor.page(page)).toContain('Dit was ik niet');
    await visitor.ask(page, { method: 'HEAD' });
    expect(core.reported()).toEqual([]);
  });

  it('is reported by the button', async () => {
    const sent = await visitor.post(page, await visitor.form(page, page));
    expect(core.reported()).toEqual([REPORT]);
    expect(await sent.text()).toContain('De code werkt niet meer');
  });

  it('is not reported by a form of another site', async () => {
    await visitor.page(page);
    expect((await visitor.post(page, { csrf: 'x' })).status).toBe(403);
    expect(core.reported()).toEqual([]);
  });

  it('with an unknown link gives a calm page', async () => {
    expect((await visitor.ask('/bevestig/unknown-unknown-unknown-unknown')).status).toBe(404);
  });
});

describe('files of the pages', () => {
  it('may be kept for ever, since their address changes with their content', async () => {
    const { headers, status } = await visitor.ask(assetPath('css'));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('immutable');
    const again = await visitor.ask(assetPath('css'), {
      headers: { 'If-None-Match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('come from this site only, and no page holds a script or a style of its own', async () => {
    for (const path of ['/', '/privacy', '/gesprek/klaar', '/nergens']) {
      const page = await visitor.page(path);
      expect(
        [...page.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].every(([, to]) => to?.startsWith('/assets/')),
      );
      expect(page).not.toMatch(/<style|style="|\son\w+="|<script>/);
    }
  });
});

describe('what cannot be shown', () => {
  it('an unknown address gets a page with a way back', async () => {
    const unknown = await visitor.ask('/nergens');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('Deze pagina bestaat niet');
  });

  it('the same in English for who chose English', async () => {
    await visitor.page('/?taal=en');
    expect(await visitor.page('/nergens')).toContain('This page does not exist');
  });

  it('a failure of ours says so, reports it, and tells nothing of its cause', async () => {
    core.goesAway();
    const failed = await visitor.ask('/');
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain('database');
    expect(site.failures).toHaveLength(1);
  });

  it('a search engine is kept out of what is personal', async () => {
    expect(await visitor.page('/robots.txt')).toContain('Disallow: /verzoek/');
  });
});

describe('demo', () => {
  beforeEach(async () => {
    await site.close();
    await start(true);
  });

  it.each(['/', '/privacy', '/demo/post', `/bevestig/${REPORT}`, '/gesprek/klaar', '/nergens'])(
    'bears its banner on %s (R27)',
    async (path) => {
      expect(await visitor.page(path)).toContain('Dit is een demo met verzonnen klanten');
    },
  );

  it('shows the caught mail, with links only to this site and words as words', async () => {
    core.catches(`Kijk op ${site.url}/verzoek/abc of op https://example.com/x. <b>niet vet</b>`);
    const page = await visitor.page('/demo/post');
    expect(page).toContain('sanne@example.nl');
    expect(page).toContain('<a href="/verzoek/abc">');
    expect(page).not.toContain('href="https://example.com');
    expect(page).toContain('&lt;b&gt;niet vet&lt;/b&gt;');
  });
});

describe('live', () => {
  it('has no banner and no caught mail', async () => {
    expect(await visitor.page('/')).not.toContain('demo');
    expect((await visitor.ask('/demo/post')).status).toBe(404);
  });
});
