import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { visitorClient } from '../test/pages/visitor-client.ts';
import type { DiscordServer } from '../test/support/discord-server.ts';
import type { TelegramServer } from '../test/support/telegram-server.ts';
import type { TakenMail } from './soak-peers.ts';

/** How a message is brought: once, twice as after a lost acknowledgement, or cut off half-way and brought again. */
export type Delivery = 'once' | 'twice' | 'cut';

export interface SoakCustomers {
  readonly channel: 'web' | 'telegram' | 'discord' | 'email';
  /** Resolves when the desk has acknowledged it; what is not acknowledged is brought again. */
  says(customer: number, words: string, how: Delivery): Promise<void>;
  close?(): void;
}

export const WEBHOOK_SECRET = 'secret-of-the-soak';
const CUT_AFTER_MS = 4;
const AGAIN_MS = 150;
const TRIES = 400;

/** Telegram brings an update to the webhook until it is answered 200. */
export function telegramCustomers(telegram: TelegramServer, url: string): SoakCustomers {
  let last = 0;
  const met = new Set<number>();
  return {
    channel: 'telegram',
    async says(customer, words, how) {
      const id = 5_550_000 + customer;
      if (!met.has(id)) telegram.addUser(id, { name: 'Joke', languageCode: 'nl' });
      met.add(id);
      last += 1;
      const person = { id, first_name: 'Joke' };
      const update = {
        update_id: last,
        message: {
          message_id: 1_000_000 + last,
          date: Math.floor(Date.now() / 1000),
          chat: { ...person, type: 'private' },
          from: { ...person, is_bot: false, language_code: 'nl' },
          text: words,
        },
      };
      const headers = {
        'Content-Type': 'application/json',
        'X-Telegram-Bot-Api-Secret-Token': WEBHOOK_SECRET,
      };
      const bring = (cut: boolean) => post(`${url}/telegram`, JSON.stringify(update), headers, cut);
      await brought(how, bring);
    },
  };
}

/** People write in their direct messages; what the gateway could not bring is fetched by the desk itself. */
export function discordCustomers(discord: DiscordServer, count: number): SoakCustomers {
  const users = Array.from({ length: count }, (_, index) => discord.world.addUser(`klant${index}`));
  return {
    channel: 'discord',
    async says(customer, words, how) {
      const user = users[customer];
      if (user === undefined) throw new Error('no such customer');
      discord.writes(user, words);
      if (how === 'twice') discord.gateway.repeats('MESSAGE_CREATE');
      if (how === 'cut') discord.gateway.cut();
      // People write no faster than a gateway brings it (its own limit is 120 events a minute and session).
      await wait(1);
    },
  };
}

/** Browsers whose form bears a number, so that it can be sent again; each of a network of its own. */
export function webCustomers(url: string): SoakCustomers {
  const browsers = new Map<number, Promise<{ readonly csrf: string; readonly cookie: string }>>();
  async function open(customer: number) {
    const headers = { 'X-Forwarded-For': network(customer) };
    const client = visitorClient((path, init) =>
      fetch(new URL(path, url), {
        ...init,
        headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers },
      }),
    );
    for (let tries = 0; tries < TRIES; tries += 1) {
      const form = await client.form('/', '/gesprek').catch(() => undefined);
      const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      if (form?.csrf !== undefined && cookie !== '') return { csrf: form.csrf, cookie };
      await wait(AGAIN_MS);
    }
    throw new Error('the page does not open');
  }
  return {
    channel: 'web',
    async says(customer, words, how) {
      const opening = browsers.get(customer) ?? open(customer);
      browsers.set(customer, opening);
      const { csrf, cookie } = await opening;
      const body = new URLSearchParams({ csrf, nummer: randomUUID(), tekst: words }).toString();
      const headers = {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Forwarded-For': network(customer),
        Accept: 'application/json',
        Cookie: cookie,
      };
      await brought(how, (cut) => post(`${url}/gesprek`, body, headers, cut));
    },
  };
}

/**
 * The shop's mail server forwards a mail until it was taken. A new question is of another address, for one address has one
 * automatic answer an hour (docs/limits.md); every second mail answers one of the desk's, where there is one in `mailbox`.
 */
export function mailCustomers(
  port: number,
  mailbox: readonly TakenMail[],
): SoakCustomers & { readonly answers: () => number } {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
  });
  let count = 0;
  let answers = 0;
  const turns = new Map<number, number>();
  return {
    channel: 'email',
    answers: () => answers,
    async says(customer, words, how) {
      count += 1;
      const turn = (turns.get(customer) ?? 0) + 1;
      turns.set(customer, turn);
      const received =
        turn % 2 === 0 ? mailbox.findLast(({ to }) => to.startsWith(`klant${customer}.`)) : undefined;
      if (received !== undefined) answers += 1;
      const from = received?.to ?? `klant${customer}.${count}@example.com`;
      const to = received?.replyTo ?? 'privacy@example.nl';
      const mail = {
        from,
        to,
        subject: received === undefined ? 'Vraag' : 'Re: Vraag',
        text: words,
        messageId: `<${randomUUID()}@example.com>`,
        ...(received === undefined ? {} : { inReplyTo: received.messageId }),
        envelope: { from, to },
      };
      const send = () =>
        transport.sendMail(mail).then(
          () => true,
          () => false,
        );
      await brought(how === 'cut' ? 'twice' : how, send);
    },
    close: () => transport.close(),
  };
}

function network(customer: number): string {
  return `198.18.${Math.floor(customer / 250)}.${(customer % 250) + 1}`;
}

async function brought(how: Delivery, bring: (cut: boolean) => Promise<boolean>): Promise<void> {
  if (how === 'cut') await bring(true);
  if (how === 'twice') await Promise.all([untilTaken(bring), untilTaken(bring)]);
  else await untilTaken(bring);
}

async function untilTaken(bring: (cut: boolean) => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (await bring(false)) return;
    await wait(AGAIN_MS);
  }
  throw new Error(`not taken in ${TRIES} tries`);
}

/** Whether it was acknowledged. `cut`: the connection breaks off before anybody knows. */
function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  cut: boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const length = { 'Content-Length': Buffer.byteLength(body) };
    const posting = request(url, { method: 'POST', headers: { ...headers, ...length } }, (response) => {
      response.resume();
      response.once('end', () => resolve((response.statusCode ?? 500) < 300));
      response.once('error', () => resolve(false));
    });
    posting.once('error', () => resolve(false));
    if (cut) setTimeout(() => posting.destroy(), CUT_AFTER_MS);
    posting.end(body);
  });
}
