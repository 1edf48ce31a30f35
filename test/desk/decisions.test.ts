import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { erasurePlan } from '../core/fulfilment/outcome/sample-outcomes.ts';
import { cardOf } from '../support/core-customer.ts';
import { decideOutcome } from '../support/decide-outcome.ts';
import { dropOrders, readyRequest, searchByHand, searchingRequest } from '../support/desk-work.ts';
import { type DeskVisitor, freeText, hiddenFields } from './desk-visitor.ts';
import { useDesk } from './use-desk.ts';

const use = useDesk();

let number: string;
let CARD: string;
let ANSWER: string;
let noor: DeskVisitor;
let sam: DeskVisitor;

beforeAll(async () => {
  const orders = [{ orderNumber: 'W-2026101', orderDate: '2026-03-14', item: 'Gietpan 2 kg' }];
  const asker = { name: 'Fatima el Amrani', email: 'fatima@example.nl', orders };
  const { detail } = await readyRequest(use(), use().owner, asker);
  number = detail.number;
  CARD = `/balie/verzoek/${detail.id}`;
  ANSWER = `${CARD}/antwoord`;
});
beforeEach(async () => {
  noor = await use().visitor(use().owner);
  sam = await use().visitor(use().deputy);
});
// what a test decided is taken back as staff would do it
afterEach(async () => {
  const { core, owner } = use();
  const { id, version, approval } = await present();
  if (approval.phase === 'sending') await core.decisions.stop(id, version, owner);
  const pending = await present();
  if (pending.letterKind === 'refusal') await core.decisions.prepareAnswer(id, pending.version, owner);
});

const present = () => cardOf(use(), number);
const steps = async (type: string) => (await present()).history.filter((entry) => entry.type === type);

/** Opens the letter and approves what it shows. */
async function approve(staff = noor, path = ANSWER) {
  const preview = await staff.get(path);
  return staff.submit(preview, path, { action: 'approve', ...freeText(preview) });
}

