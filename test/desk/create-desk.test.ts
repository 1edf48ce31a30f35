import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, FOREIGN, hiddenFields, startDesk } from './start-desk.ts';

const PAGES = [
  '/balie',
  '/balie/afgehandeld',
  '/balie/onbevestigd',
  '/balie/gesorteerd',
  `/balie/verzoek/${IDS.ready}`,
  `/balie/verzoek/${IDS.ready}/antwoord`,
  `/balie/taken/${IDS.manual}`,
  '/balie/bronnen/jouwweb',
  `/balie/gesprek/${IDS.conversation}`,
  '/balie/winkel',
  '/balie/register',
  '/balie/register/PB-2345-6789',
] as const;

const ACTIONS = [
  `/balie/verzoek/${IDS.ready}/antwoord`,
  `/balie/verzoek/${IDS.ready}/weigeren`,
  `/balie/verzoek/${IDS.ready}/vragen`,
  `/balie/verzoek/${IDS.ready}/stoppen`,
  `/balie/verzoek/${IDS.ready}/antwoorden`,
  `/balie/taken/${IDS.manual}`,
  `/balie/taken/${IDS.human}/klaar`,
  '/balie/bronnen/jouwweb',
  `/balie/bronnen/jouwweb/${IDS.fresh}`,
  `/balie/gesprek/${IDS.conversation}`,
  `/balie/gesorteerd/${IDS.strangers}`,
  '/balie/winkel',
  '/balie/winkel/medewerkers',
  '/balie/register/controle',
] as const;

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.stop());

describe('without a session', () => {
  test.each(PAGES)('%s leads to signing in and shows nothing', async (path) => {
    const page = await desk.visitor().get(path);
    expect(page.status).toBe(303);
    expect(page.location).toBe('/balie/aanmelden');
    expect(page.html).toBe('');
  });

  test.each(ACTIONS)('a form sent to %s does nothing', async (path) => {
    const looks = desk.memory.looks.length;
    const page = await desk.visitor().post(path, { version: '4', text: 'hallo' });
    expect(page.status).toBe(401);
    expect(page.words).toContain('U was afgemeld');
    expect(desk.memory.looks).toHaveLength(looks);
  });

  test('an unknown address under the desk does not tell that it is unknown', async () => {
    expect((await desk.visitor().get('/balie/bestaat-niet')).status).toBe(303);
  });
});

