import { beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../src/core/kernel/limits.ts';
import { chatStream } from '../../src/pages/chat/chat-stream.ts';
import { createStreamPlaces } from '../../src/pages/chat/stream-places.ts';
import type { PagesCore, PageTools } from '../../src/pages/page-tools.ts';
import { type CoreCustomer, coreCustomer } from '../support/core-customer.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { openSite } from '../support/open-site.ts';
import { useCore } from '../support/use-core.ts';
import { visitorClient } from './visitor-client.ts';

const use = useCore();
const SOON = 'retry: 3000\n\n';
const LATER = 'retry: 30000\n\n';
const EVENT = 80 * 1024;

let by: Member;
beforeAll(async () => {
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
});

/** A stream for the page of this customer, which shows everything up to `after`. */
function stream(key: string, after = 0, core: PagesCore = use().core, stopping = new AbortController()) {
  const tools: PageTools = {
    shop: () => use().core.desk.profile(),
    clock: use().clock,
    demo: false,
    publicUrl: 'http://127.0.0.1',
    language: 'nl',
    take: async () => 'closed',
    cookies: { seal: () => '', open: () => undefined },
    csrf: { token: () => 'csrf', accepts: () => true },
    ipAddress: () => undefined,
    report: () => {},
    stopping: stopping.signal,
  };
  let ends = 0;
  const ended = () => {
    ends += 1;
  };
  const body = chatStream({ core, tools, visitor: { key, csrf: 'csrf' }, language: 'nl', after, ended });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  return {
    ends: () => ends,
    stop: () => stopping.abort(),
    leave: () => reader.cancel(),
    next: async () => (await reader.read()).value,
    /** Events up to the one that holds these words. */
    async until(words: string): Promise<readonly string[]> {
      const events: string[] = [];
      for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        if (value?.startsWith('id: ')) events.push(value);
        if (value?.includes(words)) return events;
      }
      return events;
    },
  };
}

async function staffSays({ key }: CoreCustomer, text: string): Promise<void> {
  const { core, settings } = use();
  const found = await settings.store.transaction((tx) => tx.conversations.byKey('web', key));
  expect(await core.desk.answerConversation(found?.id ?? '', text, by)).toMatchObject({ ok: true });
}

test('a fourth stream of one browser is told to come back later, and gets the place of one that left', async () => {
  const site = await openSite(use());
  const visitor = visitorClient(site.ask);
  await visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), tekst: 'mens' });
  const open = [];
  for (let one = 1; one <= LIMITS.streamsPerVisitor.most; one += 1)
    open.push(await visitor.ask('/gesprek/stroom?na=9'));
  for (let again = 1; again <= 2; again += 1) {
    const refused = await visitor.ask('/gesprek/stroom?na=9');
    expect(refused.headers.get('content-type')).toContain('text/event-stream');
    expect(await refused.text()).toBe(LATER);
  }
  await open.pop()?.body?.cancel();
  const [accepted, refused] = [
    await visitor.ask('/gesprek/stroom?na=9'),
    await visitor.ask('/gesprek/stroom?na=9'),
  ];
  expect(await refused.text()).toBe(LATER);
  site.stop();
  for (const response of [...open, accepted]) expect(await response.text()).toBe(SOON);
});

test('the streams of one network together have a ceiling, whoever they are', async () => {
  const site = await openSite(use());
  const { url, close } = await site.serve();
  const leave = new AbortController();
  let opened = 0;
  for (let refused = false; !refused; ) {
    const visitor = visitorClient(url);
    await visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), tekst: 'hallo' });
    for (let own = 1; own <= LIMITS.streamsPerVisitor.most && !refused; own += 1) {
      const response = await visitor.ask('/gesprek/stroom?na=9', { signal: leave.signal });
      const first = await response.body?.getReader().read();
      refused = new TextDecoder().decode(first?.value) === LATER;
      if (!refused) opened += 1;
    }
  }
  expect(opened).toBe(LIMITS.streamsPerNetwork.most);
  leave.abort();
  await close();
});

test('a place is given back once, and one network or process does not use those of another', () => {
  const places = createStreamPlaces();
  const release = places.take('visitor', 'network');
  release?.();
  release?.();
  const taken = Array.from({ length: LIMITS.streamsPerNetwork.most + 1 }, (_, n) =>
    places.take(`v${n}`, 'network'),
  );
  expect(taken.filter((place) => place === undefined)).toHaveLength(1);
  expect(places.take('visitor', 'another')).toBeDefined();
  const others = Array.from({ length: LIMITS.streamsPerProcess.most }, (_, n) =>
    places.take(`u${n}`, undefined),
  );
  expect(others.filter((place) => place !== undefined)).toHaveLength(
    LIMITS.streamsPerProcess.most - LIMITS.streamsPerNetwork.most - 1,
  );
});

