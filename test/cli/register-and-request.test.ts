import { expect, test } from 'vitest';
import { purgePastTerm } from '../../src/core/application/purge.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { after, DAY } from '../../src/core/kernel/clock.ts';
import { newId } from '../../src/core/kernel/ids.ts';
import type { RequestEvent } from '../../src/core/request/request-events.ts';
import type { RequestStatus } from '../../src/core/request/request-state.ts';
import { text } from '../../src/core/text/texts.ts';
import { storeRequest } from '../core/store/stored-rows.ts';
import { storeCase } from '../support/closed-case.ts';
import { AT, aRequest, day, opened } from '../support/request-builder.ts';
import { useCli } from '../support/use-cli.ts';
import { useCore } from '../support/use-core.ts';

const use = useCore();
const cli = useCli(use);

const STATES: readonly (readonly [RequestStatus, readonly RequestEvent[]])[] = [
  ['received', aRequest().events],
  ['awaiting_identity', aRequest().asked().events],
  ['gathering', aRequest().searching().events],
  ['awaiting_approval', aRequest().awaitingApproval().events],
  ['executing', aRequest().awaitingApproval().approved(AT).events],
  ['answered', aRequest().awaitingApproval().approved(AT).sent().events],
  [
    'refused',
    [...aRequest().awaitingApproval('refusal').approved(AT).events, { type: 'sent', outcome: 'refused' }],
  ],
  ['withdrawn', aRequest().withdrawn().events],
  ['answered_generally', [...aRequest().events, { type: 'withdrawn', as: 'answered_generally' }]],
];

test.each(STATES)('request show tells the whole history of a request that is %s', async (status, events) => {
  const { number } = await use().settings.store.transaction((tx) => storeRequest(tx, events));
  const shown = await cli('request show', [number.toLowerCase()]);
  expect(shown.code).toBe(0);
  expect(shown.out).toContain(number);
  for (const { type } of events) expect(shown.out).toContain(type);
  expect(shown.out).toMatch(/due 2026-12-0\d \(promised 2026-12-02\)/);
  expect(shown.out).toContain(text('en', `terms:statuses.${status}`));
});

test('request show names the date of an extension that the customer has had notice of', async () => {
  const staffDue = day('2027-02-02');
  const due = { ...opened().due, staffDue, toldDue: staffDue };
  const { events } = aRequest().proven().then({ type: 'redated', cause: 'extended', due });
  const { number } = await use().settings.store.transaction((tx) => storeRequest(tx, events));
  expect((await cli('request show', [number])).out).toContain('due 2027-02-02 (promised 2027-02-02)');
});

test('request show answers in JSON on request', async () => {
  const { number } = await use().settings.store.transaction((tx) => storeRequest(tx));
  const shown: unknown = JSON.parse((await cli('request show', [number], '', true)).out);
  expect(shown).toMatchObject({
    number,
    status: 'received',
    history: [{ type: 'opened' }, { type: 'looked_at', by: 'cli' }],
  });
});

test('request show says when there is no such request, and which number it wants', async () => {
  expect(await cli('request show', ['PB-2222-2222'])).toMatchObject({ code: 1, out: '' });
  expect(await cli('request show')).toMatchObject({
    code: 2,
    explained: expect.stringContaining('PB-XXXX-XXXX'),
  });
});

test('of an anonymised request, list and show tell what remains of it (R34)', async () => {
  const { settings, clock } = use();
  const closedAt = after(clock.now(), -20 * DAY);
  const { number } = await settings.store.transaction((tx) =>
    storeCase(tx, { right: 'erasure', end: 'answered', proven: true, closedAt }),
  );
  await purgePastTerm(settings, clock.now());
  const line = new RegExp(
    `^${number}  \\d{4}-\\d{2}  erasure  anonymised  answered in 5 days  on time  jouwweb$`,
    'm',
  );
  expect((await cli('request show', [number])).out).toMatch(line);
  expect((await cli('register list')).out).toMatch(line);
  const shown: unknown = JSON.parse((await cli('request show', [number], '', true)).out);
  expect(shown).toMatchObject({ number, status: 'anonymised', outcome: 'answered', daysUsed: 5 });
});

