import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TranscriptEntry } from '../../src/core/application/core-api.ts';
import { HOUR, MINUTE } from '../../src/core/kernel/clock.ts';
import { cardOf } from '../support/core-customer.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { codeIn } from '../support/running-desk.ts';
import { useCore } from '../support/use-core.ts';
import { numberIn } from '../support/web-customer.ts';
import { workOff } from '../support/work-off.ts';
import { hiddenFields, visitorClient } from './visitor-client.ts';

const use = useCore();
let site: OpenSite;
let by: Member;
let visitor: ReturnType<typeof visitorClient>;

beforeAll(async () => {
  site = await openSite(use());
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
});
beforeEach(() => {
  visitor = visitorClient(site.ask);
});

/** The visitor's conversation as it is stored; the cookie holds its key readable. */
async function stored(): Promise<readonly TranscriptEntry[]> {
  const [key = ''] = (visitor.cookies.get('gesprek') ?? '').split('.');
  return use().core.transcripts.read('web', Buffer.from(key, 'base64url').toString(), 0);
}

const typed = async () =>
  (await stored()).flatMap((entry) => (entry.from === 'customer' ? [entry.text] : []));

async function number(): Promise<string> {
  return numberIn(await visitor.page('/gesprek/bewaren'));
}

/** A member of staff answers in the visitor's conversation. */
async function staffSays(text: string): Promise<void> {
  const { conversationId } = await cardOf(use(), await number());
  await use().core.desk.answerConversation(conversationId, text, by);
}

/** The code that was mailed to this address, in two groups as the mail shows it. */
async function mailedCode(address: string): Promise<string> {
  await workOff(use());
  const code = codeIn((await use().core.desk.caughtMail(50)).find(({ to }) => to === address));
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

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
    expect(await stored()).toEqual([]);
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
    expect(page).toMatch(/Bewaar dit nummer: PB-\w{4}-\w{4}/);
  });

  it('goes from question to proven mailbox with buttons, fields and a code with spaces', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    await says({ keuze: `copy.${await number()}` });
    expect(await visitor.page('/')).toMatch(/name="adres"[^>]*autocomplete="email"/);
    await says({ naam: 'Sanne de Vries', adres: 'sanne@example.nl' });
    expect(await visitor.page('/')).toMatch(/inputmode="numeric" autocomplete="one-time-code"/);
    await says({ tekst: await mailedCode('sanne@example.nl') });
    expect((await stored()).at(-1)).toMatchObject({ message: { kind: 'proven' } });
    expect(await visitor.page('/')).not.toContain('one-time-code');
  });

  it('takes the number of a choice as the choice that the page shows under it', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    await says({ tekst: '1' });
    expect((await typed()).at(-1)).toBe(`[copy.${await number()}]`);
  });

  it('takes the same form twice as one message', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wat bewaren jullie van mij?',
    };
    expect((await visitor.post('/gesprek', form)).status).toBe(303);
    expect((await visitor.post('/gesprek', form)).status).toBe(303);
    expect(await typed()).toEqual(['Wat bewaren jullie van mij?']);
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
    async (words) => {
      await says({ tekst: words });
      const escaped = words
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
      tekst: 'Wat bewaren jullie van mij?',
      na: '0',
    };
    const answer = await readUpdate(await visitor.post('/gesprek', form, 'application/json'));
    const kept = numberIn(answer.lines);
    expect(answer.lines).toContain(`Bewaar dit nummer: ${kept}`);
    expect(answer.choices).toContain(`value="copy.${kept}"`);
    expect(answer).toMatchObject({ purpose: 'text', last: 5 });
    expect(answer.messageId).not.toBe(form.nummer);
  });

  it('gets only what it does not show yet', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      keuze: `copy.${await number()}`,
      na: '5',
    };
    const answer = await readUpdate(await visitor.post('/gesprek', form, 'application/json'));
    expect(answer.lines.match(/id="bericht-\d+"/g)).toEqual(['id="bericht-6"', 'id="bericht-7"']);
    expect(answer.asked).toContain('name="adres"');
  });

  it('hears of what comes by itself, and nothing is written to who has left', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const left = await visitor.ask('/gesprek/stroom?na=5');
    const stream = await visitor.ask('/gesprek/stroom?na=5');
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    await left.body?.cancel();
    // To write into a stream that was left is an error, and nobody would catch it.
    await staffSays('Dag Sanne');
    const event = await readUntil(stream, 'Dag Sanne');
    expect(event).toContain('id: 7');
    await stream.body?.cancel();
  });

  it('begins where it was when the connection was lost', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const stream = await visitor.ask('/gesprek/stroom?na=0', { headers: { 'Last-Event-ID': '4' } });
    const event = await readUntil(stream, 'data: ');
    expect(event).toContain('bericht-5');
    expect(event).not.toContain('bericht-4');
    await stream.body?.cancel();
  });

  it('is told that the server stops, so that it comes back by itself', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const stopping = await openSite(use());
    const stream = await stopping.ask('/gesprek/stroom?na=5', {
      headers: { Cookie: `gesprek=${visitor.cookies.get('gesprek')}` },
    });
    stopping.stop();
    expect(await stream.text()).toBe('retry: 3000\n\n');
  });

  it('ends with its session: a day after the last page there is nothing to see or to hear (R35)', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    use().clock.advance(24 * HOUR - MINUTE);
    expect(await visitor.page('/gesprek/bewaren')).toContain('Wat bewaren jullie van mij?');
    use().clock.advance(2 * MINUTE);
    expect((await visitor.ask('/gesprek/bewaren')).status).toBe(303);
    expect((await visitor.ask('/gesprek/stroom?na=0')).status).toBe(204);
    expect(await visitor.page('/')).not.toContain('Wat bewaren jullie van mij?</p>');
  });

  it('gets no stream without a session', async () => {
    expect((await visitorClient(site.ask).ask('/gesprek/stroom')).status).toBe(204);
  });
});

