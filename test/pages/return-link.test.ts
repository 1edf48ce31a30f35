import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../src/core/kernel/clock.ts';
import { coreCustomer } from '../support/core-customer.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { useCore } from '../support/use-core.ts';
import { numberIn, textOf } from '../support/web-customer.ts';
import { visitorClient } from './visitor-client.ts';

const use = useCore();
let site: OpenSite;
let by: Member;

beforeAll(async () => {
  site = await openSite(use());
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
});

type Client = ReturnType<typeof visitorClient>;
const KEEP = '/gesprek/bewaren';

/** Somebody whose address nobody has confirmed asked something, and has a number. */
async function asked() {
  const client = visitorClient(site.ask);
  const form = await client.form('/', '/gesprek');
  await client.post('/gesprek', { ...form, tekst: 'Wat bewaren jullie van mij?' });
  return { client, number: numberIn(await client.page(KEEP)) };
}

/** The path of the return link that the button makes. */
async function linkFor(client: Client): Promise<string> {
  const made = await client.post(KEEP, await client.form(KEEP, KEEP));
  const path = /href="[^"]*(\/gesprek\/terug\/[^"]+)"/.exec(await made.text())?.[1];
  if (path === undefined) throw new Error('no link was made');
  return path;
}

async function opens(path: string): Promise<{ readonly client: Client; readonly status: number }> {
  const client = visitorClient(site.ask);
  const { status } = await client.post(path, await client.form(path, path));
  return { client, status };
}

describe('somebody without a confirmed address (R39)', () => {
  test('is offered a link beside the number, and comes back by it when the session is over', async () => {
    const { client, number } = await asked();
    expect(textOf(await client.page(KEEP))).toContain('Maak dan een link waarmee u later terugkomt');
    const link = await linkFor(client);
    use().clock.advance(3 * DAY);
    expect(await client.page('/')).not.toContain(number);
    const request = await use().core.register.byNumber(number, { via: 'cli', name: 'test' });
    await use().core.desk.answerConversation(request?.conversationId ?? '', 'Dag, belt u ons even?', by);

    const back = await opens(link);
    expect(back.status).toBe(303);
    const page = textOf(await back.client.page('/'));
    expect(page).toContain(number);
    expect(page).toContain('Dag, belt u ons even?');
    const form = await back.client.form('/', '/gesprek');
    await back.client.post('/gesprek', { ...form, tekst: 'hoe staat het met mijn verzoek' });
    expect(textOf(await back.client.page('/')).split(number).length).toBeGreaterThan(2);
  });

  test('who is done leaves a cookie that shows nothing, is told that the link still works, and comes back by it', async () => {
    const { client, number } = await asked();
    const DONE = '/gesprek/klaar';
    const done = async () => {
      const sent = await client.post(DONE, await client.form('/', DONE));
      return sent.headers.get('location') ?? '';
    };
    const first = new Map(client.cookies);
    const link = await linkFor(client);
    const told = await done();
    expect(textOf(await client.page(told))).toContain('Wie die link opent, ziet het gesprek weer.');
    for (const [name, value] of first) client.cookies.set(name, value);
    expect(await client.page('/')).not.toContain(number);
    const back = await opens(link);
    expect(await back.client.page('/')).toContain(number);

    const other = await asked();
    const sent = await other.client.post(DONE, await other.client.form('/', DONE));
    const page = textOf(await other.client.page(sent.headers.get('location') ?? ''));
    expect(page).not.toContain('link');
  });

  test('opens nothing by a GET: a program that follows links keeps its own conversation (row 22)', async () => {
    const { client, number } = await asked();
    const link = await linkFor(client);
    const scanner = visitorClient(site.ask);
    const shown = await scanner.ask(link);
    expect(shown.status).toBe(200);
    expect(await shown.text()).not.toContain(number);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('x-robots-tag')).toContain('noindex');
    expect(await scanner.page('/')).not.toContain(number);
    expect((await scanner.post(link, { csrf: 'x' })).status).toBe(403);
    expect(await scanner.page('/')).not.toContain(number);
  });

  test('sees the link once; a new one ends the one before', async () => {
    const { client } = await asked();
    const first = await linkFor(client);
    expect(await client.page(KEEP)).not.toContain(first);
    const second = await linkFor(client);
    expect((await visitorClient(site.ask).ask(first)).status).toBe(404);
    expect((await opens(second)).status).toBe(303);
  });

  test('may type it over from paper: small letters, and without dashes', async () => {
    const { client } = await asked();
    const link = await linkFor(client);
    const typed = link.replace(/[^/]+$/, (secret) => secret.toLowerCase().replaceAll('-', ''));
    expect((await opens(typed)).status).toBe(303);
  });
});

describe('the secret', () => {
  test('stands nowhere in the database, only its keyed hash', async () => {
    const { client } = await asked();
    const secret = (await linkFor(client)).split('/').at(-1) ?? '';
    expect(secret).toMatch(/^(?:[2-9A-HJ-NP-TV-Z]{4}-){4}[2-9A-HJ-NP-TV-Z]{4}$/);
    const { rows } = await use().sql.query(
      `SELECT count(*)::int AS n FROM "Conversation" c WHERE c::text ILIKE $1 OR c::text ILIKE $2`,
      [`%${secret}%`, `%${secret.replaceAll('-', '')}%`],
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  test.each([
    'PB-2345-6789',
    'AAAA-BBBB-CCCC-DDDD-EEEE',
    'x',
    '%00%00%00%00%00%00',
    '..%2F..%2Fbalie%2F000000',
  ])('%s opens nothing, and the page says the same of each', async (guess) => {
    const answer = await visitorClient(site.ask).ask(`/gesprek/terug/${guess}`);
    expect(answer.status).toBe(404);
    expect(textOf(await answer.text())).toContain('Deze link opent geen gesprek');
  });

  test('a number of a request that exists opens nothing (R12)', async () => {
    const { number } = await asked();
    const answer = await visitorClient(site.ask).ask(`/gesprek/terug/${number}-${number}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain(number);
  });

  test('is made only in a conversation of one’s own, by our own form', async () => {
    const { client } = await asked();
    expect((await client.post(KEEP, { csrf: 'x' })).status).toBe(303);
    const stranger = visitorClient(site.ask);
    expect(await stranger.page(KEEP)).not.toContain('<form');
    expect(await use().core.transcripts.makeReturn('web', 'nobody')).toBeUndefined();
  });

  test('opens no conversation of another channel', async () => {
    const chat = coreCustomer(use(), 'telegram');
    await chat.says('Wat bewaren jullie van mij?');
    const secret = await use().core.transcripts.makeReturn('telegram', chat.key);
    expect(await use().core.transcripts.openReturn('web', secret ?? '')).toBeUndefined();
    expect((await visitorClient(site.ask).ask(`/gesprek/terug/${secret}`)).status).toBe(404);
  });
});
