import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import deadlineTexts from '../../locales/nl/deadline.json' with { type: 'json' };
import type { StaffMember } from '../../src/core/application/core-api.ts';
import { dayOff } from '../../src/core/deadline/previous-workday.ts';
import { keyedHash, sameHash } from '../../src/core/kernel/digest.ts';
import { newToken } from '../../src/core/kernel/ids.ts';
import { explainDeadline } from '../../src/core/text/explain-deadline.ts';
import { createDesk } from '../../src/desk/create-desk.ts';
import type { DeskTools } from '../../src/desk/frame/desk-tools.ts';
import { memoryDesk, type normalWeek } from './memory-desk.ts';

export const MONDAY = new Date('2026-11-23T09:00:00Z');

/** The desk on loopback over the memory port; `visitor` is a browser without script. */
export async function startDesk(
  given: { readonly week?: ReturnType<typeof normalWeek>; readonly tools?: Partial<DeskTools> } = {},
) {
  let now = MONDAY;
  const memory = memoryDesk(() => now, given.week);
  const reported: unknown[] = [];
  const key = Buffer.from('a key of the tests, 32 bytes long');
  const tools: DeskTools = {
    clock: { now: () => now },
    language: 'nl',
    demo: true,
    secureCookies: false,
    csrf: {
      token: (binding) => keyedHash(key, 'desk-form', binding),
      accepts: (binding, token) => sameHash(keyedHash(key, 'desk-form', binding), token),
    },
    explainDeadline: (steps, language) => explainDeadline(steps, language, deadlineTexts),
    isWorkday: (day, closingDays) => dayOff(day, closingDays) === undefined,
    report: (error) => reported.push(error),
    ...given.tools,
  };
  const app = new Hono().route('/balie', createDesk(memory.core, tools));
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((listening) => server.once('listening', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the desk has no port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    memory,
    url,
    reported,
    visitor: (member?: StaffMember) => visitor(url, member && memory.session(member)),
    timePasses: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds);
    },
    stop: () => new Promise((closed) => server.close(closed)),
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

export interface Page {
  readonly status: number;
  readonly html: string;
  /** Tags taken out, entities read, spaces single. */
  readonly words: string;
  readonly headers: Headers;
  readonly location: string;
}

/** Keeps cookies, follows nothing by itself, sends forms as the page made them. */
function visitor(url: string, session: string | undefined) {
  const cookies = new Map<string, string>(session === undefined ? [] : [['balie', session]]);

  async function send(path: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...Object(init.headers) };
    const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    const location = response.headers.get('location') ?? '';
    return { status: response.status, html, words: wordsOf(html), headers: response.headers, location };
  }

  return {
    cookies,
    get: (path: string) => send(path),
    /** Posts fields as they are: without a token unless given. */
    post: (
      path: string,
      fields: Record<string, string> | URLSearchParams,
      headers: Record<string, string> = {},
    ) => send(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    send,
    /** Fills in the form with this action on a page and sends it, hidden fields included. */
    async submit(page: Page, action: string, fields: Record<string, string> = {}) {
      const body = new URLSearchParams(hiddenFields(page, action));
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return send(action, { method: 'POST', body });
    },
    async upload(page: Page, action: string, file: File) {
      const body = new FormData();
      for (const [name, value] of hiddenFields(page, action)) body.append(name, value);
      body.append('file', file);
      return send(action, { method: 'POST', body });
    },
  };
}

export function hiddenFields(page: Page, action: string): [string, string][] {
  const form = page.html.split('<form').find((part) => part.includes(`action="${action}"`));
  if (form === undefined) throw new Error(`no form for ${action} on the page: ${page.words}`);
  const inside = form.split('</form>')[0] ?? '';
  return [...inside.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ]);
}

function wordsOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A value that no session has. */
export const FOREIGN = newToken();