describe('approving', () => {
  test('shows the letter word for word with receiver and counts, and sends exactly that letter', async () => {
    const preview = await noor.get(ANSWER);
    const shown = await use().core.decisions.preview((await present()).id, use().owner);
    const blocks = shown.ok ? shown.value.letter.blocks : [];
    expect(blocks.length).toBeGreaterThan(5);
    for (const block of blocks)
      for (const words of block.kind === 'list' ? block.items : 'text' in block ? [block.text] : [])
        expect(preview.words).toContain(words.replace(/\s+/g, ' '));
    expect(preview.words).toContain('JouwWeb (bestellingen): Bestellingen, 1 gegeven');
    expect(preview.words).toContain('Gaat naar fatima@example.nl');
    expect(preview.words).toContain('Vast deel: kan niet worden gewijzigd');
    expect(preview.words).toContain('nog 10 minuten stoppen');

    const approved = await noor.submit(preview, ANSWER, { action: 'approve', ...freeText(preview) });
    expect(approved.location).toBe(`${CARD}?gedaan=goedgekeurd`);
    const card = await noor.get(approved.location);
    expect(card.words).toContain(
      'Noor Visser keurde de brief goed. Hij gaat weg op 23 november 2026 om 10:10.',
    );
    expect(card.words).toContain('U kunt nog 10 minuten stoppen');
  });

  test('pressed twice has one effect, and the second time says that it was you', async () => {
    const before = (await steps('approved')).length;
    const preview = await noor.get(ANSWER);
    const fields = { action: 'approve', ...freeText(preview) };
    expect((await noor.submit(preview, ANSWER, fields)).status).toBe(303);
    const again = await noor.submit(preview, ANSWER, fields);
    expect(again.status).toBe(409);
    expect(again.words).toContain('U hebt dit zelf al goedgekeurd.');
    expect(await steps('approved')).toHaveLength(before + 1);
  });

  test('by two people at once: one decides, the other is told who was first', async () => {
    const before = (await steps('approved')).length;
    const seen = [await noor.get(ANSWER), await sam.get(ANSWER)] as const;
    const press = (staff: DeskVisitor, page: (typeof seen)[number]) =>
      staff.submit(page, ANSWER, { action: 'approve', ...freeText(page) });
    const results = await Promise.all([press(noor, seen[0]), press(sam, seen[1])]);
    expect(results.map(({ status }) => status).sort()).toEqual([303, 409]);
    const late = results.find(({ status }) => status === 409);
    expect(late?.words).toMatch(
      /(Noor Visser|Sam de Wit) keurde dit al goed\. Het gaat weg op 23 november 2026/,
    );
    expect(await steps('approved')).toHaveLength(before + 1);
  });

  test('without having opened the letter is refused (R19)', async () => {
    const preview = await noor.get(ANSWER);
    // Sam has the fields of Noor's page and a token of his own, and never saw this letter
    await noor.submit(preview, ANSWER, { action: 'save', opening: 'Nieuw voor Sam', closing: 'Noor' });
    const changed = await noor.get(ANSWER);
    const fields = Object.fromEntries(hiddenFields(changed, ANSWER));
    const { csrf = '' } = Object.fromEntries(
      hiddenFields(await sam.get('/balie/register'), '/balie/register/controle'),
    );
    const refused = await sam.post(ANSWER, { ...fields, csrf, action: 'approve', ...freeText(changed) });
    expect(refused.status).toBe(409);
    expect((await present()).approval.phase).toBe('pending');
  });

  test('an older letter than the present one is refused and the new one is shown', async () => {
    const old = await noor.get(ANSWER);
    const before = freeText(old);
    const changed = {
      action: 'save',
      opening: 'Hier is alles wat wij van u hebben.',
      closing: before.closing,
    };
    await sam.submit(await sam.get(ANSWER), ANSWER, changed);
    const page = await noor.submit(old, ANSWER, { action: 'approve', ...before });
    expect(page.status).toBe(409);
    expect(page.words).toContain('Vrije tekst gewijzigd, door Sam de Wit');
    expect(page.words).toContain('Hier is alles wat wij van u hebben.');
    expect((await present()).approval.phase).toBe('pending');
  });

  test('with text that was typed but not kept keeps the text first and sends nothing', async () => {
    const typed = { action: 'approve', opening: 'Een nieuw begin.', closing: 'Tot ziens' };
    const page = await noor.submit(await noor.get(ANSWER), ANSWER, typed);
    expect(page.location).toBe(`${ANSWER}?gedaan=eerst`);
    expect((await present()).approval.phase).toBe('pending');
    const kept = await noor.get(page.location);
    expect(kept.words).toContain('Er is nog niets verstuurd');
    expect(freeText(kept).opening).toBe('Een nieuw begin.');
  });

  test('a browser that writes line ends its own way has changed nothing', async () => {
    const typed = { action: 'save', opening: 'Dag,\n\nhier is het.', closing: 'Noor' };
    await noor.submit(await noor.get(ANSWER), ANSWER, typed);
    const preview = await noor.get(ANSWER);
    const { opening, closing } = freeText(preview);
    expect(opening).toContain('\n\n');
    const fields = { action: 'approve', opening: opening.replaceAll('\n', '\r\n'), closing };
    expect((await noor.submit(preview, ANSWER, fields)).location).toContain('goedgekeurd');
  });

  test('the change of a text is refused when somebody was first, and the typed text stays', async () => {
    const mine = await noor.get(ANSWER);
    await sam.submit(await sam.get(ANSWER), ANSWER, { action: 'save', opening: 'Van Sam', closing: 'x' });
    const page = await noor.submit(mine, ANSWER, { action: 'save', opening: 'Van Noor', closing: 'y' });
    expect(page.status).toBe(409);
    expect(page.html).toMatch(/<textarea id="opening"[^>]*>\nVan Noor/);
    expect(freeText(await sam.get(ANSWER)).opening).toBe('Van Sam');
  });
});