test('a wake reads what is new and nothing before it', async () => {
  const { sql } = use();
  const sanne = coreCustomer(use());
  await sanne.says('wat bewaren jullie van mij');
  const page = stream(sanne.key, 2);
  const [first = ''] = await page.until('Wat wilt u van ons krijgen');
  expect(first).toContain('name=\\"keuze\\"');
  // What was read before could not be read a second time.
  await sql.query(
    `UPDATE "Message" SET "contentEnc" = '' FROM "Conversation" c WHERE c."id" = "conversationId" AND c."id" =
     (SELECT "conversationId" FROM "Message" ORDER BY "at" DESC, "sequence" DESC LIMIT 1)`,
  );
  await staffSays(sanne, 'Ik lees mee.');
  const [second = ''] = await page.until('Ik lees mee.');
  expect(second.match(/bericht-\d+/g)).toEqual(['bericht-6', 'bericht-7']);
  // The question of before still waits for its answer.
  expect(second).toContain('name=\\"keuze\\"');
  await page.leave();
  expect(page.ends()).toBe(1);
});

test('an event has a bounded size, however much was written; what is too long is shown by its beginning', async () => {
  const sanne = coreCustomer(use());
  for (let message = 1; message <= 3; message += 1) await sanne.says('<&"\''.repeat(25_000));
  for (let message = 1; message <= 12; message += 1) await sanne.says(`${message} ${'&'.repeat(7_000)}`);
  await sanne.says('mens');
  const page = stream(sanne.key);
  const events = await page.until('medewerker van Ik smelt');
  expect(events.length).toBeGreaterThan(3);
  for (const event of events) expect(Buffer.byteLength(event)).toBeLessThan(EVENT);
  const shown = events.join('').match(/id=\\"bericht-\d+\\"/g) ?? [];
  const said = (await sanne.transcript()).filter(
    (entry) => entry.from === 'customer' || entry.message.kind !== 'first_notice',
  );
  expect(shown).toEqual(said.map(({ sequence }) => `id=\\"bericht-${sequence}\\"`));
  expect(events[0]).toContain('Het staat er helemaal als u de pagina opnieuw opent.');
  expect(events.map((event) => Number(/^id: (\d+)/.exec(event)?.[1]))).toEqual(
    events.map((event) => Number(/"last":(\d+)/.exec(event)?.[1])),
  );
  await page.leave();
});

test('for a page that takes nothing nothing is read, however much is said', async () => {
  const sanne = coreCustomer(use());
  await sanne.says('hallo');
  let reads = 0;
  const { transcripts, answers, transmissions, desk, policies } = use().core;
  const counting: PagesCore = {
    answers,
    transmissions,
    desk,
    policies,
    transcripts: {
      ...transcripts,
      read: (...asked) => {
        reads += 1;
        return transcripts.read(...asked);
      },
    },
  };
  const heard = new Promise<void>((changed) => transcripts.watch('web', sanne.key, changed, changed));
  const slow = stream(sanne.key, 0, counting);
  const quick = stream(sanne.key, 0);
  await heard;
  for (let message = 1; message <= 5; message += 1) await staffSays(sanne, `Bericht ${message}`);
  await quick.until('Bericht 5');
  expect(reads).toBeLessThanOrEqual(2);
  await slow.until('Bericht 5');
  await slow.leave();
  await quick.leave();
});

test('a stream ends when the conversation cannot be watched, so that the browser asks again', async () => {
  const unknown = stream('nobody wrote here');
  expect(await unknown.next()).toBe(SOON);
  expect(await unknown.next()).toBeUndefined();
  expect(unknown.ends()).toBe(1);
  const sanne = coreCustomer(use());
  await sanne.says('hallo');
  const { transcripts } = use().core;
  const told: string[] = [];
  await use().whileAway(async () => {
    transcripts.watch(
      'web',
      sanne.key,
      () => told.push('changed'),
      () => told.push('lost'),
    );
    await expect.poll(() => told).toEqual(['lost']);
  });
});

test('a browser without a conversation has nothing to listen to, and stops asking', async () => {
  const visitor = visitorClient((await openSite(use())).ask);
  await visitor.page('/');
  expect((await visitor.ask('/gesprek/stroom?na=0')).status).toBe(204);
});

test('an odd number of the last line begins at the beginning', async () => {
  const site = await openSite(use());
  const visitor = visitorClient(site.ask);
  await visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), tekst: 'hallo' });
  for (const na of ['1.5', '1e999', 'x']) {
    const response = await visitor.ask(`/gesprek/stroom?na=${na}`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let read = '';
    while (!read.includes('bericht-1')) read += (await reader?.read())?.value ?? '';
    await reader?.cancel();
  }
});
