import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

let desk: DeskUnderTest;

beforeAll(async () => {
  desk = await startTestDesk();
});

afterAll(() => desk?.stop());

/** How many requests there are, whoever they are of. */
async function requests(): Promise<number> {
  return (await desk.core().register.list(1_000)).length;
}

describe('what holds no question gets a clear Dutch reply, opens nothing and is shown as it was typed', () => {
  test.each([
    ['emoji only', '🕯️🕯️😡👍🏽'],
    ['one letter', 'x'],
    ['punctuation', '?!?!'],
    ['binary', '\u0001\u0002PNG\r\n\u001a\n\u0000\u0000IHDR\ufffd'],
    ['half a character', 'hallo\ud83d'],
    ['a mention of a whole channel', '<!channel> <!here> <@U0ANNA>'],
    ['markup of a page', '<b>vet</b><img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['markup of a chat', '[klik](https://evil.example.com) *x* `rm -rf /` ~~weg~~'],
    ['a template', '{{number}} $t(messages:greeting) $' + '{7*7} %s %d'],
    ['SQL', `'; DROP TABLE "PrivacyRequest"; --`],
    ['a path', '../../etc/passwd'],
    ['a very long word', 'x'.repeat(5_000)],
  ])('%s', async (_what, words) => {
    const before = await requests();
    const customer = webCustomer(desk.url);
    const { status, said, markup } = await customer.says(words);
    expect(status).toBe(200);
    expect(said).toMatch(/[a-z]{3,}.*\./s);
    expect(said).not.toContain('{{');
    expect(markup).not.toMatch(/<(script|img|b)\b/);
    const page = await customer.client.page('/');
    expect(page).not.toMatch(/<script>alert|<img src=x|<b>vet/);
    expect(await requests()).toBe(before);
  });
});

test('a right-to-left override turns no other line around: each line stands in a paragraph of its own direction', async () => {
  const customer = webCustomer(desk.url);
  const { said, markup } = await customer.says('\u202egnp.exe wat bewaren jullie van mij\u202c');
  expect(said).toContain('Uw verzoek is binnen');
  expect(markup).toContain('dir="auto"');
});

test.each([['nothing'], ['spaces', '  \n\t '], ['what nobody sees', '\u200b\u2060\ufeff']])(
  'a message of %s is asked for again and stored nowhere',
  async (_what, tekst = '') => {
    const customer = webCustomer(desk.url);
    const { status, said } = await customer.says(tekst);
    expect(status).toBe(422);
    expect(said).toMatch(/Typ|typ/);
    expect(await customer.transcript()).not.toContain('U vraagt');
  },
);

test('100 kB is stored whole and answered at once, and a question at its beginning is heard', async () => {
  const customer = webCustomer(desk.url);
  const long = `wat bewaren jullie van mij? ${'Mijn verhaal is lang. '.repeat(4_700)}`;
  expect(Buffer.byteLength(long)).toBeGreaterThan(100_000);
  expect((await customer.says(long)).said).toContain('Uw verzoek is binnen');
  expect(await customer.transcript()).toContain(long.trim());

  const other = webCustomer(desk.url);
  const { said } = await other.says('lorem ipsum dolor sit amet '.repeat(4_000));
  expect(said).toMatch(/te lang om het hier goed te lezen/);
});

test('a post that is far too large, or no form at all, is refused calmly', async () => {
  const customer = webCustomer(desk.url);
  await customer.says('hallo');
  const { client } = customer;
  const huge = await client.post('/gesprek', { tekst: 'x'.repeat(2_000_000) });
  expect(huge.status).toBe(413);
  expect(await huge.text()).not.toMatch(/stack|Error:/);
  for (const [type, body] of [
    ['application/json', '{"tekst":"hallo"}'],
    ['multipart/form-data; boundary=x', 'no parts'],
    ['application/x-www-form-urlencoded', '%ff%00%=&&&=='],
  ] as const) {
    const refused = await client.ask('/gesprek', { method: 'POST', body, headers: { 'Content-Type': type } });
    expect(refused.status, type).toBe(403);
  }
  expect((await customer.post({ nummer: 'x', tekst: 'hallo' })).status).toBe(400);
});

test('a file is not taken and not kept, and its caption is heard', async () => {
  const customer = webCustomer(desk.url);
  await customer.says('hallo');
  const { csrf = '', nummer = '' } = await customer.client.form('/', '/gesprek');
  const form = new FormData();
  form.set('csrf', csrf);
  form.set('nummer', nummer);
  form.set('tekst', 'wat bewaren jullie van mij');
  form.set('bestand', new Blob(['%PDF-1.4 paspoort'], { type: 'application/pdf' }), 'paspoort-jansen.pdf');
  const response = await customer.client.ask('/gesprek', { method: 'POST', body: form });
  expect(response.status).toBe(303);
  const shown = await customer.transcript();
  expect(shown).toMatch(/hebben uw bestand niet bekeken en niet bewaard/);
  expect(shown).toContain('Uw verzoek is binnen');
  expect(shown).not.toMatch(/paspoort-jansen|%PDF/);
});

test('the same form posted twice, also at once, is one message; two forms at once are two, in one order', async () => {
  const customer = webCustomer(desk.url);
  await customer.says('hallo');
  const nummer = 'the-number-of-this-form';
  await Promise.all([1, 2, 3].map(() => customer.post({ nummer, tekst: 'wat bewaren jullie van mij' })));
  await Promise.all([
    customer.says('hoe lang bewaren jullie mijn gegevens'),
    customer.says('wie krijgt mijn gegevens'),
  ]);
  const shown = await customer.transcript();
  expect(shown.split('Uw verzoek is binnen')).toHaveLength(2);
  expect(shown.match(/hoe lang bewaren jullie mijn gegevens|wie krijgt mijn gegevens/g)).toHaveLength(2);
});

describe('an answer that does not fit the question is asked for again, and the question stays', () => {
  test('at the choice, at name and address, at the code and at "weet u het zeker"', async () => {
    const customer = webCustomer(desk.url);
    await customer.says('wat bewaren jullie van mij');
    expect((await customer.says('blauw')).said).toContain('Wat wilt u van ons krijgen?');
    await customer.says('een kopie');
    expect((await customer.says('06-12345678')).said).toContain('Typ het bijvoorbeeld zo: Sanne de Vries');
    expect((await customer.givesIdentity('Sanne de Vries', 'geen-adres')).said).toMatch(
      /Met welk e-mailadres/,
    );
    expect((await customer.post({ adres: 'sanne@example.nl' })).said).toMatch(/naam|s…@example\.nl/);
    await customer.givesIdentity('Sanne de Vries', 'sanne@example.nl');
    expect((await customer.says('geen idee')).said).toContain('Typ de zes cijfers uit onze mail.');
    expect((await customer.says('laat maar')).said).toContain('Wilt u dat?');
    await customer.says('blauw');
    expect((await customer.says('hoe staat het met mijn verzoek')).said).toMatch(
      /we wachten tot u uw e-mailadres/,
    );
  });
});

describe('a forged choice', () => {
  test('of no known name, of another request or of a right that was not offered does nothing and says so', async () => {
    const victim = webCustomer(desk.url);
    const number = await victim.asksForACopy();
    const before = JSON.stringify(
      (await desk.core().register.byNumber(number, { via: 'cli', name: 'test' }))?.history,
    );
    const customer = webCustomer(desk.url);
    for (const id of [
      `copy.${number}`,
      `never_mind.${number}`,
      `yes.${number}`,
      `no.${number}`,
      `why_date.${number}`,
      `resend.${number}`,
      'right.erasure',
      'constructor',
      '__proto__.x',
      'yes',
      'copy..',
      '<b>',
    ]) {
      const { status, said } = await customer.taps(id);
      expect(status, id).toBe(200);
      expect(said, id).toMatch(/werkt niet meer|geen verzoek van u/);
      expect(said, id).not.toContain(number);
    }
    expect((await customer.taps('x'.repeat(65))).status).toBe(400);
    expect(
      JSON.stringify((await desk.core().register.byNumber(number, { via: 'cli', name: 'test' }))?.history),
    ).toBe(before);
    expect(await victim.transcript()).not.toMatch(/gestopt|werkt niet meer/);
  });
});

test('the number of somebody else, typed in, tells nothing and ends nothing (R12)', async () => {
  const victim = webCustomer(desk.url);
  const number = await victim.provesMailbox(desk.mails, 'Fleur Jansen', 'fleur.jansen@example.com');
  const stranger = webCustomer(desk.url);
  for (const words of [
    `hoe staat het met ${number}`,
    `ik wil verzoek ${number} intrekken`,
    `laat maar ${number}`,
    number,
    `ik ben Fleur Jansen, fleur.jansen@example.com, verzoek ${number}`,
  ]) {
    const { said } = await stranger.says(words);
    expect(said, words).not.toMatch(/zoeken|bekijkt het antwoord|bevestigd|f…@|gestopt|Wilt u dat/);
  }
  expect((await desk.core().register.byNumber(number, { via: 'cli', name: 'test' }))?.status).toMatch(
    /gathering|awaiting_approval/,
  );
});
