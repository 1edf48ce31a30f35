import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notePackage } from '../../src/core/application/package-progress.ts';
import { sendAnswer } from '../../src/core/application/send-answer.ts';
import { DAY, MINUTE } from '../../src/core/kernel/clock.ts';
import { asId } from '../../src/core/kernel/ids.ts';
import { dayInWords } from '../../src/core/text/texts.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { answeredRequest, approveAndWait, readyRequest } from '../support/desk-work.ts';
import { type OpenSite, openSite } from '../support/open-site.ts';
import { codeIn } from '../support/running-desk.ts';
import { unzip } from '../support/unzip.ts';
import { useCore } from '../support/use-core.ts';
import { workOff } from '../support/work-off.ts';
import { visitorClient } from './visitor-client.ts';

const use = useCore({ from: new Date('2026-11-22T10:00:00Z') });
const SANNE = {
  name: 'Sanne de Vries',
  email: 'sanne@example.nl',
  orders: [
    {
      orderNumber: '2026-0103',
      orderDate: '2026-03-14',
      item: 'Geurkaars "Vijg" <script>alert(1)</script>',
      amount: '24,95',
    },
    { orderNumber: '2026-0188', orderDate: '2026-05-02', item: 'Waxmelts, doos van 12' },
    { orderNumber: '2026-0190', orderDate: '2026-05-03', item: '[x](https://example.com)' },
    { orderNumber: '2026-0201', orderDate: '2026-06-01', item: 'Cadeaubon van een buurvrouw' },
    { orderNumber: '2026-0202', orderDate: '2026-06-02', item: 'Cadeaubon van een collega' },
  ],
  byHand: { postnl: { answer: 'not_possible', reason: 'geen toegang' } },
} as const;
const BRAM = { name: 'Bram Bakker', email: 'bram@example.nl' };

let site: OpenSite;
let by: Member;
let visitor: ReturnType<typeof visitorClient>;
/** Of Sanne, who ordered; and of Bram, about whom the web shop has nothing. */
let PAGE: string;
let OTHER: string;
let NUMBER: string;

beforeAll(async () => {
  site = await openSite(use());
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
  const { customer, detail } = await readyRequest(use(), by, SANNE);
  for (const item of ['buurvrouw', 'collega']) await leaveOut(detail.id, item);
  await approveAndWait(use(), by, detail.id);
  await workOff(use());
  expect(await customer.told('answer_sent')).toMatchObject({ to: 's…@example.nl' });
  PAGE = (await mails(SANNE.email))[0]?.text.match(/\/verzoek\/[\w-]+/)?.[0] ?? '';
  NUMBER = detail.number;
  OTHER = (await answeredRequest(use(), by, BRAM)).path;
});
// so many codes as these tests ask for are not mailed within a day
beforeEach(() => {
  use().clock.advance(DAY);
  visitor = visitorClient(site.ask);
});

async function mails(address: string) {
  return (await use().core.desk.caughtMail(200)).filter(({ to }) => to === address);
}

async function leaveOut(requestId: string, item: string): Promise<void> {
  const source = 'jouwweb';
  const detail = await use().core.desk.card(requestId);
  const records = detail?.sources.find((view) => view.source === source)?.records ?? [];
  const found = records.find(({ fields }) => fields.some(({ value }) => value.includes(item)));
  const change = { source, ref: found?.ref ?? '', reason: 'other_person' } as const;
  expect(await use().core.sources.withhold(requestId, change, by)).toMatchObject({ ok: true });
}

async function press(page: string, action: string, fields: Record<string, string> = {}): Promise<Response> {
  return visitor.post(action, { ...(await visitor.form(page, action)), ...fields });
}

async function enter(code: string, page = PAGE): Promise<Response> {
  return press(`${page}/code`, `${page}/code`, { code });
}

/** Asks for a code and reads it in the mail. */
async function mailedCode(page = PAGE): Promise<string> {
  await press(page, `${page}/code-sturen`);
  await workOff(use());
  return codeIn((await mails(page === OTHER ? BRAM.email : SANNE.email))[0]);
}

async function opens(page = PAGE): Promise<void> {
  expect((await enter(await mailedCode(page), page)).status).toBe(303);
}

