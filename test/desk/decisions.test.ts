import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../src/core/kernel/clock.ts';
import { DEPUTY, OWNER } from './memory-desk.ts';
import { IDS, NASTY, sampleRequest } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

const CARD = `/balie/verzoek/${IDS.ready}`;
const ANSWER = `${CARD}/antwoord`;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(() => desk.stop());

const present = () => {
  const one = desk.memory.cases.get(IDS.ready);
  if (one === undefined) throw new Error('the request is gone');
  return one;
};

describe('the card', () => {
  test('tells who asks, in which words, how it was proven, what was found and what was not searched', async () => {
    const page = await desk.visitor(OWNER).get(CARD);
    for (const words of [
      'Fatima el Amrani',
      'fatima@example.nl',
      'wat bewaren jullie van mij?',
      'Code naar het e-mailadres',
      'Bestellingen: 3 gegevens',
      'Niet doorzocht: Archief 2023, Verwijderd.',
      'Niet doorzocht: Portaal ligt eruit.',
      'Moet bewaard blijven tot en met 31-12-2033.',
      'Gaat ook over iemand anders.',
    ])
      expect(page.words).toContain(words);
    expect(page.html).toContain(`/balie/gesprek/${IDS.conversation}`);
    expect(desk.memory.looks).toEqual([`${OWNER.name} ${IDS.ready}`]);
  });

  test('explains its date step by step and shows the legal date beside it', async () => {
    const page = await desk.visitor(OWNER).get(CARD);
    expect(page.words).toContain('Waarom deze datums?');
    expect(page.words).toContain('Ontvangen op vrijdag 30 oktober 2026.');
    expect(page.words).toContain('Volgens de wet maandag 30 november 2026');
    expect(page.words).toContain('Antwoord uiterlijk vrijdag 27 november 2026');
  });

  test('shows times as Amsterdam has them', async () => {
    expect((await desk.visitor(OWNER).get(CARD)).words).toContain('30 oktober 2026 om 11:15');
  });

  test('shows what customers and systems wrote as text, never as markup', async () => {
    const page = await desk.visitor(OWNER).get(CARD);
    expect(page.words).toContain(NASTY.replace(/\s+/g, ' '));
    expect(page.html).not.toContain('<script>alert');
    expect(page.html).not.toContain('<img');
  });

  test('of an unproven request offers a question and no answer to approve', async () => {
    const page = await desk.visitor(OWNER).get(`/balie/verzoek/${IDS.unproven}`);
    expect(page.words).toContain('Wacht op de klant');
    expect(page.html).not.toContain('/antwoord"');
    expect(page.html).toContain('/vragen"');
  });
});

