import { newToken } from '../../src/core/kernel/ids.ts';
import type { Ask } from '../support/open-site.ts';
import { readEntities, textOf } from '../support/web-customer.ts';

export interface Page {
  readonly status: number;
  readonly html: string;
  /** Tags taken out, entities read, spaces single. */
  readonly words: string;
  readonly headers: Headers;
  readonly location: string;
}

export type DeskVisitor = ReturnType<typeof deskVisitor>;

/** A value that no session has. */
export const FOREIGN = newToken();

/** A browser without script at the desk: keeps cookies, follows nothing by itself, sends forms as the page made them. */
export function deskVisitor(ask: Ask, session?: string) {
  const cookies = new Map<string, string>(session === undefined ? [] : [['balie', session]]);

  async function send(path: string, init: RequestInit = {}): Promise<Page> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, 'sec-fetch-site': 'same-origin', ...Object(init.headers) };
    const response = await ask(path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const html = await response.text();
    const location = response.headers.get('location') ?? '';
    return { status: response.status, html, words: textOf(html), headers: response.headers, location };
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
    async submit(
      page: Page,
      action: string,
      fields: Readonly<Record<string, string | readonly string[]>> = {},
    ) {
      const body = new URLSearchParams(hiddenFields(page, action));
      for (const [name, value] of Object.entries(fields)) {
        body.delete(name);
        for (const one of [value].flat()) body.append(name, one);
      }
      return send(action, { method: 'POST', body });
    },
    async upload(
      page: Page,
      action: string,
      file: File,
      fields: Readonly<Record<string, string>> = {},
      name = 'file',
    ) {
      const body = new FormData();
      for (const [field, value] of [...hiddenFields(page, action), ...Object.entries(fields)])
        body.append(field, value);
      body.append(name, file);
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

/** The two pieces of a letter that staff may write, as they stand in the fields of its page. */
export function freeText(page: Page): { readonly opening: string; readonly closing: string } {
  const field = (name: string) => {
    const [, markup] = new RegExp(`<textarea id="${name}"[^>]*>\\n([^<]*)</textarea>`).exec(page.html) ?? [];
    if (markup === undefined) throw new Error(`no ${name} to write on the page: ${page.words}`);
    return readEntities(markup);
  };
  return { opening: field('opening'), closing: field('closing') };
}
