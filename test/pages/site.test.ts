import { beforeAll, describe, expect, it } from 'vitest';
import { assetPath } from '../../src/pages/assets.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { invite } from '../support/desk-session.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { useCore } from '../support/use-core.ts';
import { workOff } from '../support/work-off.ts';
import { visitorClient } from './visitor-client.ts';

const use = useCore();
let demo: OpenSite;
let live: OpenSite;

beforeAll(async () => {
  demo = await openSite(use());
  live = await openSite(use(), { mode: 'live', publicUrl: 'https://privacy.example.nl' });
});

const visitor = () => visitorClient(live.ask);

/** The link "was u dit niet?" of a code that was mailed to this address. */
async function reportLink(address: string): Promise<string> {
  await coreCustomer(use()).asks('Sanne de Vries', address);
  const [mail] = await use().core.desk.caughtMail(1);
  const path = /\/bevestig\/[\w-]+/.exec(mail?.text ?? '')?.[0];
  if (path === undefined) throw new Error('no link in the mail');
  return path;
}

const reports = async () => (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'not_me');

describe('the policy page', () => {
  it('names the official policy’s date and address', async () => {
    const page = await visitor().page('/privacy');
    expect(page).toContain('26 oktober 2023');
    expect(page).toContain('href="http://www.iksmelt.com"');
  });

  it('has an anchor for each topic, and one for the desk’s own notice apart from the policy (R1)', async () => {
    const page = await visitor().page('/privacy');
    const contents = [...page.matchAll(/<li><a href="#([\w-]+)"/g)].map(([, id]) => id);
    expect(contents.at(-1)).toBe('balie');
    for (const id of contents) expect(page).toMatch(new RegExp(`<section [^>]*id="${id}"`));
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('"was u dit niet?"', () => {
  it('is only shown by a GET: a mail scanner reports nothing (row 22)', async () => {
    const page = await reportLink('scanned@example.nl');
    const before = await reports();
    expect(await visitor().page(page)).toContain('Dit was ik niet');
    await visitor().ask(page, { method: 'HEAD' });
    expect(await reports()).toEqual(before);
  });

  it('is reported by the button', async () => {
    const page = await reportLink('stranger@example.nl');
    const before = await reports();
    const client = visitor();
    const sent = await client.post(page, await client.form(page, page));
    expect(await sent.text()).toContain('De code werkt niet meer');
    expect(await reports()).toHaveLength(before.length + 1);
  });

  it('is not reported by a form of another site', async () => {
    const page = await reportLink('forged@example.nl');
    const before = await reports();
    const client = visitor();
    await client.page(page);
    expect((await client.post(page, { csrf: 'x' })).status).toBe(403);
    expect(await reports()).toEqual(before);
  });

  it('with an unknown link gives a calm page', async () => {
    expect((await visitor().ask('/bevestig/unknown-unknown-unknown-unknown')).status).toBe(404);
  });
});

describe('files of the pages', () => {
  it('may be kept for ever, since their address changes with their content', async () => {
    const { headers, status } = await visitor().ask(assetPath('css'));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('immutable');
    const again = await visitor().ask(assetPath('css'), {
      headers: { 'If-None-Match': headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  it('come from this site only, and no page holds a script or a style of its own', async () => {
    for (const path of ['/', '/privacy', '/gesprek/klaar', '/nergens']) {
      const page = await visitor().page(path);
      const files = [...page.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].map(([, to = '']) => to);
      expect(files.length, path).toBeGreaterThan(0);
      for (const file of files) expect(file).toMatch(/^\/assets\//);
      expect(page).not.toMatch(/<style|style="|\son\w+="|<script>/);
    }
  });
});

describe('what cannot be shown', () => {
  it('an unknown address gets a page with a way back', async () => {
    const unknown = await visitor().ask('/nergens');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('Deze pagina bestaat niet');
  });

  it('the same in English for who chose English', async () => {
    const client = visitor();
    await client.page('/?taal=en');
    expect(await client.page('/nergens')).toContain('This page does not exist');
  });

  it('a failure of ours says so, reports it, and tells nothing of its cause', async () => {
    const own = await openSite(use());
    const failed = await use().whileAway(async () => own.ask('/'));
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toMatch(/database|prisma|postgres/i);
    expect(own.failures()).toHaveLength(1);
    expect((await own.ask('/')).status).toBe(200);
  });

  it('a search engine is kept out of what is personal', async () => {
    expect(await visitor().page('/robots.txt')).toContain('Disallow: /verzoek/');
  });
});

describe('demo', () => {
  it.each(['/', '/privacy', '/demo/post', '/gesprek/klaar', '/nergens'])(
    'bears its banner on %s (R27)',
    async (path) => {
      expect(await visitorClient(demo.ask).page(path)).toContain('Dit is een demo met verzonnen klanten');
    },
  );

  it('bears its banner behind the link of a mail (R27)', async () => {
    const page = await reportLink('banner@example.nl');
    expect(await visitorClient(demo.ask).page(page)).toContain('Dit is een demo met verzonnen klanten');
  });

  it('shows the caught mail, with links only to this site and words as words', async () => {
    const customer = coreCustomer(use());
    const number = await customer.proves('Sanne de Vries', 'sanne@example.nl');
    const by = await invite(use(), 'noor@example.nl', 'Noor Visser');
    const { conversationId } = await cardOf(use(), number);
    const text = 'Zie https://example.com/x. <b>niet vet</b>';
    await use().core.desk.answerConversation(conversationId, text, by);
    await workOff(use());
    const page = await visitorClient(demo.ask).page('/demo/post');
    expect(page).toContain('sanne@example.nl');
    expect(page).toMatch(/<a href="\/bevestig\/[\w-]+">/);
    expect(page).toContain('Zie https://example.com/x. &lt;b&gt;niet vet&lt;/b&gt;');
    expect(page).not.toContain('href="https://example.com');
  });
});

describe('another host', () => {
  const asked = (site: OpenSite, path: string, host: string) => site.ask(path, { headers: { host } });

  it('gets a kind page with the right address, in live and in a demo, whatever it asks for', async () => {
    for (const site of [live, demo])
      for (const path of ['/', '/privacy', '/balie', '/balie/aanmelden', '/nergens']) {
        const refused = await asked(site, path, 'rebound.example.com');
        expect([path, refused.status]).toEqual([path, 421]);
        const page = await refused.text();
        expect(page).toContain(`Deze site heeft een ander adres: ${site.publicUrl}.`);
        expect(page).toContain(`href="${site.publicUrl}/"`);
      }
  });

  it('is one of this machine too in live, and is not in a demo', async () => {
    expect((await asked(live, '/', 'localhost:8080')).status).toBe(421);
    expect((await asked(demo, '/', 'localhost:8080')).status).toBe(200);
    expect((await asked(live, '/', 'privacy.example.nl')).status).toBe(200);
  });
});

describe('live', () => {
  it('has no banner and no caught mail', async () => {
    expect(await visitor().page('/')).not.toContain('demo');
    expect((await visitor().ask('/demo/post')).status).toBe(404);
  });

  it('sends its cookies over https only', async () => {
    const cookies = (await visitor().ask('/?taal=en')).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) expect(cookie).toContain('Secure');
  });
});
