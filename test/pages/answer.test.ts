import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CODE, LINK, memoryCore, NUMBER, WAITING_LINK } from './memory-core.ts';
import { type Site, startSite } from './start-site.ts';
import { visitorClient } from './visitor-client.ts';

const PAGE = `/verzoek/${LINK}`;

let core: ReturnType<typeof memoryCore>;
let site: Site;
let visitor: ReturnType<typeof visitorClient>;
let now = new Date('2026-11-22T10:00:00Z');

beforeEach(async () => {
  now = new Date('2026-11-22T10:00:00Z');
  core = memoryCore(() => now);
  site = await startSite({ ...core, clock: { now: () => now } });
  visitor = visitorClient(site.url);
});
afterEach(() => site.close());

async function press(page: string, action: string, fields: Record<string, string> = {}): Promise<Response> {
  return visitor.post(action, { ...(await visitor.form(page, action)), ...fields });
}

async function enter(code: string, page = PAGE): Promise<Response> {
  return press(`${page}/code`, `${page}/code`, { code });
}

describe('a link alone', () => {
  it('shows nothing about anybody, and opening it does nothing (R12, row 22)', async () => {
    const page = await visitor.page(PAGE);
    expect(page).toContain('Stuur mij een code');
    expect(page).not.toContain(NUMBER);
    expect(page).not.toContain('Sanne');
    expect(core.sentCodes()).toEqual([]);
  });

  it('looks the same for every request', async () => {
    const withoutToken = (page: string, token: string) =>
      page.replaceAll(token, 'T').replaceAll(/value="[^"]*"/g, '');
    expect(withoutToken(await visitor.page(PAGE), LINK)).toBe(
      withoutToken(await visitor.page(`/verzoek/${WAITING_LINK}`), WAITING_LINK),
    );
  });

  it.each(['', '/code', '/download', '/afgesloten'])(
    'a GET of %s sends no code and opens nothing',
    async (end) => {
      await visitor.ask(`${PAGE}${end}`);
      await visitor.ask(`${PAGE}${end}`, { method: 'HEAD' });
      expect(core.sentCodes()).toEqual([]);
    },
  );

  it('is told to no other site, kept by no browser and found by no search engine', async () => {
    const { headers } = await visitor.ask(PAGE);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it.each([
    'a-link-of-long-ago-000000000000000000',
    'kort',
    '%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00',
  ])('that is not in use (%s) gives a calm page with what to do', async (token) => {
    const answer = await visitor.ask(`/verzoek/${token}`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Stel uw vraag dan opnieuw');
  });
});

describe('a code', () => {
  it('is mailed when the button is pressed, and the page asks for it', async () => {
    const sent = await press(PAGE, `${PAGE}/code-sturen`);
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe(`${PAGE}/code`);
    expect(core.sentCodes()).toEqual([LINK]);
  });

  it('is not mailed for a form of another site', async () => {
    await visitor.page(PAGE);
    const page = await (await visitor.post(`${PAGE}/code-sturen`, { csrf: 'x' })).text();
    expect(page).toContain('De pagina was verlopen');
    expect(core.sentCodes()).toEqual([]);
  });

  it('that is asked for too often gives a calm explanation and a way to a person', async () => {
    for (let times = 0; times < 5; times += 1) await press(PAGE, `${PAGE}/code-sturen`);
    const limited = await (await press(PAGE, `${PAGE}/code-sturen`)).text();
    expect(limited).toContain('Een medewerker helpt u');
    expect(limited).toContain('info@iksmelt.com');
  });

  it.each(['123456', ' 123 456 ', '123-456', 'Uw code is 123456. Geef hem aan niemand.'])(
    'counts as it was typed or pasted: %j',
    async (typed) => {
      const entered = await enter(typed);
      expect(entered.status).toBe(303);
      expect(await visitor.page(PAGE)).toContain(NUMBER);
    },
  );

  it('that is wrong is said at its field', async () => {
    const wrong = await enter('000000');
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    expect(page).toMatch(/id="code-fout" role="alert">Deze code klopt niet/);
    expect(page).toContain('aria-describedby="code-hulp code-fout" aria-invalid="true"');
  });

  it('that is missing is asked for without a try', async () => {
    expect(await (await enter('  ')).text()).toContain('Vul de zes cijfers uit de mail in');
    for (let times = 0; times < 3; times += 1) await enter('000000');
    expect(await (await enter('000000')).text()).toContain('Een medewerker helpt u');
  });
});

describe('the answer', () => {
  beforeEach(async () => {
    await enter(CODE);
  });

  it('stands on the page: status, dates, letter and the records of each source (R21)', async () => {
    const page = await visitor.page(PAGE);
    for (const words of [
      'Uw verzoek is beantwoord.',
      'zondag 22 november 2026',
      'Antwoord op uw verzoek om inzage',
      'JouwWeb',
      'Waxmelts, doos van 12',
      'Wat hiervan op de factuur hoort, moeten wij bewaren tot en met zaterdag 31 december 2033.',
      'Hier vonden wij geen gegevens van u.',
    ])
      expect(page).toContain(words);
  });

  it('says "nothing found" only of a source whose search proves it (R31)', async () => {
    const page = await visitor.page(PAGE);
    const source = (id: string) =>
      new RegExp(`<section class="source" aria-labelledby="bron-${id}">.*?</section>`, 's').exec(page)?.[0] ??
      '';
    expect(source('postnl')).toContain('Kon niet worden doorzocht: geen toegang');
    expect(source('mollie')).toContain(
      'Met de hand doorzocht, zonder treffer. Dat bewijst niet dat er niets is.',
    );
    for (const id of ['postnl', 'mollie', 'jouwweb']) expect(source(id)).not.toContain('geen gegevens van u');
    expect(source('e-boekhouden')).toContain('Hier vonden wij geen gegevens van u.');
  });

  it('says how many records were left out of the copy', async () => {
    expect(await visitor.page(PAGE)).toContain('2 gegevens lieten we weg. In de brief staat waarom.');
  });

  it('shows what stands in a record as words, never as markup', async () => {
    const page = await visitor.page(PAGE);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('href="https://example.com"');
  });

  it('comes as a ZIP by a second button', async () => {
    const zip = await press(PAGE, `${PAGE}/download`);
    expect(zip.status).toBe(200);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(zip.headers.get('content-disposition')).toBe(`attachment; filename="${NUMBER}.zip"`);
    expect((await zip.bytes()).length).toBe(22);
  });

  it('is not downloaded by a form of another site', async () => {
    const answer = await visitor.post(`${PAGE}/download`, { csrf: 'x' });
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('De pagina was verlopen');
  });

  it('is closed again after half an hour, and a new code opens it', async () => {
    now = new Date('2026-11-22T10:31:00Z');
    const page = await visitor.page(PAGE);
    expect(page).not.toContain(NUMBER);
    await enter(CODE);
    expect(await visitor.page(PAGE)).toContain(NUMBER);
  });

  it('is closed when the visitor says so, for the next user of the computer (row 92)', async () => {
    const closed = await press(PAGE, `${PAGE}/klaar`);
    expect(closed.headers.get('location')).toBe(`${PAGE}/afgesloten`);
    expect(await visitor.page(`${PAGE}/afgesloten`)).toContain('afgesloten op dit apparaat');
    expect(await visitor.page(PAGE)).not.toContain(NUMBER);
  });

  it('takes the chat on this computer with it when it is closed', async () => {
    await visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), tekst: 'Ik ben Sanne' });
    await press(PAGE, `${PAGE}/klaar`);
    expect(await visitor.page('/')).not.toContain('Sanne');
  });

  it('of one link opens no other link', async () => {
    const session = visitor.cookies.get('verzoek') ?? '';
    const other = visitorClient(site.url);
    other.cookies.set('verzoek', session);
    expect(await other.page(`/verzoek/${WAITING_LINK}`)).not.toContain(NUMBER);
  });
});

describe('a request that is still worked on', () => {
  it('shows where it stands and by when the answer comes, and offers no download', async () => {
    const page = `/verzoek/${WAITING_LINK}`;
    await enter(CODE, page);
    const shown = await visitor.page(page);
    expect(shown).toContain('Wij zoeken uw gegevens op.');
    expect(shown).toContain('dinsdag 22 december 2026');
    expect(shown).not.toContain('ZIP');
  });
});
