import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/core/kernel/clock.ts';
import { hiddenFields, visitorClient } from '../pages/visitor-client.ts';
import {
  codeIn,
  type DeskUnderTest,
  eventually,
  movableClock,
  startTestDesk,
} from '../support/running-desk.ts';
import { textOf, type WebCustomer, webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const RIGHT = /klopt\. We gaan nu aan de slag/;

const clock = movableClock();
let desk: DeskUnderTest;
let sql: Client;

beforeAll(async () => {
  desk = await startTestDesk({}, { clock });
  sql = new Client(desk);
  await sql.connect();
});

// the limits of the day before are over
beforeEach(() => clock.advance(DAY + MINUTE));

afterAll(async () => {
  await sql?.end();
  await desk?.stop();
});

/** Another wish in a conversation of its own, with its first code mailed to this address. */
async function asks(address = SANNE): Promise<{ customer: WebCustomer; number: string; code: string }> {
  const customer = webCustomer(desk.url);
  const number = await customer.asksForACopy();
  const code = await mailedBy(address, () => customer.givesIdentity('Sanne de Vries', address));
  return { customer, number, code };
}

/** The code of the mail that this brings. */
async function mailedBy(address: string, act: () => Promise<unknown>): Promise<string> {
  const before = (await desk.mails(address, 0)).length;
  await act();
  // mails of one instant have no order
  clock.advance(SECOND);
  const [mail] = await desk.mails(address, before + 1);
  await eventually(nothingQueued, 'the code counts from when the mail server took the mail');
  return codeIn(mail);
}

async function nothingQueued(): Promise<true | undefined> {
  const { rows } = await sql.query(`SELECT 1 FROM "OutboundMail" WHERE "status" = 'queued'`);
  return rows.length === 0 ? true : undefined;
}

async function status(number: string) {
  return (await desk.core().register.byNumber(number, { via: 'cli', name: 'test' }))?.status;
}

/** By the log, in which a mail stands as soon as it is queued. */
async function codesMailed(number: string): Promise<number> {
  const { history = [] } = (await desk.core().register.byNumber(number, { via: 'cli', name: 'test' })) ?? {};
  return history.filter(({ type }) => type === 'code_mailed').length;
}

async function tasks(kind: string) {
  return (await desk.core().desk.tasks('open')).filter((task) => task.kind === kind);
}

function otherThan(...codes: readonly string[]): string {
  const free = ['123123', '321321', '456456', '654654'].find((code) => !codes.includes(code));
  return free ?? '';
}

test('fifteen wrong codes end the guessing, also with the right one: a calm explanation, and a person', async () => {
  const { customer, number, code } = await asks();
  const wrong = otherThan(code);
  for (let guess = 1; guess <= 15; guess += 1)
    expect((await customer.says(wrong)).said).toMatch(/code klopt niet/);
  const people = (await tasks('human_wanted')).length;
  const { said, choices } = await customer.says(code);
  expect(said).toMatch(/lukt het nu even niet.*Uw verzoek blijft gewoon staan.*medewerker gevraagd/s);
  expect(choices.map(({ label }) => label)).toContain('Een medewerker');
  expect(await tasks('human_wanted')).toHaveLength(people + 1);
  expect(await status(number)).toBe('awaiting_identity');
  expect((await customer.says('hoe staat het met mijn verzoek')).said).toContain(number);
});

test('when the guesses are up no further code is mailed, for it could not be used', async () => {
  const { customer, code, number } = await asks();
  const second = await mailedBy(SANNE, () => customer.taps('resend'));
  for (let guess = 1; guess <= 15; guess += 1) await customer.says(otherThan(code, second));
  expect((await customer.taps('resend')).said).toMatch(/lukt het nu even niet/);
  expect((await customer.says('sanne@example.org')).said).toMatch(/lukt het nu even niet/);
  expect(await codesMailed(number)).toBe(2);
});

test('a fourth code for one request is refused kindly, and the third one still works', async () => {
  const { customer, number } = await asks();
  await mailedBy(SANNE, () => customer.taps('resend'));
  const third = await mailedBy(SANNE, () => customer.taps('resend'));
  expect((await customer.taps('resend')).said).toMatch(/sturen er voorlopig geen meer/);
  expect(await codesMailed(number)).toBe(3);
  expect((await customer.says(third)).said).toMatch(RIGHT);
});

test('a sixth code to one address on one day is refused, whoever asks: a stranger is not flooded', async () => {
  const address = 'fleur.jansen@example.com';
  for (let wish = 1; wish <= 5; wish += 1) await asks(address);
  const customer = webCustomer(desk.url);
  const number = await customer.asksForACopy();
  expect((await customer.givesIdentity('Fleur', address)).said).toMatch(/sturen er voorlopig geen meer/);
  expect(await codesMailed(number)).toBe(0);
  clock.advance(DAY);
  await asks(address);
});

test('the two latest codes count, an older one does not', async () => {
  const { customer, code: first } = await asks();
  const second = await mailedBy(SANNE, () => customer.taps('resend'));
  const third = await mailedBy(SANNE, () => customer.taps('resend'));
  expect(new Set([first, second, third]).size).toBe(3);
  expect((await customer.says(first)).said).toMatch(/code klopt niet/);
  expect((await customer.says(second)).said).toMatch(RIGHT);
});

test('a code works in the conversation that asked for it only', async () => {
  const one = await asks();
  const two = await asks();
  expect((await two.customer.says(one.code)).said).toMatch(one.code === two.code ? RIGHT : /code klopt niet/);
  expect((await one.customer.says(one.code)).said).toMatch(RIGHT);
});

test('a code works once, and is worth nothing afterwards', async () => {
  const { customer, code, number } = await asks();
  expect((await customer.says(code)).said).toMatch(RIGHT);
  expect((await customer.says(code)).said).not.toMatch(RIGHT);
  const { history = [] } = (await desk.core().register.byNumber(number, { via: 'cli', name: 'test' })) ?? {};
  expect(history.filter(({ type }) => type === 'proven')).toHaveLength(1);
});

test('a code is valid for 30 minutes and no longer; a new one goes on', async () => {
  const early = await asks();
  clock.advance(29 * MINUTE);
  expect((await early.customer.says(early.code)).said).toMatch(RIGHT);
  const late = await asks();
  clock.advance(31 * MINUTE);
  expect((await late.customer.says(late.code)).said).toMatch(/verlopen.*30 minuten/s);
  const fresh = await mailedBy(SANNE, () => late.customer.taps('resend'));
  expect((await late.customer.says(fresh)).said).toMatch(RIGHT);
});

test('spaces and dashes in a code do not matter, and the wrong number of digits costs no guess', async () => {
  const { customer, code } = await asks();
  for (const words of ['12345', '1234567']) expect((await customer.says(words)).said).toMatch(/zes cijfers/);
  expect((await customer.says(`${code.slice(0, 3)}-${code.slice(3)}`)).said).toMatch(RIGHT);
});

describe('"dit was ik niet"', () => {
  const confirmPath = (text: string) => /\/bevestig\/[\w-]+/.exec(text)?.[0] ?? '';

  test('looking changes nothing: a mail scanner may open the link as often as it likes', async () => {
    const { customer, code } = await asks();
    const [mail] = await desk.mails(SANNE, 1);
    const path = confirmPath(mail?.text ?? '');
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await fetch(new URL(path, desk.url), { method })).status).toBe(200);
    expect(await tasks('not_me')).toEqual([]);
    expect((await customer.says(code)).said).toMatch(RIGHT);
  });

  test('the button makes the code worthless and gives staff work, without telling whose it was', async () => {
    const { customer, code, number } = await asks();
    const [mail] = await desk.mails(SANNE, 1);
    const path = confirmPath(mail?.text ?? '');
    const owner = visitorClient(desk.url);
    const page = await owner.page(path);
    expect(textOf(page)).not.toMatch(/Sanne|PB-/);
    expect((await owner.post(path, { csrf: 'forged' })).status).toBe(403);
    expect(await tasks('not_me')).toEqual([]);
    const reported = await owner.post(path, hiddenFields(page, path));
    expect(reported.status).toBe(200);
    expect(await tasks('not_me')).toMatchObject([{ number }]);
    expect((await customer.says(code)).said).not.toMatch(RIGHT);
    expect(await status(number)).toBe('awaiting_identity');
    await owner.post(path, hiddenFields(page, path));
    expect(await tasks('not_me')).toHaveLength(1);
  });

  test('a link of nobody says so, and is the same for every guess', async () => {
    const visitor = visitorClient(desk.url);
    for (const token of ['a'.repeat(43), 'x', '..%2f..%2fetc', 'a'.repeat(500)])
      expect((await visitor.ask(`/bevestig/${token}`)).status, token).toBe(404);
  });
});
