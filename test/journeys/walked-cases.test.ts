import { expect, test } from 'vitest';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { useDesk } from '../desk/use-desk.ts';
import { cardOf } from '../support/core-customer.ts';
import { lettersTo } from '../support/decided-letter.ts';
import { atTheDesk, codeTo, provesMailbox, readyToDecide, walk, wasSearched } from '../support/desk-walk.ts';
import { numberIn, webCustomer } from '../support/web-customer.ts';
import { workOff } from '../support/work-off.ts';

const use = useDesk(new Date('2026-11-02T09:00:00Z'));
const COPY = 'Ik wil een kopie van al mijn gegevens.';
const AUTHORITY = 'autoriteitpersoonsgegevens.nl';
let askers = 0;

const asker = (words = COPY) => {
  askers += 1;
  return { name: 'Sanne de Vries', email: `sanne${askers}@example.nl`, words };
};

async function ready(words?: string) {
  const going = await readyToDecide(use(), asker(words));
  return { going, desk: await atTheDesk(going), card: () => cardOf(use(), going.number) };
}

type Desk = Awaited<ReturnType<typeof atTheDesk>>;

/** Reads a letter about the term, approves it, and lets it go. */
async function approvesNotice({ staff, sends, path }: Desk): Promise<void> {
  await sends(await staff.get(`${path}/termijn`), `${path}/termijn`);
  await workOff(use());
}

test('doubt on identity: the reason and the cheapest proof first, the term paused since when; then the answer (AVG 12(6))', async () => {
  const { going, desk, card } = await ready();
  const reason = 'U schreef met een andere naam dan eerst.';
  await desk.acts('twijfel', { reason, asks: ['call_back', 'order_facts'] });
  await approvesNotice(desk);
  const asked = await desk.letter();
  expect(asked).toContain(`Dit is de reden: ${reason}`);
  expect(asked).toMatch(/2 november 2026/);
  expect(asked).not.toContain('Gietpan');
  expect(await card()).toMatchObject({ legalDue: null, approval: { blockedBy: 'identity_doubted' } });
  expect((await going.customer.says('hoe staat het met mijn verzoek')).said).toMatch(/staat stil|wachten/);
  await desk.acts('bewijs', { method: 'order_facts' });
  expect((await card()).legalDue).toBe('2026-12-02');
  await desk.approves();
  expect(await desk.letter()).toContain('Ja, we verwerken gegevens van u.');
  const entries = await desk.entries();
  expect(entries.indexOf('notice_sent')).toBeLessThan(entries.indexOf('sent'));
});

test('extension: reasons and the new date inside the first month, and the chat names that date from then on (AVG 12(3))', async () => {
  const { going, desk, card } = await ready();
  const facts = 'De bestellingen staan in vijf systemen.';
  await desk.acts('uitstel', { reasons: 'systems', extensionFacts: facts });
  await approvesNotice(desk);
  const letter = await desk.letter();
  expect(letter).toContain(facts);
  expect(letter).toContain('U krijgt uiterlijk 2 februari 2027 antwoord.');
  expect(letter).toContain(AUTHORITY);
  expect(await card()).toMatchObject({ toldDue: '2027-02-02' });
  expect((await going.customer.says('hoe staat het met mijn verzoek')).said).toContain('2 februari 2027');
  expect(await desk.entries()).toEqual(expect.arrayContaining(['notice_sent', 'redated']));
});

test('excessive: refused with its facts by two people, with AP and court; or a fee that is named beforehand (AVG 12(5))', async () => {
  const { going, desk, card } = await ready();
  const facts = 'Op 1, 8 en 15 oktober kreeg u dezelfde gegevens.';
  const fee = { feeGround: 'excessive', amount: '12,50', basis: 'Een half uur zoeken.', feeFacts: facts };
  await desk.acts('vergoeding', fee);
  await approvesNotice(desk);
  const named = await desk.letter();
  expect(named).toContain('€ 12,50');
  expect(named).toContain(facts);
  expect(named).toContain(AUTHORITY);
  expect((await card()).approval).toMatchObject({ blockedBy: 'fee_open' });
  await desk.acts('weigeren', { ground: 'excessive', facts });
  await expect(desk.approves()).rejects.toThrow();
  await (await atTheDesk(going, use().deputy)).approves();
  const refused = await desk.letter();
  expect(refused).toContain(facts);
  expect(refused).toContain('AVG artikel 12 lid 5');
  expect(refused).toContain(AUTHORITY);
  expect(refused).toContain('binnen zes weken');
  expect((await card()).status).toBe('refused');
});

test('a child alone: mailings stop at once, plain words, a parent is asked for, and no code goes out (R4)', async () => {
  const going = await walk(use(), asker('ik ben 13 en wil weten wat jullie van mij bewaren'));
  expect(going.asked.said).toContain('Je krijgt geen code.');
  const desk = await atTheDesk(going);
  const stops = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'stop_mailing');
  expect(stops.map(({ params }) => params.reason)).toEqual(['minor']);
  await desk.acts('machtiging', { capacity: 'parent', seen: '' });
  expect(await going.customer.transcript()).toContain('een ouder met gezag');
  await desk.acts('weigeren', { ground: 'no_authority', facts: 'Een ouder of voogd vroeg dit niet.' });
  await desk.approves();
  const letter = await going.customer.transcript();
  expect(letter).toContain('Een ouder of voogd vroeg dit niet.');
  expect(letter).toContain(AUTHORITY);
  expect(await lettersTo(use(), going.email)).toEqual([]);
});

