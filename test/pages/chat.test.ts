import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CODE, memoryCore, NUMBER } from './memory-core.ts';
import { type Site, startSite } from './start-site.ts';
import { hiddenFields, visitorClient } from './visitor-client.ts';

let core: ReturnType<typeof memoryCore>;
let site: Site;
let visitor: ReturnType<typeof visitorClient>;

beforeEach(async () => {
  core = memoryCore(() => new Date());
  site = await startSite(core);
  visitor = visitorClient(site.url);
});
afterEach(() => site.close());

async function says(fields: Record<string, string>): Promise<Response> {
  return visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), ...fields });
}

describe('the customer’s page', () => {
  it('tells who reads along before the first field (R1)', async () => {
    const page = await visitor.page('/');
    const notice = page.indexOf('computerprogramma');
    expect(notice).toBeGreaterThan(0);
    expect(notice).toBeLessThan(page.indexOf('<textarea'));
    expect(page).toContain('/privacy#balie');
  });

  it('names an address for who would rather mail, before a request opens (R39)', async () => {
    expect(await visitor.page('/')).toContain('Schrijf naar info@iksmelt.com');
  });

  it('speaks English when that is chosen, and remembers it', async () => {
    expect(await visitor.page('/?taal=en')).toContain('<html lang="en">');
    expect(await visitor.page('/privacy')).toContain('<html lang="en">');
  });

  it('puts an example question into the field and sends nothing', async () => {
    expect(await visitor.page('/?vraag=1')).toMatch(
      /<textarea[^>]*>Wat bewaren jullie van mij\?<\/textarea>/,
    );
    expect(core.messages()).toEqual([]);
  });

  it('is kept by no browser and no proxy, and tells no other site where it was', async () => {
    const { headers } = await visitor.ask('/');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('keeps its session where no script and no other site reaches it', async () => {
    const [cookie = ''] = (await visitor.ask('/')).headers.getSetCookie();
    expect(cookie).toMatch(/^gesprek=/);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Max-Age=86400');
  });
});

describe('a conversation without a script', () => {
  it('comes back with the answer after each message', async () => {
    const sent = await says({ tekst: 'Wat bewaren jullie van mij?' });
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe('/#bericht-1');
    const page = await visitor.page('/');
    expect(page).toContain('Wat bewaren jullie van mij?');
    expect(page).toContain(`Bewaar dit nummer: ${NUMBER}`);
  });

  it('goes from question to proven mailbox with buttons, fields and a code with spaces', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    await says({ keuze: `copy.${NUMBER}` });
    expect(await visitor.page('/')).toMatch(/name="adres"[^>]*autocomplete="email"/);
    await says({ naam: 'Sanne de Vries', adres: 'sanne@example.nl' });
    expect(await visitor.page('/')).toMatch(/inputmode="numeric" autocomplete="one-time-code"/);
    await says({ tekst: '123 456' });
    expect(core.messages().at(-1)).toMatchObject({ message: { kind: 'proven' } });
    expect(await visitor.page('/')).not.toContain('one-time-code');
  });

  it('takes the number of a choice as the choice that the page shows under it', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    await says({ tekst: '1' });
    expect(core.messages().at(-2)).toMatchObject({ text: `[copy.${NUMBER}]` });
  });

  it('takes the same form twice as one message', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wat bewaren jullie?',
    };
    expect((await visitor.post('/gesprek', form)).status).toBe(303);
    expect((await visitor.post('/gesprek', form)).status).toBe(303);
    expect(core.messages().filter((entry) => entry.from === 'customer')).toHaveLength(1);
  });

  it('asks for words when there are none, and says it at the field', async () => {
    const empty = await says({ tekst: '  ' });
    expect(empty.status).toBe(422);
    const page = await empty.text();
    expect(page).toMatch(/id="tekst-fout" role="alert">Typ eerst een bericht/);
    expect(page).toMatch(/aria-describedby="tekst-hulp tekst-fout" aria-invalid="true"/);
  });

  it.each(['<script>alert(1)</script>', '<b>vet</b>', '[x](https://example.com)', '"><img src=x>', '&lt;'])(
    'shows %s as it was typed',
    async (typed) => {
      await says({ tekst: typed });
      const escaped = typed
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
      expect(await visitor.page('/')).toContain(`<p class="words" dir="auto">${escaped}</p>`);
    },
  );
});

describe('a conversation with the page’s script', () => {
  it('has the reply in the answer to its post', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wat bewaren jullie?',
      na: '0',
    };
    const answer = await readUpdate(await visitor.post('/gesprek', form, 'application/json'));
    expect(answer.lines).toContain(`Bewaar dit nummer: ${NUMBER}`);
    expect(answer.choices).toContain(`value="copy.${NUMBER}"`);
    expect(answer).toMatchObject({ purpose: 'text', last: 5 });
    expect(answer.messageId).not.toBe(form.nummer);
  });

  it('gets only what it does not show yet', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'sanne@example.nl',
      na: '5',
    };
    const answer = await readUpdate(await visitor.post('/gesprek', form, 'application/json'));
    expect(answer.lines.match(/id="bericht-\d+"/g)).toEqual(['id="bericht-6"', 'id="bericht-7"']);
    expect(answer.asked).toContain('one-time-code');
  });

  it('hears of what comes by itself, and lets go when it leaves', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    const leave = new AbortController();
    const stream = await visitor.ask('/gesprek/stroom?na=5', { signal: leave.signal });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    core.pushes({ kind: 'staff_text', text: 'Dag Sanne', signedBy: 'Chantal' });
    const event = await readUntil(stream, 'Dag Sanne');
    expect(event).toContain('id: 6');
    leave.abort();
    await core.noListeners();
    expect(core.listeners()).toBe(0);
  });

  it('begins where it was when the connection was lost', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    const stream = await visitor.ask('/gesprek/stroom?na=0', { headers: { 'Last-Event-ID': '4' } });
    const event = await readUntil(stream, 'data: ');
    expect(event).toContain('bericht-5');
    expect(event).not.toContain('bericht-4');
    await stream.body?.cancel();
  });

  it('is told that the server stops, so that it comes back by itself', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    const stream = await visitor.ask('/gesprek/stroom?na=5');
    const closing = site.close();
    expect(await stream.text()).toBe('retry: 3000\n\n');
    await closing;
    site = await startSite(core);
  });

  it('gets no stream without a session', async () => {
    expect((await visitorClient(site.url).ask('/gesprek/stroom')).status).toBe(204);
  });
});

