import { beforeAll, expect, test } from 'vitest';
import { printableSignInLink } from '../../src/core/application/sign-in.ts';
import { invite } from '../support/desk-session.ts';
import { answeredRequest } from '../support/desk-work.ts';
import { type Ask, openSite } from '../support/open-site.ts';
import { codeIn } from '../support/running-desk.ts';
import { useCore } from '../support/use-core.ts';
import { workOff } from '../support/work-off.ts';
import { visitorClient } from './visitor-client.ts';

const OWNER = 'noor@example.nl';
const use = useCore();
const set: string[] = [];
let visitor: ReturnType<typeof visitorClient>;

beforeAll(async () => {
  const site = await openSite(use(), { publicUrl: 'https://privacy.example.nl' });
  const remembering: Ask = async (path, init) => {
    const response = await site.ask(path, init);
    set.push(...response.headers.getSetCookie());
    return response;
  };
  visitor = visitorClient(remembering);
});

async function press(page: string, action: string, fields: Record<string, string> = {}): Promise<Response> {
  return visitor.post(action, { ...(await visitor.form(page, action)), ...fields });
}

test('over https a chat, two answers at once and the desk go on in one browser', async () => {
  await press('/', '/gesprek', { tekst: 'wat bewaren jullie van mij' });
  expect(await visitor.page('/?taal=nl')).toContain('wat bewaren jullie van mij');

  const by = await invite(use(), OWNER, 'Noor Visser');
  const numbers = new Map<string, string>();
  for (const [name, email] of [
    ['Sanne de Vries', 'sanne@example.nl'],
    ['Bram Bakker', 'bram@example.nl'],
  ] as const) {
    const { path, detail } = await answeredRequest(use(), by, { name, email });
    await press(path, `${path}/code-sturen`);
    await workOff(use());
    const mails = await use().core.desk.caughtMail(50);
    const code = codeIn(mails.find(({ to }) => to === email));
    expect((await press(`${path}/code`, `${path}/code`, { code })).status).toBe(303);
    numbers.set(path, detail.number);
  }
  for (const [path, number] of numbers) expect(await visitor.page(path)).toContain(number);
  const [first = ''] = numbers.keys();
  await press(first, `${first}/klaar`);
  for (const [path, number] of numbers)
    expect((await visitor.page(path)).includes(number)).toBe(path !== first);

  const link = `/balie/aanmelden/${await printableSignInLink(use().settings, OWNER)}`;
  expect((await visitor.ask('/balie/winkel')).status).toBe(303);
  expect((await press(link, link)).headers.get('location')).toBe('/balie/winkel');
  expect((await visitor.ask('/balie/winkel')).status).toBe(200);
  await press('/balie', '/balie/afmelden');
  expect((await visitor.ask('/balie/winkel')).status).toBe(303);
});

test('there no other host of the domain can set one of our cookies, and none goes over http', () => {
  const names = new Set(set.map((cookie) => /^[^=]+/.exec(cookie)?.[0].replace(/-[0-9a-f]{16}$/, '')));
  expect([...names].toSorted()).toEqual(
    ['balie', 'balie_bezoek', 'balie_naar', 'gesprek', 'taal', 'verzoek'].map((name) => `__Host-${name}`),
  );
  for (const cookie of set) {
    expect(cookie).toMatch(/; Path=\/(;|$)/);
    expect(cookie).toMatch(/; Secure(;|$)/);
    expect(cookie).not.toContain('Domain');
    expect(cookie).toMatch(/; HttpOnly; .*SameSite=Lax/);
  }
});