describe('signed in', () => {
  test.each(ACTIONS)('a form for %s without its token is refused and changes nothing', async (path) => {
    const version = desk.memory.cases.get(IDS.ready)?.detail.version;
    const page = await desk.visitor(OWNER).post(path, { version: '4', action: 'approve', text: 'hallo' });
    expect(page.status).toBe(403);
    expect(page.words).toContain('Er is niets gewijzigd');
    expect(desk.memory.cases.get(IDS.ready)?.detail.version).toBe(version);
  });

  test('the token of another session is refused', async () => {
    const other = desk.visitor(OWNER);
    const token = hiddenFields(await other.get('/balie/register'), '/balie/register/controle');
    const page = await desk.visitor(OWNER).post('/balie/register/controle', Object.fromEntries(token));
    expect(page.status).toBe(403);
  });

  test('a form that another site sends is refused even with the right token', async () => {
    const staff = desk.visitor(OWNER);
    const fields = Object.fromEntries(
      hiddenFields(await staff.get('/balie/register'), '/balie/register/controle'),
    );
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect((await staff.post('/balie/register/controle', fields, crossSite)).status).toBe(403);
    expect((await staff.post('/balie/register/controle', fields)).status).toBe(200);
  });

  test('a body that is no form is refused', async () => {
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    const page = await desk
      .visitor(OWNER)
      .send('/balie/winkel', { method: 'POST', body: 'a', headers: broken });
    expect(page.status).toBe(403);
  });

  test('a body beyond the limit is refused before it is read', async () => {
    // A server of its own: it may close the connection on which too much arrives.
    const own = await startDesk();
    const page = await own
      .visitor(OWNER)
      .post(`/balie/verzoek/${IDS.ready}/vragen`, { text: 'x'.repeat(600_000) });
    expect(page.status).toBe(413);
    expect(page.words).toContain('te groot');
    await own.stop();
  });

  test('every page forbids scripts of others, framing, sniffing, keeping and telling where one came from', async () => {
    const { headers } = await desk.visitor(OWNER).get('/balie');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each(PAGES)('%s bears the demo banner and holds no script or style of its own', async (path) => {
    const page = await desk.visitor(OWNER).get(path);
    expect(page.status).toBe(200);
    expect(page.words).toContain('Demo: alles is verzonnen');
    expect(page.html).not.toMatch(/<script(?! src=)|<style|style=|\son\w+="/);
  });

  test.each([
    '/balie/bestaat-niet',
    `/balie/verzoek/${IDS.absent}`,
    `/balie/verzoek/${IDS.absent}/antwoord`,
    '/balie/verzoek/geen-nummer',
    `/balie/verzoek/${'-'.repeat(36)}`,
    `/balie/taken/${IDS.absent}`,
    `/balie/gesprek/${IDS.absent}`,
    '/balie/register/PB-0000-0000',
  ])('%s is a page that says so, with a way back', async (path) => {
    const page = await desk.visitor(OWNER).get(path);
    expect(page.status).toBe(404);
    expect(page.words).toContain('Deze pagina is er niet');
    expect(page.html).toContain('href="/balie"');
  });

  test('an address with a slash too many is found', async () => {
    const page = await desk.visitor(OWNER).get('/balie/winkel/');
    expect([page.status, page.location]).toEqual([301, expect.stringMatching(/\/balie\/winkel$/)]);
  });

  test('the desk in English is complete', async () => {
    const english = await startDesk({ tools: { language: 'en', demo: false } });
    for (const path of PAGES) {
      const page = await english.visitor(OWNER).get(path);
      expect(page.words, path).not.toMatch(/desk:|Vandaag|Uiterlijk|nog \d+ werkdagen/);
      expect(page.html).toContain('<html lang="en">');
      expect(page.words).not.toContain('Demo:');
    }
    await english.stop();
  });
});

describe('a session', () => {
  test('ends after twelve hours, and what was typed is given back', async () => {
    const own = await startDesk();
    const staff = own.visitor(OWNER);
    const card = await staff.get(`/balie/verzoek/${IDS.ready}`);
    own.timePasses(12 * HOUR - MINUTE);
    expect((await staff.get('/balie')).status).toBe(200);
    own.timePasses(MINUTE);
    const text = 'Bedoelt u <b>alle</b> bestellingen?';
    const page = await staff.submit(card, `/balie/verzoek/${IDS.ready}/vragen`, { text });
    expect(page.status).toBe(401);
    expect(page.words).toContain(text);
    expect(own.memory.cases.get(IDS.ready)?.asked).toEqual([]);
    await own.stop();
  });

  test('that ended gives nothing back to a form of another site', async () => {
    const page = await desk
      .visitor()
      .post('/balie/winkel', { text: 'lees mij' }, { 'sec-fetch-site': 'cross-site' });
    expect(page.status).toBe(401);
    expect(page.words).not.toContain('lees mij');
  });

  test('of a foreign token is no session', async () => {
    const visitor = desk.visitor();
    visitor.cookies.set('balie', FOREIGN);
    expect((await visitor.get('/balie')).status).toBe(303);
  });
});

test('a failure is told in calm words, reported, and shows nothing of itself', async () => {
  const broken = await startDesk();
  const staff = broken.visitor(OWNER);
  broken.memory.goesAway();
  const page = await staff.get('/balie');
  expect(page.status).toBe(500);
  expect(page.words).toContain('Er ging iets mis bij ons');
  expect(page.words).not.toContain('database is away');
  expect(broken.reported).toHaveLength(1);
  await broken.stop();
});

test('the desk serves its own files with an etag, and no others', async () => {
  const visitor = desk.visitor();
  for (const name of ['desk.css', 'forms.css', 'desk.js', 'desk.svg']) {
    const file = await visitor.get(`/balie/assets/${name}`);
    expect(file.status).toBe(200);
    const etag = file.headers.get('etag') ?? '';
    const again = await visitor.send(`/balie/assets/${name}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }
  expect((await visitor.get('/balie/assets/..%2fcreate-desk.ts')).status).toBe(404);
});