describe('what goes wrong', () => {
  it('a message that could not be stored is given back under its own number', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wis alles van mij',
    };
    const failed = await use().whileAway(() => visitor.post('/gesprek', form));
    expect(failed.status).toBe(503);
    const page = await failed.text();
    expect(page).toContain('>Wis alles van mij</textarea>');
    expect(hiddenFields(page, '/gesprek')).toEqual({ csrf: form.csrf, nummer: form.nummer });
    await visitor.post('/gesprek', form);
    expect(await typed()).toEqual(['Wis alles van mij']);
    expect(site.failures()).toHaveLength(1);
    expect(site.failures().join()).not.toContain('Wis alles');
  });

  it('a form of another site does nothing', async () => {
    await visitor.page('/');
    const forged = { csrf: 'x'.repeat(64), nummer: 'number-of-a-forger', tekst: 'Wis alles' };
    expect((await visitor.post('/gesprek', forged)).status).toBe(403);
    expect(await stored()).toEqual([]);
  });

  it('a session that has ended gives the text back in a new one', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'Wat bewaren jullie van mij?',
    };
    visitor.cookies.clear();
    const page = await (await visitor.post('/gesprek', form)).text();
    expect(page).toContain('>Wat bewaren jullie van mij?</textarea>');
    expect(page).toContain('Verstuur hem opnieuw.');
    expect(hiddenFields(page, '/gesprek').csrf).not.toBe(form.csrf);
  });

  it('a post that is too large is refused with a page that says so', async () => {
    const form: Record<string, string> = {
      ...(await visitor.form('/', '/gesprek')),
      tekst: 'x'.repeat(700_000),
    };
    const body = new URLSearchParams(form);
    const refused = await visitor.ask('/gesprek', { method: 'POST', body });
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('Dat is te groot');
  });

  it('a text of 100 kB is taken and answered in words', async () => {
    await says({ tekst: 'é'.repeat(50_000) });
    expect((await stored()).at(-1)).toMatchObject({ message: { kind: 'too_long' } });
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
      expect(await stored()).toEqual([]);
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
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const before = await number();
    await visitor.post('/gesprek/klaar', await visitor.form('/', '/gesprek/klaar'));
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    expect(await number()).not.toBe(before);
  });

  it('cannot be made to finish by another site', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const kept = await number();
    await visitor.post('/gesprek/klaar', { csrf: 'x' });
    expect(await visitor.page('/')).toContain(kept);
  });
});

describe('what is kept', () => {
  it('is the number, the way back and the words, on one page to print', async () => {
    await says({ tekst: 'Wat bewaren jullie van mij?' });
    const page = await visitor.page('/gesprek/bewaren');
    expect(page).toContain(`<p class="number">${numberIn(page)}</p>`);
    expect(page).toContain('tot 24 uur na uw laatste bezoek');
    expect(page).not.toContain(`Ga naar ${site.publicUrl}`);
    expect(page).toContain('Wat bewaren jullie van mij?');
  });

  it('is nothing for who has no conversation here', async () => {
    const stranger = await visitorClient(site.ask).ask('/gesprek/bewaren');
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