test('request open files the words of a customer at the counter, from the moment they were spoken', async () => {
  const received = new Date(use().clock.now().getTime() - 86_400_000);
  const input = JSON.stringify({
    words: 'Ik wil weten wat jullie van mij bewaren.',
    received: received.toISOString(),
  });
  const opened = await cli('request open', [], input);
  expect(opened).toMatchObject({ code: 0, out: expect.stringMatching(/^PB-\w{4}-\w{4}$/) });
  const [row] = await use().core.register.list(1);
  expect(row).toMatchObject({
    number: opened.out,
    right: 'access',
    channel: 'counter',
    receivedDay: amsterdamDay(received),
  });
  const listed = await cli('request list');
  expect(listed.out).toContain(opened.out);
  expect(listed.out).not.toContain('bewaren');
});

test('request open takes down right, proof and contact of a customer, in the name of who heard it', async () => {
  await cli('staff add', ['balie@example.nl']);
  const said = {
    words: 'Mevrouw wil dat haar gegevens weg zijn.',
    channel: 'phone',
    right: 'erasure',
    staff: 'balie@example.nl',
    name: 'Els Bos',
    email: 'els@example.nl',
    proof: 'call_back',
  };
  const opened = await cli('request open', [], JSON.stringify(said));
  expect(opened).toMatchObject({ code: 0, out: expect.stringMatching(/^PB-/) });
  const shown: unknown = JSON.parse((await cli('request show', [opened.out], '', true)).out);
  expect(shown).toMatchObject({ right: 'erasure', channel: 'phone', level: 3, email: 'els@example.nl' });
  const unknown = JSON.stringify({ ...said, staff: 'vreemd@example.nl' });
  expect(await cli('request open', [], unknown)).toMatchObject({ code: 1, out: '' });
  const nowhere = JSON.stringify({ ...said, email: '', proof: null });
  expect(await cli('request open', [], nowhere)).toMatchObject({
    code: 1,
    explained: expect.stringContaining('e-mail address or a post address'),
  });
});

test('request open refuses what is no request: no JSON, a time to come, words without a right', async () => {
  const tomorrow = new Date(use().clock.now().getTime() + 86_400_000).toISOString();
  const words = 'wat bewaren jullie van mij';
  for (const input of [
    '',
    'wat bewaren jullie',
    '{"word":"x"}',
    JSON.stringify({ words, received: 'gisteren' }),
  ])
    expect(await cli('request open', [], input), input).toMatchObject({ code: 2, out: '' });
  expect(await cli('request open', [], JSON.stringify({ words, received: tomorrow }))).toMatchObject({
    code: 2,
  });
  expect(
    await cli('request open', [], JSON.stringify({ words: 'Hoe laat gaan jullie open?' })),
  ).toMatchObject({ code: 1, out: '' });
});

test('the link of staff add works once', async () => {
  const added = await cli('staff add', ['Bram.Bakker@Example.nl']);
  expect(added.code).toBe(0);
  expect(added.out).toContain('bram.bakker@example.nl');
  const [, token = ''] = /\/balie\/aanmelden\/(\S+)/.exec(added.out) ?? [];
  const { signIn } = use().core;
  expect(await signIn.usable(token)).toBe(true);
  const [first, second] = await Promise.all([signIn.redeem(token), signIn.redeem(token)]);
  expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
  expect(await signIn.redeem(token)).toMatchObject({ refusal: { code: 'sign_in.link_used_or_expired' } });
  expect(await cli('staff add', ['geen adres'])).toMatchObject({ code: 2 });
  expect(await cli('staff add')).toMatchObject({ code: 2 });
});

test('register verify finds a changed and a removed row, past the guard of the database, and names the request', async () => {
  expect(await cli('register verify')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/whole: \d+ entries/),
  });
  const { sql, settings } = use();
  const request = await settings.store.transaction((tx) => storeRequest(tx, aRequest().searched().events));
  const where = (sequence: number) => `WHERE "requestId" = '${request.id}' AND "sequence" = ${sequence}`;
  const hour = `"at" = "at" + interval '1 hour'`;

  await expect(sql.query(`UPDATE "RequestEvent" SET ${hour} ${where(2)}`)).rejects.toThrow();
  await expect(sql.query(`DELETE FROM "RequestEvent" ${where(2)}`)).rejects.toThrow();
  await sql.query('ALTER TABLE "RequestEvent" DISABLE TRIGGER USER');
  await sql.query(`UPDATE "RequestEvent" SET ${hour} ${where(2)}`);
  const found = await cli('register verify');
  expect(found).toMatchObject({ code: 1, out: '' });
  expect(found.explained).toMatch(new RegExp(`${request.number}.*entry 2`));
  await sql.query(`UPDATE "RequestEvent" SET ${hour.replace('+', '-')} ${where(2)}`);
  expect((await cli('register verify')).code).toBe(0);
  await sql.query(`DELETE FROM "RequestEvent" ${where(request.state.sequence)}`);
  expect((await cli('register verify')).code).toBe(1);
  await sql.query('ALTER TABLE "RequestEvent" ENABLE TRIGGER USER');
});

