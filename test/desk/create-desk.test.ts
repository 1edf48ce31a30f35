import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { manualTask, readyRequest, searchingRequest } from '../support/desk-work.ts';
import { openSite } from '../support/open-site.ts';
import { FOREIGN, hiddenFields } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const ABSENT = 'ffffffff-ffff-4fff-8fff-ffffffffffff';
const FATIMA = { name: 'Fatima el Amrani', email: 'fatima@example.nl' };

const use = useDesk();
const owner = () => use().visitor(use().owner);

/** What stands for the ids in the addresses below. */
const ids = { ready: '', conversation: '', number: '', manual: '', human: '', strangers: '', file: '' };
let version = 0;

beforeAll(async () => {
  const { core, owner: by } = use();
  const { detail } = await readyRequest(use(), by, FATIMA);
  const { detail: searching } = await searchingRequest(use(), { ...FATIMA, email: 'other@example.nl' });
  await coreCustomer(use()).says('ik wil een mens spreken');
  const tasks = await core.desk.tasks('open');
  const human = tasks.find(({ kind }) => kind === 'human_wanted');
  const file = await core.sources.upload('jouwweb', { name: 'x', content: Buffer.from('a;b\n1;2\n') }, by);
  if (!file.ok) throw new Error(file.refusal.code);
  Object.assign(ids, {
    ready: detail.id,
    conversation: detail.conversationId,
    number: detail.number,
    manual: await manualTask(use(), searching.number),
    human: human?.id,
    strangers: human?.conversationId,
    file: file.value.id,
  });
  ({ version } = detail);
});

/** An address with its ids: `:ready` is that of the request that may be decided. */
function at(path: string): string {
  return Object.entries(ids).reduce((address, [name, id]) => address.replace(`:${name}`, id), path);
}

/** Everything that a refused form must leave as it was. */
async function everything() {
  const { core, owner: by } = use();
  const { history, version: now, approval } = await cardOf(use(), ids.number);
  return JSON.stringify({
    request: [now, approval, history.filter(({ type }) => type !== 'looked_at')],
    tasks: await core.desk.tasks('open'),
    staff: await core.desk.staff(),
    profile: await core.desk.profile(),
    talk: await core.desk.conversation(ids.conversation, by),
    sorted: await core.desk.conversationsWithoutRequest(by),
    files: await core.sources.exports('jouwweb'),
  });
}

const PAGES = [
  '/balie',
  '/balie/afgehandeld',
  '/balie/onbevestigd',
  '/balie/gesorteerd',
  '/balie/verzoek/:ready',
  '/balie/verzoek/:ready/antwoord',
  '/balie/taken/:manual',
  '/balie/bronnen/jouwweb',
  '/balie/gesprek/:conversation',
  '/balie/winkel',
  '/balie/register',
  '/balie/register/:number',
] as const;

const ACTIONS = [
  '/balie/verzoek/:ready/antwoord',
  '/balie/verzoek/:ready/weigeren',
  '/balie/verzoek/:ready/vragen',
  '/balie/verzoek/:ready/stoppen',
  '/balie/verzoek/:ready/antwoorden',
  '/balie/verzoek/:ready/opnieuw',
  '/balie/verzoek/:ready/weglaten',
  '/balie/verzoek/:ready/van-wie',
  '/balie/verzoek/:ready/ook-zoeken',
  '/balie/verzoek/:ready/gegeven',
  '/balie/verzoek/:ready/zoek-opnieuw',
  '/balie/taken/:manual',
  '/balie/taken/:human/klaar',
  '/balie/bronnen/jouwweb',
  '/balie/bronnen/jouwweb/:file',
  '/balie/gesprek/:conversation',
  '/balie/gesorteerd/:strangers',
  '/balie/winkel',
  '/balie/winkel/medewerkers',
  '/balie/register/controle',
] as const;

/** Fields that would do something at each of these addresses. */
function tempting(): Record<string, string> {
  return {
    version: String(version),
    action: 'save',
    text: 'hallo',
    opening: 'hallo',
    closing: 'hallo',
    ground: 'unfounded',
    facts: 'Omdat.',
    source: 'mollie',
    'mollie.answer': 'none',
    right: 'access',
    email: 'vreemd@example.com',
  };
}

describe('without a session', () => {
  test.each(PAGES)('%s leads to signing in and shows nothing', async (path) => {
    const page = await (await use().visitor()).get(at(path));
    expect(page.status).toBe(303);
    expect(page.location).toBe('/balie/aanmelden');
    expect(page.html).toBe('');
  });

  test.each(ACTIONS)('a form sent to %s does nothing', async (path) => {
    const before = await everything();
    const page = await (await use().visitor()).post(at(path), tempting());
    expect(page.status).toBe(401);
    expect(page.words).toContain('U was afgemeld');
    expect(await everything()).toBe(before);
  });

  test('an unknown address under the desk does not tell that it is unknown', async () => {
    expect((await (await use().visitor()).get('/balie/bestaat-niet')).status).toBe(303);
  });
});

