import { describe, expect, test } from 'vitest';
import { useCore } from '../../support/use-core.ts';
import { ANNA, CARLA, REFUSALS, startBench, wordsOf } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });
const access = useRequest(use);
const erasure = useRequest(use, {
  name: 'Ruud Smit',
  email: 'ruud@example.org',
  words: 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.',
});
const FILLED = { ground: 'excessive', facts: 'Dit is het vijfde verzoek in twee weken.' };

async function openForm(request = access) {
  const bench = await startBench(use());
  await bench.connect();
  await bench.slack.click(ANNA, await bench.post(await request.card()), 'refuse');
  return { bench, form: await bench.dialog(ANNA) };
}

describe('refusing in Slack', () => {
  test('a ground from the closed list and the facts are asked, and what was written is prepared, not yet decided', async () => {
    const { bench, form } = await openForm();
    expect(wordsOf(form)).toContain('Het verzoek gaat veel te ver');
    const { steps } = await access.since(() => bench.slack.submitView(ANNA, form.id, FILLED));
    expect(steps).toContain('refusal_prepared by Anna de Vries');
    const { letterKind, approval } = await access.now();
    expect([letterKind, approval.phase]).toEqual(['refusal', 'pending']);
  });

  test('the same dialog shows the letter without what was typed, and it is decided at the desk only (R25)', async () => {
    const { bench, form } = await openForm();
    await bench.slack.submitView(ANNA, form.id, FILLED);
    const preview = await bench.dialog(ANNA);
    expect(preview.id).toBe(form.id);
    expect(preview.modal.title.text).toBe('Voorbeeld van de brief');
    expect(wordsOf(preview)).toContain('Lees en beslis op de balie.');
    expect(wordsOf(preview)).not.toContain(FILLED.facts);
    expect(preview.modal.submit).toBeUndefined();
  });

  test('an article is asked where the ground has more than one, and stands in the prepared refusal', async () => {
    const { bench, form } = await openForm(erasure);
    const article = '17(3)(b)';
    await bench.slack.submitView(ANNA, form.id, { ground: 'exception_17_3', article, facts: FILLED.facts });
    const prepared = (await erasure.now()).history.find(({ type }) => type === 'refusal_prepared');
    expect(prepared?.params).toMatchObject({ ground: 'exception_17_3', article });
  });

  test('what is not accepted is said at its field, and the form is still there with what was typed', async () => {
    const { bench, form } = await openForm();
    await bench.slack.submitView(ANNA, form.id, { ground: 'excessive', facts: '   ' });
    const told = await bench.dialog(ANNA);
    expect(told.id).toBe(form.id);
    expect(JSON.parse(told.error ?? '')).toEqual({ facts: expect.stringContaining('De feiten ontbreken') });
    expect((await access.now()).letterKind).toBe('access_answer');

    await bench.slack.submitView(ANNA, form.id, FILLED);
    expect((await bench.dialog(ANNA)).modal.title.text).toBe('Voorbeeld van de brief');
  });

  test('a refusal that was sent in twice is prepared once', async () => {
    const { bench, form } = await openForm();
    const { steps } = await access.since(async () => {
      await bench.slack.submitView(ANNA, form.id, FILLED);
      expect(await bench.slack.redeliver()).toMatchObject({ status: 200, body: '' });
      await bench.bot().stop();
    });
    expect(steps.filter((step) => step.startsWith('refusal_prepared'))).toHaveLength(1);
  });
});