describe('stopping', () => {
  test('until the letter leaves takes the approval back', async () => {
    await approve();
    use().clock.advance(9 * MINUTE);
    const card = await noor.get(CARD);
    expect(card.words).toContain('U kunt nog 1 minuut stoppen');
    const stopped = await noor.submit(card, `${CARD}/stoppen`);
    expect((await noor.get(stopped.location)).words).toContain('Er is niets verstuurd');
    expect((await present()).approval.phase).toBe('pending');
  });

  test('is of the approval that the page shows: one that came after it goes on', async () => {
    await approve();
    const old = await noor.get(CARD);
    await sam.submit(await sam.get(CARD), `${CARD}/stoppen`);
    await approve(sam);
    const page = await noor.submit(old, `${CARD}/stoppen`);
    expect(page.status).toBe(409);
    expect((await present()).approval).toMatchObject({ phase: 'sending', by: 'Sam de Wit' });
  });
});

describe('refusing', () => {
  const FACTS = 'Er is nooit iets bij ons besteld.';

  test('makes a letter that still has to be read and approved, and can be taken back', async () => {
    const fields = { ground: 'not_own_data', article: '', facts: FACTS };
    const prepared = await noor.submit(await noor.get(CARD), `${CARD}/weigeren`, fields);
    expect(prepared.location).toBe(`${ANSWER}?gedaan=weigering`);
    const preview = await noor.get(prepared.location);
    expect(preview.words).toContain(FACTS);
    expect(preview.words).toContain('Alleen de brief, zonder gegevens');
    expect(preview.words).toContain('Er is nog niets verstuurd');
    const back = await noor.submit(preview, `${CARD}/antwoorden`);
    expect((await noor.get(back.location)).words).not.toContain(FACTS);
  });

  test('names who is responsible instead, for all of it or a part, and keeps what was typed (AVG 4(7))', async () => {
    const other = { 'addressee-name': 'Marktplein BV', 'addressee-what': 'Uw betaling daar' };
    const path = `${CARD}/niet-van-ons`;
    const unsaid = await noor.submit(await noor.get(CARD), path, { ...other, scope: '' });
    expect(unsaid.words).toContain('Kies of het om alles gaat of om een deel.');
    const missing = await noor.submit(unsaid, path, { ...other, scope: 'part', 'addressee-name': ' ' });
    expect(missing.status).toBe(409);
    expect(missing.html).toContain('Uw betaling daar');
    const named = await noor.submit(missing, path, { ...other, scope: 'part' });
    const preview = await noor.get(named.location);
    expect(preview.words).toContain('Hiervoor is verantwoordelijk: Marktplein BV');
    const back = await noor.submit(await noor.get(CARD), path, { scope: 'none' });
    expect(back.status).toBe(303);
    expect((await noor.get(ANSWER)).words).not.toContain('Marktplein BV');
  });

  test.each([
    [{ ground: '', facts: FACTS }, 'Kies een grond uit de lijst'],
    [{ ground: 'omdat het kan', facts: FACTS }, 'Kies een grond uit de lijst'],
    [{ ground: 'exception_17_3', article: '17(3)(b)', facts: FACTS }, 'hoort niet bij wat de klant vraagt'],
    [{ ground: 'condition_missing', article: '17(1)', facts: FACTS }, 'hoort niet bij wat de klant vraagt'],
    [{ ground: 'unfounded', facts: '  ' }, 'De feiten ontbreken'],
  ])('with %j says what is missing and keeps what was typed', async (fields, words) => {
    const page = await noor.submit(await noor.get(CARD), `${CARD}/weigeren`, fields);
    expect(page.status).toBe(409);
    expect(page.words).toContain(words);
    if (fields.facts.trim() !== '')
      expect(page.html).toMatch(new RegExp(`<textarea id="facts"[^>]*>\\n${FACTS}`));
    expect((await present()).letterKind).toBe('access_answer');
  });

  test('an access request offers only grounds of its own right, and no article', async () => {
    const { html } = await noor.get(CARD);
    expect(html).toContain('<option value="rights_of_others"');
    expect(html).not.toMatch(/<option value="(condition_missing|exception_17_3|17\()/);
    expect(html).not.toContain('name="article"');
  });
});

describe('a decision that staff write', () => {
  let card: string;
  beforeAll(async () => {
    const words = 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.';
    const { detail } = await searchingRequest(use(), { name: 'Ruud Smit', email: 'ruud@example.org', words });
    expect(detail).toMatchObject({ right: 'erasure', letterKind: 'decision' });
    card = `/balie/verzoek/${detail.id}`;
  });

  test('is refused on its own law only, with an article where one is needed', async () => {
    const erasure = await noor.get(card);
    expect(erasure.words).toContain('AVG 17 lid 3 onder b');
    expect(erasure.html).not.toMatch(/<option value="(18|20|21)\(1\)"/);
    const form = { ground: 'exception_17_3', facts: 'Wij bewaren de factuur.' };
    const without = await noor.submit(erasure, `${card}/weigeren`, form);
    expect(without.words).toContain('hoort een artikel');
    const prepared = await noor.submit(without, `${card}/weigeren`, { ...form, article: '17(3)(b)' });
    expect(prepared.status).toBe(303);
    await noor.submit(await noor.get(`${card}/antwoord`), `${card}/antwoorden`);
  });

  test('is filled in before it can be approved, and can be stopped for a whole day (R19)', async () => {
    const path = `${card}/antwoord`;
    expect((await noor.get(path)).location).toBe(`${card}/uitkomst`);
    const id = card.replace('/balie/verzoek/', '');
    const { core, owner } = use();
    await dropOrders(use(), owner, []);
    await searchByHand(use(), await numberOf(id), owner);
    const plan = erasurePlan().plan.slice(0, 2);
    await decideOutcome(core, id, erasurePlan({ plan }), owner);
    const letter = await noor.get(path);
    expect(letter.words).toContain('Eerst gaat deze aankondiging uit We gaan uw gegevens wissen');
    expect(letter.html).not.toContain('value="approve"');
    expect(letter.words).toContain('Voor dit besluit is meer bewijs nodig');
    const proven = await noor.submit(await noor.get(card), `${card}/bewijs`, { method: 'order_facts' });
    expect((await noor.get(proven.location)).words).toContain('Het bewijs is vastgelegd.');
    const own = await noor.get(path);
    expect(own.words).toContain('Een andere medewerker keurt het goed.');
    expect(own.html).not.toContain('value="approve"');
    const tried = await noor.submit(own, path, { action: 'approve', ...freeText(own) });
    expect(tried).toMatchObject({ status: 409 });
    expect(tried.words).toContain(
      'U heeft hieraan meegewerkt, of dat is niet uit te sluiten. Een andere medewerker kijkt mee',
    );
    const looked = await sam.get(path);
    expect(looked.words).toContain('Wissen: ');
    const approved = await approve(sam, path);
    expect((await sam.get(approved.location)).words).toContain('U kunt nog 24 uur stoppen');
  });

  async function numberOf(id: string): Promise<string> {
    return (await use().core.desk.card(id))?.number ?? '';
  }
});

describe('asking the customer', () => {
  test('says that the clock runs on, and the question stands in the conversation', async () => {
    const card = await noor.get(CARD);
    expect(card.words).toContain('De termijn loopt door.');
    const asked = await noor.submit(card, `${CARD}/vragen`, { text: 'Bedoelt u ook de nieuwsbrief?' });
    expect((await noor.get(asked.location)).words).toContain('De termijn loopt door.');
    const talk = await noor.get(`/balie/gesprek/${(await present()).conversationId}`);
    expect(talk.words).toContain('Bedoelt u ook de nieuwsbrief?');
  });

  test('with record content is refused, and the text stays to be corrected', async () => {
    const page = await noor.submit(await noor.get(CARD), `${CARD}/vragen`, {
      text: 'Gaat het om W-2026101?',
    });
    expect(page.status).toBe(409);
    expect(page.words).toContain('gegevens uit het dossier');
    expect(page.html).toMatch(/<details open><summary>Vraag de klant iets/);
    expect(page.words).toContain('Gaat het om W-2026101?');
  });
});

test('too late to stop is told, with what happened', async () => {
  await approve();
  const card = await noor.get(CARD);
  use().clock.advance(11 * MINUTE);
  const page = await noor.submit(card, `${CARD}/stoppen`);
  expect(page.status).toBe(409);
  expect(page.words).toContain('al onderweg');
  expect((await present()).approval.phase).toBe('sending');
});