describe('approving', () => {
  test('shows the letter word for word with receiver and counts, and sends exactly that letter', async () => {
    const staff = desk.visitor(OWNER);
    const preview = await staff.get(ANSWER);
    for (const words of [
      'Hier is uw antwoord.',
      'U kunt een klacht indienen bij de AP.',
      'JouwWeb (bestellingen): Bestellingen, 3 gegevens',
    ])
      expect(preview.words).toContain(words);
    expect(preview.words).toContain('Gaat naar fatima@example.nl');
    expect(preview.words).toContain('Vast deel: kan niet worden gewijzigd Wat wij bewaren');
    expect(preview.words).toContain('nog 10 minuten stoppen');

    const fields = { action: 'approve', ...present().free };
    const approved = await staff.submit(preview, ANSWER, fields);
    expect(approved.location).toBe(`${CARD}?gedaan=goedgekeurd`);
    const card = await staff.get(approved.location);
    expect(card.words).toContain(
      'Noor Visser keurde de brief goed. Hij gaat weg op 23 november 2026 om 10:10.',
    );
    expect(card.words).toContain('U kunt nog 10 minuten stoppen');
  });

  test('pressed twice has one effect, and the second time says that it was you', async () => {
    const staff = desk.visitor(OWNER);
    const preview = await staff.get(ANSWER);
    const fields = { action: 'approve', ...present().free };
    expect((await staff.submit(preview, ANSWER, fields)).status).toBe(303);
    const again = await staff.submit(preview, ANSWER, fields);
    expect(again.status).toBe(409);
    expect(again.words).toContain('U hebt dit zelf al goedgekeurd.');
    expect(present().detail.history.filter(({ type }) => type === 'approved')).toHaveLength(1);
  });

  test('by two people at once: one decides, the other is told who was first', async () => {
    const [noor, sam] = [desk.visitor(OWNER), desk.visitor(DEPUTY)];
    const [first, second] = [await noor.get(ANSWER), await sam.get(ANSWER)];
    const fields = { action: 'approve', ...present().free };
    const results = await Promise.all([
      noor.submit(first, ANSWER, fields),
      sam.submit(second, ANSWER, fields),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual([303, 409]);
    const late = results.find(({ status }) => status === 409);
    expect(late?.words).toMatch(
      /(Noor Visser|Sam de Wit) keurde dit al goed\. Het gaat weg op 23 november 2026/,
    );
    expect(present().detail.history.filter(({ type }) => type === 'approved')).toHaveLength(1);
  });

  test('an older letter than the present one is refused and the new one is shown', async () => {
    const [noor, sam] = [desk.visitor(OWNER), desk.visitor(DEPUTY)];
    const old = await noor.get(ANSWER);
    const before = present().free;
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
    expect(present().detail.approval.phase).toBe('pending');
  });

  test('with text that was typed but not kept keeps the text first and sends nothing', async () => {
    const staff = desk.visitor(OWNER);
    const typed = { action: 'approve', opening: 'Een nieuw begin.', closing: 'Tot ziens' };
    const page = await staff.submit(await staff.get(ANSWER), ANSWER, typed);
    expect(page.location).toBe(`${ANSWER}?gedaan=eerst`);
    expect(present().detail.approval.phase).toBe('pending');
    expect((await staff.get(page.location)).words).toContain('Er is nog niets verstuurd');
    expect(present().free.opening).toBe('Een nieuw begin.');
  });

  test('a browser that writes line ends its own way has changed nothing', async () => {
    const staff = desk.visitor(OWNER);
    const { opening, closing } = present().free;
    const typed = { action: 'approve', opening: opening.replaceAll('\n', '\r\n'), closing };
    expect((await staff.submit(await staff.get(ANSWER), ANSWER, typed)).location).toContain('goedgekeurd');
  });

  test('a letter without its text is written first, and what was typed survives a refusal', async () => {
    const staff = desk.visitor(OWNER);
    const path = `/balie/verzoek/${IDS.decision}/antwoord`;
    const draft = await staff.get(path);
    expect(draft.words).toContain('Besluit schrijven');
    const empty = await staff.submit(draft, path, { action: 'save', opening: '', closing: 'Groet van Noor' });
    expect(empty.status).toBe(409);
    expect(empty.words).toContain('Groet van Noor');
    const kept = await staff.submit(empty, path, {
      action: 'save',
      opening: 'Wij stoppen.',
      closing: 'Noor',
    });
    expect((await staff.get(kept.location)).words).toContain('Wij stoppen.');
  });

  test('the change of a text is refused when somebody was first, and the typed text stays', async () => {
    const [noor, sam] = [desk.visitor(OWNER), desk.visitor(DEPUTY)];
    const mine = await noor.get(ANSWER);
    await sam.submit(await sam.get(ANSWER), ANSWER, { action: 'save', opening: 'Van Sam', closing: 'x' });
    const page = await noor.submit(mine, ANSWER, { action: 'save', opening: 'Van Noor', closing: 'y' });
    expect(page.status).toBe(409);
    expect(page.html).toMatch(/<textarea id="opening"[^>]*>\nVan Noor/);
    expect(present().free.opening).toBe('Van Sam');
  });
});

test('an erasure can be stopped for a day, and the time is told in hours', async () => {
  const one = present();
  one.detail = { ...one.detail, right: 'erasure' };
  const staff = desk.visitor(OWNER);
  const preview = await staff.get(ANSWER);
  expect(preview.words).toContain('Na uw goedkeuring kunt u het versturen nog 24 uur stoppen.');
  await staff.submit(preview, ANSWER, { action: 'approve', ...one.free });
  expect((await staff.get(CARD)).words).toContain('U kunt nog 24 uur stoppen');
  desk.timePasses(30 * MINUTE);
  expect((await staff.get(CARD)).words).toContain('U kunt nog 23 uur en 30 minuten stoppen');
});

describe('stopping', () => {
  async function approve() {
    const staff = desk.visitor(OWNER);
    await staff.submit(await staff.get(ANSWER), ANSWER, { action: 'approve', ...present().free });
    return staff;
  }

  test('until the letter leaves takes the approval back', async () => {
    const staff = await approve();
    desk.timePasses(9 * MINUTE);
    const card = await staff.get(CARD);
    expect(card.words).toContain('U kunt nog 1 minuut stoppen');
    const stopped = await staff.submit(card, `${CARD}/stoppen`);
    expect((await staff.get(stopped.location)).words).toContain('Er is niets verstuurd');
    expect(present().detail.approval.phase).toBe('pending');
  });

  test('too late is told, with what happened', async () => {
    const staff = await approve();
    const card = await staff.get(CARD);
    desk.timePasses(11 * MINUTE);
    const page = await staff.submit(card, `${CARD}/stoppen`);
    expect(page.status).toBe(409);
    expect(page.words).toContain('al onderweg');
  });
});

describe('refusing', () => {
  const FACTS = 'Er is nooit iets bij ons besteld.';

  test('makes a letter that still has to be read and approved, and can be taken back', async () => {
    const staff = desk.visitor(OWNER);
    const fields = { ground: 'not_own_data', article: '', facts: FACTS };
    const prepared = await staff.submit(await staff.get(CARD), `${CARD}/weigeren`, fields);
    expect(prepared.location).toBe(`${ANSWER}?gedaan=weigering`);
    const preview = await staff.get(prepared.location);
    expect(preview.words).toContain(FACTS);
    expect(preview.words).toContain('Alleen de brief, zonder gegevens');
    expect(preview.words).toContain('Er is nog niets verstuurd');
    const back = await staff.submit(preview, `${CARD}/antwoorden`);
    expect((await staff.get(back.location)).words).not.toContain(FACTS);
  });

  test.each([
    [{ ground: '', facts: FACTS }, 'Kies een grond uit de lijst'],
    [{ ground: 'omdat het kan', facts: FACTS }, 'Kies een grond uit de lijst'],
    [{ ground: 'exception_17_3', article: '17(3)(b)', facts: FACTS }, 'hoort niet bij wat de klant vraagt'],
    [{ ground: 'condition_missing', article: '17(1)', facts: FACTS }, 'hoort niet bij wat de klant vraagt'],
    [{ ground: 'unfounded', facts: '  ' }, 'De feiten ontbreken'],
  ])('with %j says what is missing and keeps what was typed', async (fields, words) => {
    const staff = desk.visitor(OWNER);
    const page = await staff.submit(await staff.get(CARD), `${CARD}/weigeren`, fields);
    expect(page.status).toBe(409);
    expect(page.words).toContain(words);
    if (fields.facts.trim() !== '')
      expect(page.html).toMatch(new RegExp(`<textarea id="facts"[^>]*>\\n${FACTS}`));
    expect(present().refusal).toBeNull();
  });

  test('offers only the grounds of the right that is asked for, and an article where one is needed', async () => {
    const staff = desk.visitor(OWNER);
    const access = await staff.get(CARD);
    expect(access.html).toContain('<option value="rights_of_others"');
    expect(access.html).not.toMatch(/<option value="(condition_missing|exception_17_3|17\()/);
    expect(access.html).not.toContain('name="article"');
    present().detail = sampleRequest({ right: 'erasure' });
    const erasure = await staff.get(CARD);
    expect(erasure.words).toContain('AVG 17 lid 3 onder b');
    expect(erasure.html).not.toMatch(/<option value="(18|20|21)\(1\)"/);
    const form = { ground: 'exception_17_3', facts: FACTS };
    const without = await staff.submit(erasure, `${CARD}/weigeren`, form);
    expect(without.words).toContain('hoort een artikel');
    const fields = { ...form, article: '17(3)(b)' };
    expect((await staff.submit(without, `${CARD}/weigeren`, fields)).status).toBe(303);
  });

  test('of what is no right to be refused is not offered', async () => {
    present().detail = sampleRequest({ right: 'complaint' });
    expect((await desk.visitor(OWNER).get(CARD)).words).not.toContain('Wijs het verzoek af');
  });
});

describe('asking the customer', () => {
  test('says that the clock runs on', async () => {
    const staff = desk.visitor(OWNER);
    const card = await staff.get(CARD);
    expect(card.words).toContain('De termijn loopt door.');
    const asked = await staff.submit(card, `${CARD}/vragen`, { text: 'Bedoelt u ook de nieuwsbrief?' });
    expect((await staff.get(asked.location)).words).toContain('De termijn loopt door.');
    expect(present().asked).toEqual(['Bedoelt u ook de nieuwsbrief?']);
  });

  test('with record content is refused, and the text stays to be corrected', async () => {
    const staff = desk.visitor(OWNER);
    const page = await staff.submit(await staff.get(CARD), `${CARD}/vragen`, {
      text: 'Gaat het om 2026-101?',
    });
    expect(page.status).toBe(409);
    expect(page.words).toContain('gegevens uit het dossier');
    expect(page.html).toMatch(/<details open><summary>Vraag de klant iets/);
    expect(page.words).toContain('Gaat het om 2026-101?');
  });
});
