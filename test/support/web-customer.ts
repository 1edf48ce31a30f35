import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { visitorClient } from '../pages/visitor-client.ts';
import type { Ask } from './open-site.ts';
import { type CodeMails, codeIn } from './running-desk.ts';

const UPDATE = z.object({ lines: z.string(), choices: z.string(), purpose: z.string() });

export interface Reply {
  readonly status: number;
  /** What the desk and staff said in return, without markup, one line per message. */
  readonly said: string;
  /** As the page has it. */
  readonly markup: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}

export type WebCustomer = ReturnType<typeof webCustomer>;

/** Somebody at the web chat, over HTTP as the page's script does it: a cookie, a form number, an answer in JSON. */
export function webCustomer(site: string | Ask) {
  const client = visitorClient(site);
  let csrf: string | undefined;
  let last: Reply = { status: 0, said: '', markup: '', choices: [] };

  async function post(fields: Readonly<Record<string, string>>): Promise<Reply> {
    csrf ??= (await client.form('/', '/gesprek')).csrf ?? '';
    const marks = { csrf, nummer: randomUUID() };
    const response = await client.post('/gesprek', { ...marks, ...fields }, 'application/json');
    const body: unknown = await response.json();
    const update = UPDATE.safeParse(body);
    last = update.success
      ? { status: response.status, ...read(update.data.lines), choices: choicesIn(update.data.choices) }
      : { status: response.status, said: JSON.stringify(body), markup: '', choices: [] };
    return last;
  }

  const says = (tekst: string) => post({ tekst });
  const taps = (keuze: string) => post({ keuze });

  return {
    client,
    says,
    /** A choice by its id, offered or forged. */
    taps,
    post,
    /** Presses the button with this label. */
    async chooses(label: string): Promise<Reply> {
      const choice = last.choices.find((offered) => offered.label === label);
      if (choice === undefined) throw new Error(`not offered: ${label}`);
      return taps(choice.id);
    },
    async asksForACopy(words = 'wat bewaren jullie van mij'): Promise<string> {
      const asked = await says(words);
      const copy = asked.choices.find(({ id }) => id.startsWith('copy.'));
      if (copy === undefined) throw new Error(`no choice of a copy: ${asked.said}`);
      await taps(copy.id);
      return numberIn(asked.said);
    },
    givesIdentity: (naam: string, adres: string) => post({ naam, adres }),
    /** Asks, chooses the copy, and types the mailed code; answers with the request's number. */
    async provesMailbox(mails: CodeMails, name: string, address: string): Promise<string> {
      const number = await this.asksForACopy();
      const before = (await mails(address, 0)).length;
      await post({ naam: name, adres: address });
      await says(codeIn((await mails(address, before + 1))[0]));
      return number;
    },
    /** Everything that the page shows of the conversation, without markup. */
    async transcript(): Promise<string> {
      return textOf(await client.page('/'));
    },
  };
}

export function numberIn(said: string): string {
  const number = /PB-\w{4}-\w{4}/.exec(said)?.[0];
  if (number === undefined) throw new Error(`no number in: ${said}`);
  return number;
}

function read(markup: string): { readonly said: string; readonly markup: string } {
  const lines = markup.split('<div class="line ').filter((line) => /^(desk|staff)"/.test(line));
  return { said: lines.map((line) => textOf(`<div class="line ${line}`)).join('\n'), markup };
}

function choicesIn(markup: string): Reply['choices'] {
  const buttons = markup.matchAll(/name="keuze" value="([^"]*)"><span[^>]*>\d+<\/span> <span>([^<]*)</g);
  return [...buttons].map(([, id = '', label = '']) => ({ id, label: textOf(label) }));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export function textOf(markup: string): string {
  const words = markup.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
  return readEntities(words).replace(/\s+/g, ' ').trim();
}

export function readEntities(markup: string): string {
  return markup.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