describe('letters about the term, from Slack', () => {
  const REASON = 'U schreef met een andere naam dan eerst.';

  async function openLetter(button: 'doubt' | 'extend') {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await access.card());
    await bench.slack.click(ANNA, card, button);
    return { bench, card, form: await bench.dialog(ANNA) };
  }

  test('a doubt asks the reason and what is enough; the letter is made, and read and sent at the desk only (R19, R25)', async () => {
    const { bench, form } = await openLetter('doubt');
    expect(form.modal.title.text).toBe('Vraag om bewijs');
    expect(wordsOf(form)).toContain('De klant leest uw reden.');
    const { steps } = await access.since(() =>
      bench.slack.submitView(ANNA, form.id, { reason: REASON, asks: 'call_back,order_facts' }),
    );
    expect(steps).toEqual(['notice_prepared by Anna de Vries']);
    const told = await bench.dialog(ANNA);
    expect(wordsOf(told)).toContain('De brief staat klaar en is nog niet weg.');
    expect(wordsOf(told)).not.toContain(REASON);
    const { notice, id } = await access.now();
    expect(notice.waiting).toEqual({ kind: 'identity_doubt', approved: false });
    const preview = await use().core.notices.preview(id, access.owner());
    expect(JSON.stringify(preview)).toContain(REASON);
    // The card says that a letter waits, and offers no second one.
    const { actions, paragraphs } = await access.card();
    expect(actions.map((action) => action.id)).not.toContain('doubt');
    expect(paragraphs.join(' ')).not.toContain(REASON);
    await use().core.notices.drop(id, (await access.now()).version, access.owner());
  });

  test('an extension names the last day and takes reasons from the closed list; an older card makes none', async () => {
    const { bench, card, form } = await openLetter('extend');
    expect(wordsOf(form)).toContain('23 februari 2027');
    const facts = 'De bestellingen staan in vijf systemen.';
    await bench.slack.submitView(ANNA, form.id, { reasons: 'systems', facts });
    const { notice, id, version } = await access.now();
    expect(notice.waiting).toEqual({ kind: 'extension', approved: false });
    await use().core.notices.drop(id, version, access.owner());
    await bench.slack.click(ANNA, card, 'extend');
    expect(await bench.whisper(ANNA)).toContain('Er is intussen iets veranderd.');
  });

  test('what does not hold is said at its field, and nobody else makes a letter (R26)', async () => {
    const { bench, card, form } = await openLetter('doubt');
    await bench.slack.submitView(ANNA, form.id, { reason: '  ', asks: 'call_back' });
    const told = await bench.dialog(ANNA);
    expect(told.id).toBe(form.id);
    expect(JSON.parse(told.error ?? '')).toEqual({
      reason: expect.stringContaining('waarom u aan deze persoon twijfelt'),
    });
    expect((await access.now()).notice.waiting).toBeNull();
    await bench.slack.click(CARLA, card, 'doubt');
    expect(await bench.whisper(CARLA)).toBe(REFUSALS['slack.not_approver']);
  });
});

describe('working on a request from Slack', () => {
  test('a note is typed in a dialog, stored with us and shown nowhere in the channel (R25)', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await access.card());
    await bench.slack.click(ANNA, card, 'note');
    const form = await bench.dialog(ANNA);
    expect(wordsOf(form)).toContain('gaat nooit naar de klant');
    await bench.slack.submitView(ANNA, form.id, { note: 'Mevrouw belt morgen terug.' });
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Uw notitie staat bij het verzoek op de balie.');
    const [noted] = (await access.now()).notes;
    expect([noted?.by, noted?.text.forStaff()]).toEqual(['Anna de Vries', 'Mevrouw belt morgen terug.']);
    expect(JSON.stringify(await access.card())).not.toContain('belt morgen');
  });

  test('an empty note is refused at its field', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(ANNA, await bench.post(await access.card()), 'note');
    const form = await bench.dialog(ANNA);
    const before = (await access.now()).notes.length;
    await bench.slack.submitView(ANNA, form.id, { note: '  ' });
    const told = await bench.dialog(ANNA);
    expect(told.id).toBe(form.id);
    expect(JSON.parse(told.error ?? '')).toEqual({
      note: expect.stringContaining('Er staat nog geen tekst.'),
    });
    expect((await access.now()).notes.length).toBe(before);
  });

  test('one click puts it in the name of who clicked, and the card says so', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(ANNA, await bench.post(await access.card()), 'take');
    expect(JSON.stringify(await bench.whisper(ANNA))).toContain('Dit verzoek staat nu op uw naam.');
    const { fields } = await access.card();
    expect(fields).toContainEqual({ label: 'Wie het doet', value: 'Anna de Vries' });
  });
});