describe('what goes wrong', () => {
  it('a message that could not be stored is given back under its own number', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wis alles van mij',
    };
    core.goesAway();
    const failed = await visitor.post('/gesprek', form);
    expect(failed.status).toBe(503);
    const page = await failed.text();
    expect(page).toContain('>Wis alles van mij</textarea>');
    expect(hiddenFields(page, '/gesprek')).toEqual({ csrf: form.csrf, nummer: form.nummer });
    core.comesBack();
    await visitor.post('/gesprek', form);
    expect(core.messages()[0]).toMatchObject({ text: 'Wis alles van mij' });
    expect(site.failures).toHaveLength(1);
  });

  it('a form of another site does nothing', async () => {
    await visitor.page('/');
    const forged = { csrf: 'x'.repeat(64), nummer: 'number-of-a-forger', tekst: 'Wis alles' };
    expect((await visitor.post('/gesprek', forged)).status).toBe(403);
    expect(core.messages()).toEqual([]);
  });

  it('a session that has ended gives the text back in a new one', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wat bewaren jullie?',
    };
    visitor.cookies.clear();
    const page = await (await visitor.post('/gesprek', form)).text();
    expect(page).toContain('>Wat bewaren jullie?</textarea>');
    expect(page).toContain('Verstuur hem opnieuw.');
    expect(hiddenFields(page, '/gesprek').csrf).not.toBe(form.csrf);
  });

  it('a post that is too large is refused with a page that says so', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'x'.repeat(700_000),
    };
    const refused = await visitor.post('/gesprek', form);
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('Dat is te groot');
  });

  it('a text of 100 kB is taken and answered in words', async () => {
    await says({ tekst: 'é'.repeat(50_000) });
    expect(core.messages().at(-1)).toMatchObject({ message: { kind: 'too_long' } });
  });

  it.each(['text/plain', 'application/json', 'multipart/form-data'])(
    'a body of %s is no form of ours',
    async (type) => {
      await visitor.page('/');
      const body = '{"tekst":"x"}';
      const answer = await visitor.ask('/gesprek', {
        method: 'POST',
        body,
        headers: { 'Content-Type': type },
      });
      expect(answer.status).toBe(403);
      expect(core.messages()).toEqual([]);
    },
  );
});

describe('the next user of the same computer', () => {
  it('sees nothing of a conversation that was finished', async () => {
    await says({ tekst: 'Ik ben Sanne en wil weten wat jullie bewaren' });
    const finished = await visitor.post('/gesprek/klaar', await visitor.form('/', '/gesprek/klaar'));
    expect(finished.headers.get('location')).toBe('/gesprek/klaar');
    expect(await visitor.page('/gesprek/klaar')).toContain(
      'Op dit apparaat is van uw gesprek niets meer te zien',
    );
    expect(await visitor.page('/')).not.toContain('Sanne');
  });

  it('gets a conversation of their own', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    await visitor.post('/gesprek/klaar', await visitor.form('/', '/gesprek/klaar'));
    await says({ tekst: 'Wat bewaren jullie?' });
    expect(core.conversations()).toHaveLength(2);
  });

  it('cannot be made to finish by another site', async () => {
    await says({ tekst: 'Wat bewaren jullie?' });
    await visitor.post('/gesprek/klaar', { csrf: 'x' });
    expect(await visitor.page('/')).toContain(NUMBER);
  });
});

describe('what is kept', () => {
  it('is the number, the way back and the words, on one page to print', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    await says({ tekst: CODE });
    const page = await visitor.page('/gesprek/bewaren');
    expect(page).toContain(`<p class="number">${NUMBER}</p>`);
    expect(page).toContain('tot 24 uur na uw laatste bezoek');
    expect(page).not.toContain(`Ga naar ${site.url}`);
    expect(page).toContain('Wat bewaren jullie van mij?');
  });

  it('is nothing for who has no conversation here', async () => {
    const stranger = await visitorClient(site.url).ask('/gesprek/bewaren');
    expect(stranger.headers.get('location')).toBe('/');
  });
});

const update = z.object({
  lines: z.string(),
  choices: z.string(),
  asked: z.string(),
  purpose: z.string(),
  last: z.number(),
  messageId: z.string(),
});

async function readUpdate(response: Response): Promise<z.infer<typeof update>> {
  return update.parse(await response.json());
}

async function readUntil(response: Response, words: string): Promise<string> {
  const decoder = new TextDecoder();
  let read = '';
  const reader = response.body?.getReader();
  while (reader !== undefined && !read.includes(words)) {
    const { done, value } = await reader.read();
    if (done) break;
    read += decoder.decode(value, { stream: true });
  }
  reader?.releaseLock();
  return read;
}