describe('signed in', () => {
  test.each(ACTIONS)('a form for %s without its token is refused and changes nothing', async (path) => {
    const before = await everything();
    const page = await (await owner()).post(at(path), tempting());
    expect(page.status).toBe(403);
    expect(page.words).toContain('Er is niets gewijzigd');
    expect(await everything()).toBe(before);
  });

  test('the token of another session is refused', async () => {
    const other = await owner();
    const token = hiddenFields(await other.get('/balie/register'), '/balie/register/controle');
    const page = await (await owner()).post('/balie/register/controle', Object.fromEntries(token));
    expect(page.status).toBe(403);
  });

  test('a form that another site sends is refused even with the right token', async () => {
    const staff = await owner();
    const fields = Object.fromEntries(
      hiddenFields(await staff.get('/balie/register'), '/balie/register/controle'),
    );
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    expect((await staff.post('/balie/register/controle', fields, crossSite)).status).toBe(403);
    expect((await staff.post('/balie/register/controle', fields)).status).toBe(200);
  });

  test('a body that is no form is refused', async () => {
    const broken = { 'content-type': 'multipart/form-data; boundary=x' };
    const page = await (await owner()).send('/balie/winkel', { method: 'POST', body: 'a', headers: broken });
    expect(page.status).toBe(403);
  });

  test('a body beyond the limit is refused, announced or not', async () => {
    const staff = await owner();
    const text = 'x'.repeat(600_000);
    const path = at('/balie/verzoek/:ready/vragen');
    const page = await staff.post(path, { text });
    expect(page.status).toBe(413);
    expect(page.words).toContain('te groot');
    const announced = await staff.post(path, { text }, { 'content-length': '600005' });
    expect(announced.status).toBe(413);
  });

  test('every page forbids scripts of others, framing, sniffing, keeping and telling where one came from', async () => {
    const { headers } = await (await owner()).get('/balie');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each(PAGES)('%s bears the demo banner and holds no script or style of its own', async (path) => {
    const page = await (await owner()).get(at(path));
    expect(page.status).toBe(200);
    expect(page.words).toContain('Demo: alles is verzonnen');
    expect(page.html).not.toMatch(/<script(?! src=)|<style|style=|\son\w+="/);
  });

  test.each([
    '/balie/bestaat-niet',
    `/balie/verzoek/${ABSENT}`,
    `/balie/verzoek/${ABSENT}/antwoord`,
    '/balie/verzoek/geen-nummer',
    `/balie/verzoek/${'-'.repeat(36)}`,
    `/balie/taken/${ABSENT}`,
    `/balie/gesprek/${ABSENT}`,
    '/balie/register/PB-0000-0000',
  ])('%s is a page that says so, with a way back', async (path) => {
    const page = await (await owner()).get(path);
    expect(page.status).toBe(404);
    expect(page.words).toContain('Deze pagina is er niet');
    expect(page.html).toContain('href="/balie"');
  });

  test('an address with a slash too many is found', async () => {
    const page = await (await owner()).get('/balie/winkel/');
    expect([page.status, page.location]).toEqual([301, expect.stringMatching(/\/balie\/winkel$/)]);
  });

  test('the desk in English is complete', async () => {
    const english = await openSite(use(), { locale: 'en', mode: 'live' });
    const staff = await use().visitor(use().owner, english);
    for (const path of PAGES) {
      const page = await staff.get(at(path));
      expect(page.words, path).not.toMatch(/desk:\w+\.\w+|Vandaag|Uiterlijk|nog \d+ werkdagen/);
      expect(page.html).toContain('<html lang="en">');
      expect(page.words).not.toContain('Demo:');
    }
  });
});

describe('a session', () => {
  test('ends after twelve hours, and what was typed is given back', async () => {
    const staff = await owner();
    const card = await staff.get(at('/balie/verzoek/:ready'));
    use().clock.advance(12 * HOUR - MINUTE);
    expect((await staff.get('/balie')).status).toBe(200);
    use().clock.advance(MINUTE);
    const before = await everything();
    const text = 'Bedoelt u <b>alle</b> bestellingen?';
    const page = await staff.submit(card, at('/balie/verzoek/:ready/vragen'), { text });
    expect(page.status).toBe(401);
    expect(page.words).toContain(text);
    expect(await everything()).toBe(before);
  });

  test('that ended gives nothing back to a form of another site', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const page = await (await use().visitor()).post('/balie/winkel', { text: 'lees mij' }, headers);
    expect(page.status).toBe(403);
    expect(page.words).not.toContain('lees mij');
  });

  test('of a foreign token is no session', async () => {
    const visitor = await use().visitor();
    visitor.cookies.set('balie', FOREIGN);
    expect((await visitor.get('/balie')).status).toBe(303);
  });
});

test('a failure is told in calm words, reported, and shows nothing of itself', async () => {
  const own = await openSite(use());
  const staff = await use().visitor(use().owner, own);
  const page = await use().whileAway(() => staff.get('/balie'));
  expect(page.status).toBe(500);
  expect(page.words).toContain('Er ging iets mis bij ons');
  expect(page.words).not.toMatch(/database|prisma|postgres/i);
  expect(own.failures()).toHaveLength(1);
  expect((await staff.get('/balie')).status).toBe(200);
});

test('the desk serves its own files with an etag, and no others', async () => {
  const visitor = await use().visitor();
  for (const name of ['desk.css', 'forms.css', 'charts.css', 'desk.js', 'desk.svg']) {
    const file = await visitor.get(`/balie/assets/${name}`);
    expect(file.status).toBe(200);
    const etag = file.headers.get('etag') ?? '';
    const again = await visitor.send(`/balie/assets/${name}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }
  expect((await visitor.get('/balie/assets/..%2fcreate-desk.ts')).status).toBe(404);
});
