import type { Ask } from '../support/open-site.ts';

/**
 * A browser without a screen: keeps cookies, follows no redirect by itself, reads forms from pages. Of a site on
 * loopback or of one without a socket.
 */
export function visitorClient(site: string | Ask) {
  const send: Ask = typeof site === 'string' ? (path, init) => fetch(new URL(path, site), init) : site;
  const jar = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookies !== '') headers.set('Cookie', cookies);
    const response = await send(path, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.includes('Max-Age=0')) jar.delete(name);
      else jar.set(name, pair.slice(name.length + 1));
    }
    return response;
  }

  async function page(path: string): Promise<string> {
    return (await ask(path)).text();
  }

  return {
    ask,
    page,
    cookies: jar,
    /** The hidden fields of a page's form, as a browser would send them. */
    async form(path: string, action: string): Promise<Record<string, string>> {
      return hiddenFields(await page(path), action);
    },
    post(path: string, fields: Record<string, string>, accept = 'text/html'): Promise<Response> {
      return ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { Accept: accept } });
    },
  };
}

export function hiddenFields(markup: string, action: string): Record<string, string> {
  const form = markup.split('<form ').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, value]));
}