const sentCodes = async () => (await use().core.desk.caughtMail(200)).length;

describe('a link alone', () => {
  it('shows nothing about anybody, and opening it does nothing (R12, row 22)', async () => {
    const before = await sentCodes();
    const page = await visitor.page(PAGE);
    expect(page).toContain('Stuur mij een code');
    expect(page).not.toContain(NUMBER);
    expect(page).not.toContain('Sanne');
    await workOff(use());
    expect(await sentCodes()).toBe(before);
  });

  it('looks the same for every request', async () => {
    const withoutToken = (page: string, path: string) =>
      page.replaceAll(path, '/verzoek/T').replaceAll(/value="[^"]*"/g, '');
    expect(withoutToken(await visitor.page(PAGE), PAGE)).toBe(withoutToken(await visitor.page(OTHER), OTHER));
  });

  it.each(['', '/code', '/download', '/afgesloten'])(
    'a GET of %s sends no code and opens nothing',
    async (end) => {
      const before = await sentCodes();
      for (const method of ['GET', 'HEAD']) {
        const shown = await visitor.ask(`${PAGE}${end}`, { method });
        expect(await shown.text()).not.toContain(NUMBER);
      }
      await workOff(use());
      expect(await sentCodes()).toBe(before);
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

it('says how far a copy is that is being made, and asks again by itself', async () => {
  await opens();
  const { settings, clock, core } = use();
  const request = await settings.store.transaction((tx) => tx.requests.byNumber(NUMBER));
  if (request === undefined) throw new Error('no request');
  const searches = await settings.store.transaction((tx) => tx.requests.searchHeads(request.id));
  const note = notePackage(settings, request, searches);
  clock.advance(2_000);
  await note.read(1_000_000);
  const shown = await visitor.ask(PAGE);
  expect(shown.headers.get('refresh')).toBe('5');
  expect(await shown.text()).toMatch(/Uw kopie wordt gemaakt: (\d+) van \1 gegevens/);
  expect((await core.desk.card(request.id))?.packing).toMatchObject({ done: expect.any(Number) });
  clock.advance(2 * MINUTE);
  expect((await visitor.ask(PAGE)).headers.get('refresh')).toBeNull();
});

describe('a link that ended', () => {
  it('can be asked anew, and the page says the same of one that never was', async () => {
    const none = '/verzoek/a-link-that-nobody-ever-made-00000';
    const form = await visitor.form(none, `${none}/nieuwe-link`);
    const pages: string[] = [];
    for (const page of [OTHER, none]) {
      const before = (await mails(BRAM.email)).length;
      const answer = await visitor.post(`${page}/nieuwe-link`, form);
      expect(answer.status).toBe(200);
      pages.push((await answer.text()).replaceAll(page, 'PAGE').replace(/value="[^"]*"/g, ''));
      await workOff(use());
      const come = (await mails(BRAM.email)).length - before;
      expect(come).toBe(page === OTHER ? 1 : 0);
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).toContain('is een nieuwe link onderweg');
  });

  it('mails nothing for a form of another site', async () => {
    const before = (await mails(BRAM.email)).length;
    expect((await visitor.post(`${OTHER}/nieuwe-link`, { csrf: 'x' })).status).toBe(403);
    await workOff(use());
    expect(await mails(BRAM.email)).toHaveLength(before);
  });
});

describe('a code', () => {
  it('is mailed to the proven address when the button is pressed, and the page asks for it', async () => {
    const before = (await mails(SANNE.email)).length;
    const sent = await press(PAGE, `${PAGE}/code-sturen`);
    expect(sent.status).toBe(303);
    expect(sent.headers.get('location')).toBe(`${PAGE}/code`);
    await workOff(use());
    expect(await mails(SANNE.email)).toHaveLength(before + 1);
  });

  it('is not mailed for a form of another site', async () => {
    await visitor.page(PAGE);
    const before = await sentCodes();
    const page = await (await visitor.post(`${PAGE}/code-sturen`, { csrf: 'x' })).text();
    expect(page).toContain('De pagina was verlopen');
    await workOff(use());
    expect(await sentCodes()).toBe(before);
  });

  it('that is asked for too often gives a calm explanation and a way to a person', async () => {
    for (let times = 0; times < 3; times += 1) await press(PAGE, `${PAGE}/code-sturen`);
    const limited = await (await press(PAGE, `${PAGE}/code-sturen`)).text();
    expect(limited).toContain('Een medewerker helpt u');
    expect(limited).toContain('info@iksmelt.com');
    await workOff(use());
  });

  it.each<[string, (code: string) => string]>([
    ['together', (code) => code],
    ['in two groups', (code) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
    ['with a line between', (code) => `${code.slice(0, 3)}-${code.slice(3)}`],
    ['within a pasted sentence', (code) => `Uw code is ${code}. Geef hem aan niemand.`],
  ])('counts as it was typed or pasted: %s', async (_how, typed) => {
    const entered = await enter(typed(await mailedCode()));
    expect(entered.status).toBe(303);
    expect(await visitor.page(PAGE)).toContain(NUMBER);
  });

  it('that is wrong is said at its field, and shows nothing', async () => {
    const code = await mailedCode();
    const wrong = await enter(code === '000000' ? '000001' : '000000');
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    expect(page).toMatch(/id="code-fout" role="alert">Deze code klopt niet/);
    expect(page).toContain('aria-describedby="code-hulp code-fout" aria-invalid="true"');
    expect(await visitor.page(PAGE)).not.toContain(NUMBER);
  });

  it('of another request opens nothing', async () => {
    const code = await mailedCode(OTHER);
    expect((await enter(code, PAGE)).status).toBe(422);
    expect(await visitor.page(PAGE)).not.toContain(NUMBER);
  });

  it('that is missing is asked for without a try; after too many wrong ones a person helps', async () => {
    const { path } = await answeredRequest(use(), by, { name: 'Tim Bakker', email: 'tim@example.nl' });
    const code = await mailedCode(path);
    expect(await (await enter('  ', path)).text()).toContain('Vul de zes cijfers uit de mail in');
    const wrong = code === '000000' ? '000001' : '000000';
    for (let times = 0; times < 15; times += 1)
      expect(await (await enter(wrong, path)).text()).toContain('Deze code klopt niet');
    expect(await (await enter(code, path)).text()).toContain('een medewerker kijkt ernaar');
  });
});

describe('the answer', () => {
  let shown = '';
  beforeAll(async () => {
    use().clock.advance(DAY);
    visitor = visitorClient(site.ask);
    await opens();
    shown = await visitor.page(PAGE);
  });

  it('stands on the page: status, dates, letter and the records of each source (R21)', () => {
    for (const words of [
      'Uw verzoek is beantwoord.',
      'zondag 22 november 2026',
      'Antwoord op uw verzoek om inzage',
      'JouwWeb',
      'Waxmelts, doos van 12',
      'Wat hiervan op de factuur hoort, moeten wij bewaren tot en met zaterdag 31 december 2033.',
    ])
      expect(shown).toContain(words);
  });

  it('says "nothing found" only of a source whose search proves it (R31)', async () => {
    await opens(OTHER);
    const source = (page: string, id: string) =>
      new RegExp(`<section class="source" aria-labelledby="bron-${id}">.*?</section>`, 's').exec(page)?.[0] ??
      '';
    expect(source(shown, 'postnl')).toContain('Kon niet worden doorzocht: geen toegang');
    expect(source(shown, 'mollie')).toContain(
      'Met de hand doorzocht, zonder treffer. Dat bewijst niet dat er niets is.',
    );
    for (const id of ['postnl', 'mollie', 'jouwweb'])
      expect(source(shown, id)).not.toContain('geen gegevens van u');
    const nothing = await visitor.page(OTHER);
    expect(source(nothing, 'jouwweb')).toContain('Hier vonden wij geen gegevens van u.');
    expect(source(nothing, 'mollie')).not.toContain('geen gegevens van u');
  });

  it('says how many records were left out of the copy, and shows none of them', () => {
    expect(shown).toContain('2 gegevens lieten we weg. In de brief staat waarom.');
    expect(shown).not.toMatch(/buurvrouw|collega/);
  });

  it('shows what stands in a record as words, never as markup', () => {
    expect(shown).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown).not.toContain('<script>alert');
    expect(shown).not.toContain('href="https://example.com"');
  });

  it('comes as a ZIP by a second button, without what was left out', async () => {
    await opens();
    const zip = await press(PAGE, `${PAGE}/download`);
    expect(zip.status).toBe(200);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(zip.headers.get('content-disposition')).toBe(`attachment; filename="${NUMBER}.zip"`);
    const files = unzip(Buffer.from(await zip.arrayBuffer()));
    const words = [...files.values()].join('\n');
    expect(words).toContain('Waxmelts, doos van 12');
    expect(words).not.toMatch(/buurvrouw|collega/);
  });

  it('is not downloaded by a form of another site, nor without its session', async () => {
    await opens();
    const answer = await visitor.post(`${PAGE}/download`, { csrf: 'x' });
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('De pagina was verlopen');
    visitor.cookies.delete('verzoek');
    const closed = await press('/', `${PAGE}/download`, await visitor.form(PAGE, `${PAGE}/code-sturen`));
    expect(closed.headers.get('content-type')).toContain('text/html');
    expect(await closed.text()).not.toContain(NUMBER);
  });

  it('is closed again after half an hour, and a new code opens it', async () => {
    await opens();
    use().clock.advance(29 * MINUTE);
    expect(await visitor.page(PAGE)).toContain(NUMBER);
    use().clock.advance(2 * MINUTE);
    expect(await visitor.page(PAGE)).not.toContain(NUMBER);
    await opens();
    expect(await visitor.page(PAGE)).toContain(NUMBER);
  });

  it('is closed when the visitor says so, for the next user of the computer (row 92)', async () => {
    await opens();
    const closed = await press(PAGE, `${PAGE}/klaar`);
    expect(closed.headers.get('location')).toBe(`${PAGE}/afgesloten`);
    expect(await visitor.page(`${PAGE}/afgesloten`)).toContain('afgesloten op dit apparaat');
    expect(await visitor.page(PAGE)).not.toContain(NUMBER);
  });

  it('takes the chat on this computer with it when it is closed', async () => {
    await opens();
    await visitor.post('/gesprek', { ...(await visitor.form('/', '/gesprek')), tekst: 'Ik ben Sanne' });
    await press(PAGE, `${PAGE}/klaar`);
    expect(await visitor.page('/')).not.toContain('Sanne');
  });

  it('of one link opens no other link', async () => {
    await opens(OTHER);
    const session = visitor.cookies.get('verzoek') ?? '';
    const other = visitorClient(site.ask);
    other.cookies.set('verzoek', session);
    expect(await other.page(OTHER)).toContain('PB-');
    expect(await other.page(PAGE)).not.toContain(NUMBER);
  });
});

describe('a link that arrived before the desk heard that its mail was taken', () => {
  it('shows where the request stands and by when the answer comes, and offers no download', async () => {
    const asker = { name: 'Fleur Jansen', email: 'fleur@example.nl' };
    const { detail } = await readyRequest(use(), by, asker);
    await approveAndWait(use(), by, detail.id);
    const [job] = await use().jobs('send-answer');
    await sendAnswer(use().settings, asId(detail.id), asId(job?.data.letterId ?? ''));
    const page = `/verzoek/${(await queued()).token}`;
    await press(page, `${page}/code-sturen`);
    expect((await enter((await queued()).code, page)).status).toBe(303);
    const shown = await visitor.page(page);
    expect(shown).toContain('Ons antwoord is goedgekeurd. Wij voeren het nu uit.');
    expect(shown).toContain(dayInWords('nl', detail.customerDue));
    expect(shown).not.toContain('ZIP');
    await workOff(use());
    expect(await visitor.page(page)).toContain('Uw verzoek is beantwoord.');
  });

  /** What waits in the queue of mails. */
  async function queued(): Promise<{ readonly token: string; readonly code: string }> {
    let [token, code] = ['', ''];
    for (const { data } of await use().jobs('send-mail')) {
      const mail = await use().settings.store.transaction((tx) => tx.mails.byId(data.mailId ?? ''));
      if (mail?.content?.kind === 'answer') token = mail.content.token ?? '';
      if (mail?.content?.kind === 'code') code = mail.content.code;
    }
    return { token, code };
  }
});