test.each([
  ['a mandate', 'Ik wil namens mijn moeder een kopie van haar gegevens.', 'mandate', 'mandate'],
  ['a lawyer', 'Ik wil namens mijn cliënt een kopie van zijn gegevens.', 'lawyer', 'lawyers_word'],
  ['a portal', 'Wij willen namens onze gebruiker een kopie van zijn gegevens.', 'portal', 'mandate'],
])(
  '%s: nothing without a power; with it the customer proves the mailbox and gets the answer (law.md 8)',
  async (_who, words, capacity, seen) => {
    const going = { ...(await walk(use(), asker(words))), orders: [] };
    const desk = await atTheDesk(going);
    await desk.acts('machtiging', { capacity, seen: '' });
    expect((await cardOf(use(), going.number)).groundWithout).toBe('no_authority');
    await desk.acts('machtiging', { capacity, seen, complete: 'ja' });
    await going.customer.givesIdentity('Joke Hofstra', going.email);
    await workOff(use());
    await going.customer.says(await codeTo(use(), going.email));
    await workOff(use());
    await wasSearched({ ...going, name: 'Joke Hofstra' });
    await desk.approves();
    const letter = await desk.letter();
    expect(letter).toContain('Beste Joke Hofstra');
    expect(letter).toContain(AUTHORITY);
    expect((await cardOf(use(), going.number)).authority).toMatchObject({ capacity, seen });
  },
);

test('somebody who died: sympathy and no code, mailings stop, and the heir is told kindly why there is no copy', async () => {
  const customer = webCustomer(use().site.ask);
  const first = await customer.says('Mijn man is overleden, hij bestelde bij jullie.');
  expect(first.said).toContain('Gecondoleerd');
  expect(first.said).not.toMatch(/PB-/);
  const stops = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'stop_mailing');
  expect(stops.map(({ params }) => params.reason)).toContain('deceased');
  const asked = await customer.says('Ik wil een kopie van zijn gegevens.');
  const number = numberIn(asked.said);
  const { id } = await cardOf(use(), number);
  const desk = await atTheDesk({ desk: use(), id, number, email: '' });
  await desk.acts('machtiging', { capacity: 'heir', seen: '' });
  expect((await cardOf(use(), number)).groundWithout).toBe('deceased');
  await desk.acts('weigeren', { ground: 'deceased', facts: 'De bestellingen staan op zijn naam.' });
  await desk.approves();
  const letter = await customer.transcript();
  expect(letter).toContain('De bestellingen staan op zijn naam.');
  expect(letter).toMatch(/overleden/);
  expect((await cardOf(use(), number)).status).toBe('refused');
});

test('the wrong person got it: the link ends at once, it is recorded, and the authority has to know in 72 hours (AVG 33; R37)', async () => {
  const { desk } = await ready();
  await desk.approves();
  const path = /\/verzoek\/[\w-]+/.exec(await desk.letter())?.[0] ?? '';
  const works = await use().site.ask(path);
  expect(await works.text()).toContain('Stuur mij een code');
  const breach = await desk.acts('dit-ging-mis');
  expect(breach.words).toMatch(/Nog 7[12] uur om te melden/);
  expect(await desk.entries()).toContain('went_wrong');
  const ended = await use().site.ask(path);
  expect(await ended.text()).toContain('Deze link werkt niet');
});

test('two wishes in one message: both are filed with one receipt, mailings stop at once, and each has its own result', async () => {
  const ruud = asker('Wis al mijn gegevens en stop met reclame sturen.');
  const customer = webCustomer(use().site.ask);
  await customer.says(ruud.words);
  const { said } = await customer.chooses('Alles hiervan');
  const numbers = [...said.matchAll(/Het nummer is (PB-\w{4}-\w{4})/g)].map(([, number = '']) => number);
  const cards = await Promise.all(numbers.map((number) => cardOf(use(), number)));
  expect(cards.map(({ right }) => right)).toEqual(['erasure', 'objection']);
  expect(new Set(cards.map(({ customerDue }) => customerDue)).size).toBe(1);
  const [wish, stop] = cards;
  if (wish === undefined || stop === undefined) throw new Error('two were filed');
  expect(stop.tasks).toMatchObject([{ kind: 'act_now' }]);
  const stopping = await atTheDesk({ desk: use(), id: stop.id, number: stop.number, email: ruud.email });
  await stopping.decides({
    right: 'objection',
    result: 'marketing_stopped',
    channels: [{ channel: 'email', on: amsterdamDay(use().clock.now()) }],
    mayStillCome: true,
    recipients: [],
  });
  await stopping.approves();
  expect(await customer.transcript()).toContain('Daar zijn we mee gestopt.');
  const going = { desk: use(), customer, ...ruud, id: wish.id, number: wish.number };
  await provesMailbox({ ...going, asked: { status: 200, said: '', markup: '', choices: [] } });
  await wasSearched({ ...going, asked: { status: 200, said: '', markup: '', choices: [] } });
  const erasing = await atTheDesk(going);
  const facts = 'Er loopt een zaak over deze bestelling.';
  await erasing.acts('weigeren', { ground: 'exception_17_3', article: '17(3)(e)', facts });
  await erasing.approves();
  const letter = await erasing.letter();
  expect(letter).toContain(facts);
  expect(letter).toContain('binnen zes weken');
  expect((await cardOf(use(), stop.number)).status).toBe('answered');
  expect((await cardOf(use(), wish.number)).status).toBe('refused');
});
