import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEPUTY, OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, FOREIGN, startDesk } from './start-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

async function askLink(email: string) {
  const visitor = desk.visitor();
  const page = await visitor.get('/balie/aanmelden');
  return { visitor, page: await visitor.submit(page, '/balie/aanmelden', { email }) };
}

const mailedLink = () => [...desk.memory.links.keys()].at(-1) ?? 'no link was mailed';

test('asking for a link says the same to staff, to strangers and to nothing at all', async () => {
  const answers = [];
  for (const email of [OWNER.email, 'vreemd@example.com', '', 'x'.repeat(5_000)])
    answers.push((await askLink(email)).page.words);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('Kijk in uw mail');
  expect(desk.memory.links.size).toBe(1);
});

test('opening the link changes nothing, the button signs in once', async () => {
  const { visitor } = await askLink(OWNER.email);
  const path = `/balie/aanmelden/${mailedLink()}`;
  for (let opened = 0; opened < 3; opened += 1) expect((await desk.visitor().get(path)).status).toBe(200);
  expect(desk.memory.links.size).toBe(1);

  const ready = await visitor.get(path);
  const entered = await visitor.submit(ready, path);
  expect(entered.status).toBe(303);
  expect(entered.location).toBe('/balie');
  expect((await visitor.get('/balie')).words).toContain(OWNER.name);

  const again = await desk.visitor().get(path);
  expect(again.status).toBe(410);
  expect(again.words).toContain('al gebruikt of verlopen');
  expect(again.html).toContain('name="email"');
});

test('pressing the button twice signs in once and tells the second time why not', async () => {
  const { visitor } = await askLink(OWNER.email);
  const path = `/balie/aanmelden/${mailedLink()}`;
  const ready = await visitor.get(path);
  const other = desk.visitor();
  const otherReady = await other.get(path);
  expect((await visitor.submit(ready, path)).status).toBe(303);
  expect((await other.submit(otherReady, path)).status).toBe(410);
});

test('a link that never was is told like one that was used', async () => {
  const page = await desk.visitor().get(`/balie/aanmelden/${FOREIGN}`);
  expect(page.status).toBe(410);
});

test('the sign-in form without its token is refused: nobody is signed in as somebody else', async () => {
  await askLink(DEPUTY.email);
  const page = await desk.visitor().post(`/balie/aanmelden/${mailedLink()}`, {});
  expect(page.status).toBe(403);
  expect(desk.memory.links.size).toBe(1);
});

test('after signing in the page that was wanted opens', async () => {
  const visitor = desk.visitor();
  await visitor.get(`/balie/verzoek/${IDS.ready}`);
  await visitor.submit(await visitor.get('/balie/aanmelden'), '/balie/aanmelden', { email: OWNER.email });
  const path = `/balie/aanmelden/${mailedLink()}`;
  const entered = await visitor.submit(await visitor.get(path), path);
  expect(entered.location).toBe(`/balie/verzoek/${IDS.ready}`);
});

test('the wanted page is never one of another site', async () => {
  const visitor = desk.visitor();
  visitor.cookies.set('balie_naar', encodeURIComponent('//example.com/balie'));
  await visitor.submit(await visitor.get('/balie/aanmelden'), '/balie/aanmelden', { email: OWNER.email });
  const path = `/balie/aanmelden/${mailedLink()}`;
  expect((await visitor.submit(await visitor.get(path), path)).location).toBe('/balie');
});

test('the session cookie is out of reach of scripts and other sites, and lasts twelve hours', async () => {
  const { visitor } = await askLink(OWNER.email);
  const path = `/balie/aanmelden/${mailedLink()}`;
  const entered = await visitor.submit(await visitor.get(path), path);
  const cookie = entered.headers.getSetCookie().find((line) => line.startsWith('balie='));
  expect(cookie).toMatch(/Max-Age=43200; Path=\/balie; HttpOnly; SameSite=Lax/);
  expect(cookie).not.toContain('Secure');
});

test('over https every cookie is sent over https only', async () => {
  const secure = await startDesk({ tools: { secureCookies: true } });
  const page = await secure.visitor().get('/balie/winkel');
  expect(page.headers.getSetCookie().length).toBeGreaterThan(0);
  for (const cookie of page.headers.getSetCookie()) expect(cookie).toContain('Secure');
  await secure.stop();
});

test('signing out ends the session, also for a copy of its cookie', async () => {
  const visitor = desk.visitor(OWNER);
  const session = visitor.cookies.get('balie') ?? '';
  await visitor.submit(await visitor.get('/balie'), '/balie/afmelden');
  const copy = desk.visitor();
  copy.cookies.set('balie', session);
  expect((await copy.get('/balie')).status).toBe(303);
  expect(visitor.cookies.has('balie')).toBe(false);
});

test('somebody who is signed in is not asked again', async () => {
  expect((await desk.visitor(OWNER).get('/balie/aanmelden')).location).toBe('/balie');
});