test('register export writes every request as CSV or JSON, in a period, and notes who took it out', async () => {
  const { core, settings } = use();
  const refused: readonly RequestEvent[] = [
    ...aRequest().awaitingApproval('refusal').events,
    { type: 'refusal_prepared', ground: 'condition_missing', article: '17(1)' },
    { type: 'approved', letterId: 'letter-1', letterHash: 'hash-1', sendAt: AT.toISOString() },
    { type: 'sent', outcome: 'refused' },
  ];
  await settings.store.transaction((tx) => storeRequest(tx, refused));
  const csv = await cli('register export', ['csv']);
  const [head, ...lines] = csv.out.replace('\ufeff', '').trim().split('\r\n');
  expect(head).toBe(
    'number;right;status;received;channel;customerDue;staffDue;closed;daysUsed;onTime;extended;grounds;anonymised',
  );
  const listed = await core.register.list(10_000);
  expect(lines).toHaveLength(listed.length);
  expect(csv.out).toMatch(/^PB-\S+;erasure;answered;\d{4}-\d{2};;;;;5;true;;;true\r$/m);
  expect(csv.out).toMatch(/^PB-\S+;access;refused;.*;condition_missing 17\(1\);false\r$/m);
  const rows: unknown = JSON.parse((await cli('register export', [], '', true)).out);
  expect(rows).toHaveLength(listed.length);
  expect(rows).toContainEqual(expect.objectContaining({ status: 'answered', extended: false, onTime: true }));
  expect(JSON.parse((await cli('register export', ['json', '2019'])).out)).toEqual([]);
  expect(await cli('register export', ['2026-13'])).toMatchObject({ code: 2, out: '' });
  expect(await core.register.shopLooks(2)).toMatchObject([
    { name: 'cli', what: 'register_json', detail: '2019-01-01/2019-12-31' },
    { name: 'cli', what: 'register_json', detail: '2018-05-25/2100-12-31' },
  ]);
});

test('register dossier tells everything about one request, and of an anonymised one what remains', async () => {
  const { core, settings } = use();
  const letterId = newId();
  const events = aRequest()
    .awaitingApproval()
    .seen()
    .approved(AT)
    .sent()
    .events.map((event) => ('letterId' in event ? { ...event, letterId } : event));
  const { number } = await settings.store.transaction((tx) => storeRequest(tx, events));
  const parts: unknown = JSON.parse((await cli('register dossier', [number.toLowerCase()], '', true)).out);
  for (const part of [
    { part: 'request', number, words: 'Wat bewaren jullie van mij?', notice: 'test' },
    { part: 'dates', customerDue: '2026-12-02' },
    { part: 'step', type: 'proven' },
    { part: 'step', type: 'looked_at', by: 'cli', params: { what: 'dossier' } },
    { part: 'recipients' },
    { part: 'chain', entries: events.length + 1, fault: null },
  ])
    expect(parts).toContainEqual(expect.objectContaining(part));
  const page = await cli('register dossier', [number]);
  expect(page).toMatchObject({ code: 0, out: expect.stringMatching(/^<!doctype html>[\s\S]*<\/html>\n$/) });
  const ended = (await core.register.list(10_000)).find(({ status }) => status === 'anonymised');
  const left: unknown = JSON.parse((await cli('register dossier', [ended?.number ?? ''], '', true)).out);
  expect(left).toMatchObject([
    { part: 'remains', number: ended?.number, daysUsed: 5 },
    { part: 'chain', entries: 1, fault: null },
  ]);
  expect(await cli('register dossier', ['PB-2222-2222'])).toMatchObject({ code: 1, out: '' });
  expect(await cli('register dossier')).toMatchObject({ code: 2 });
});
