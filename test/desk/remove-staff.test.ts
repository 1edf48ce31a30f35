import { beforeAll, beforeEach, expect, test } from 'vitest';
import { staffFromConfig } from '../../src/core/application/staff-from-config.ts';
import { hiddenFields, visitorClient } from '../pages/visitor-client.ts';
import { deskSession, invite, type Member } from '../support/desk-session.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { useCore } from '../support/use-core.ts';
import { textOf } from '../support/web-customer.ts';

const use = useCore();
const CLI = { via: 'cli', name: 'test' } as const;
const SHOP = '/balie/winkel';
const STAFF = `${SHOP}/medewerkers`;

let site: OpenSite;
let owner: Member;
let sam: Member;

beforeAll(async () => {
  site = await openSite(use());
});

beforeEach(async () => {
  owner = await invite(use(), 'noor@example.nl', 'Noor Visser');
  sam = await invite(use(), 'sam@example.nl', 'Sam de Wit');
});

async function browser(member: Member) {
  const client = visitorClient(site.ask);
  client.cookies.set('balie', await deskSession(use(), member));
  return {
    ...client,
    /** Presses the button of this form, on this page. */
    async press(page: string, action: string, more: Readonly<Record<string, string>> = {}) {
      return client.post(action, { ...hiddenFields(await client.page(page), action), ...more });
    },
  };
}

const removal = ({ staffId }: Member) => `${STAFF}/${staffId}/verwijderen`;

test('the owner removes somebody after a question; looking at the question changes nothing', async () => {
  const noor = await browser(owner);
  const theirs = await browser(sam);
  expect(await noor.page(SHOP)).toContain(`href="${removal(sam)}"`);
  const asked = textOf(await noor.page(removal(sam)));
  expect(asked).toContain('Sam de Wit verwijderen? sam@example.nl');
  expect(asked).toContain('ook niet in Slack');
  expect((await theirs.ask('/balie')).status).toBe(200);

  const removed = await noor.press(removal(sam), removal(sam));
  expect(removed.headers.get('location')).toBe(`${SHOP}?gedaan=verwijderd`);
  expect((await theirs.ask('/balie')).headers.get('location')).toBe('/balie/aanmelden');
  expect((await theirs.post(`${STAFF}/${sam.staffId}`, { name: 'Weer Sam' })).status).toBe(401);
  const shop = textOf(await noor.page(`${SHOP}?gedaan=verwijderd`));
  expect(shop).toContain('kan niets meer zien of beslissen');
  expect(shop).toMatch(/Werkt hier niet meer Sam de Wit sam@example\.nl · verwijderd op .* door Noor Visser/);

  const admitted = await noor.press(SHOP, `${STAFF}/${sam.staffId}/toelaten`);
  expect(admitted.headers.get('location')).toBe(`${SHOP}?gedaan=toegelaten`);
  expect((await theirs.ask('/balie')).headers.get('location')).toBe('/balie/aanmelden');
  expect((await (await browser(sam)).ask('/balie')).status).toBe(200);
});

test('the owner ticks who of Slack is the same person, and both leave', async () => {
  await staffFromConfig(use().settings, { emails: [], slackUserIds: ['U0SAM', 'U0BRAM'] });
  const inSlack = async (user: string) =>
    (await use().core.desk.staff()).find(({ slackUserId }) => slackUserId === user)?.id;
  const noor = await browser(owner);
  expect(textOf(await noor.page(removal(sam)))).toMatch(/dezelfde persoon.*U0BRAM in Slack \(U0BRAM\) U0SAM/);
  await noor.press(removal(sam), removal(sam), { also: (await inSlack('U0SAM')) ?? '' });
  expect(await inSlack('U0SAM')).toBeUndefined();
  expect(await inSlack('U0BRAM')).toBeDefined();
  expect((await use().core.desk.staff()).map(({ email }) => email)).not.toContain(sam.email);
});

test('the last owner is not removed and reads what to do first', async () => {
  const noor = await browser(owner);
  const refused = await noor.press(removal(owner), removal(owner));
  expect(refused.status).toBe(409);
  expect(textOf(await refused.text())).toContain('Maak eerst iemand anders eigenaar.');
  expect((await noor.ask('/balie')).status).toBe(200);

  const made = await noor.press(SHOP, `${STAFF}/${sam.staffId}/eigenaar`);
  expect(made.headers.get('location')).toBe(`${SHOP}?gedaan=eigenaar`);
  await noor.press(removal(owner), removal(owner));
  expect((await noor.ask('/balie')).headers.get('location')).toBe('/balie/aanmelden');
  await use().core.desk.addStaff(owner.email, CLI);
  await use().core.desk.makeOwner(owner.staffId, CLI);
  await use().core.desk.removeStaff([sam.staffId], CLI);
});

test('nobody but an owner removes, lets back in or names an owner, however the form was made', async () => {
  const theirs = await browser(sam);
  const shop = await theirs.page(SHOP);
  expect(shop).not.toContain('verwijderen');
  const { csrf = '' } = hiddenFields(shop, SHOP);
  expect(csrf).not.toBe('');
  expect((await theirs.ask(removal(owner))).status).toBe(403);
  for (const what of ['verwijderen', 'toelaten', 'eigenaar']) {
    const refused = await theirs.post(`${STAFF}/${owner.staffId}/${what}`, { csrf });
    expect(refused.status).toBe(403);
    expect(textOf(await refused.text())).toContain('Alleen de eigenaar');
  }
  expect((await use().core.desk.staff()).map(({ id }) => id)).toContain(owner.staffId);
});

test('a form that our own page did not make removes nobody', async () => {
  const noor = await browser(owner);
  expect((await noor.post(removal(sam), {})).status).toBe(403);
  expect((await noor.press(removal(sam), removal(sam), { csrf: 'x' })).status).toBe(403);
  expect((await use().core.desk.staff()).map(({ id }) => id)).toContain(sam.staffId);
});

test('somebody who is not there, or left already, is told so', async () => {
  const noor = await browser(owner);
  const gone = `${STAFF}/${crypto.randomUUID()}/verwijderen`;
  expect((await noor.ask(gone)).status).toBe(409);
  await noor.press(removal(sam), removal(sam));
  expect((await noor.ask(removal(sam))).status).toBe(409);
});
