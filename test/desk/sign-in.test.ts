import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { openSite } from '../support/open-site.ts';
import { workOff } from '../support/work-off.ts';
import { deskVisitor, FOREIGN } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();
const WANTED = '/balie/register/PB-2345-6789';

async function askLink(email: string) {
  const visitor = await use().visitor();
  const page = await visitor.get('/balie/aanmelden');
  return { visitor, page: await visitor.submit(page, '/balie/aanmelden', { email }) };
}

/** The paths of the links that were mailed, newest first. */
async function mailedLinks(): Promise<readonly string[]> {
  await workOff(use());
  const mails = await use().core.desk.caughtMail(200);
  return mails.flatMap(({ text }) => /\/balie\/aanmelden\/[\w-]+/.exec(text)?.[0] ?? []);
}

async function mailedLink(): Promise<string> {
  const [newest] = await mailedLinks();
  if (newest === undefined) throw new Error('no link was mailed');
  return newest;
}

test('asking for a link says the same to staff, to strangers and to nothing at all', async () => {
  const before = (await mailedLinks()).length;
  const answers = [];
  for (const email of [use().owner.email, 'vreemd@example.com', '', 'x'.repeat(5_000)])
    answers.push((await askLink(email)).page.words);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('Kijk in uw mail');
  expect(await mailedLinks()).toHaveLength(before + 1);
});

test('opening the link changes nothing, the button signs in once', async () => {
  const { visitor } = await askLink(use().owner.email);
  const path = await mailedLink();
  for (let opened = 0; opened < 3; opened += 1)
    expect((await (await use().visitor()).get(path)).status).toBe(200);
  const ready = await visitor.get(path);
  const entered = await visitor.submit(ready, path);
  expect(entered.status).toBe(303);
  expect(entered.location).toBe('/balie');
  expect((await visitor.get('/balie')).words).toContain(use().owner.name);

  const again = await (await use().visitor()).get(path);
  expect(again.status).toBe(410);
  expect(again.words).toContain('al gebruikt of verlopen');
  expect(again.html).toContain('name="email"');
});

test('pressing the button twice signs in once and tells the second time why not', async () => {
  const { visitor } = await askLink(use().owner.email);
  const path = await mailedLink();
  const ready = await visitor.get(path);
  const other = await use().visitor();
  const otherReady = await other.get(path);
  expect((await visitor.submit(ready, path)).status).toBe(303);
  expect((await other.submit(otherReady, path)).status).toBe(410);
});

test('a link that never was is told like one that was used', async () => {
  const page = await (await use().visitor()).get(`/balie/aanmelden/${FOREIGN}`);
  expect(page.status).toBe(410);
});

test('the sign-in form without its token is refused: nobody is signed in as somebody else', async () => {
  await askLink(use().deputy.email);
  const path = await mailedLink();
  const visitor = await use().visitor();
  expect((await visitor.post(path, {})).status).toBe(403);
  expect((await visitor.get(path)).status).toBe(200);
});

test('after signing in the page that was wanted opens', async () => {
  const visitor = await use().visitor();
  await visitor.get(WANTED);
  await visitor.submit(await visitor.get('/balie/aanmelden'), '/balie/aanmelden', {
    email: use().owner.email,
  });
  const path = await mailedLink();
  const entered = await visitor.submit(await visitor.get(path), path);
  expect(entered.location).toBe(WANTED);
});

test('the wanted page is never one of another site', async () => {
  const visitor = await use().visitor();
  visitor.cookies.set('balie_naar', encodeURIComponent('//example.com/balie'));
  await visitor.submit(await visitor.get('/balie/aanmelden'), '/balie/aanmelden', {
    email: use().owner.email,
  });
  const path = await mailedLink();
  expect((await visitor.submit(await visitor.get(path), path)).location).toBe('/balie');
});

test('the session cookie is out of reach of scripts and other sites, and lasts twelve hours', async () => {
  const { visitor } = await askLink(use().owner.email);
  const path = await mailedLink();
  const entered = await visitor.submit(await visitor.get(path), path);
  const cookie = entered.headers.getSetCookie().find((line) => line.startsWith('balie='));
  expect(cookie).toMatch(/Max-Age=43200; Path=\/balie; HttpOnly; SameSite=Lax/);
  expect(cookie).not.toContain('Secure');
});

test('over https every cookie is sent over https only', async () => {
  const secure = await openSite(use(), { publicUrl: 'https://privacy.example.nl' });
  const page = await deskVisitor(secure.ask).get('/balie/winkel');
  expect(page.headers.getSetCookie().length).toBeGreaterThan(0);
  for (const cookie of page.headers.getSetCookie()) expect(cookie).toContain('Secure');
});

test('signing out ends the session, also for a copy of its cookie', async () => {
  const visitor = await use().visitor(use().owner);
  const session = visitor.cookies.get('balie') ?? '';
  await visitor.submit(await visitor.get('/balie'), '/balie/afmelden');
  const copy = await use().visitor();
  copy.cookies.set('balie', session);
  expect((await copy.get('/balie')).status).toBe(303);
  expect(visitor.cookies.has('balie')).toBe(false);
});

test('somebody who is signed in is not asked again', async () => {
  const visitor = await use().visitor(use().owner);
  expect((await visitor.get('/balie/aanmelden')).location).toBe('/balie');
});

test('a link works for a quarter of an hour', async () => {
  await askLink(use().owner.email);
  const path = await mailedLink();
  const visitor = await use().visitor();
  use().clock.advance(14 * MINUTE);
  const ready = await visitor.get(path);
  expect(ready.status).toBe(200);
  use().clock.advance(2 * MINUTE);
  expect((await visitor.submit(ready, path)).status).toBe(410);
});

test('a mailbox of staff is not flooded: ten links an hour are mailed, and the page says the same', async () => {
  use().clock.advance(HOUR);
  const before = (await mailedLinks()).length;
  const answers = new Set<string>();
  for (let times = 0; times < 12; times += 1) answers.add((await askLink(use().deputy.email)).page.words);
  expect(answers.size).toBe(1);
  expect(await mailedLinks()).toHaveLength(before + 10);
  use().clock.advance(DAY);
  await askLink(use().deputy.email);
  expect(await mailedLinks()).toHaveLength(before + 11);
});
