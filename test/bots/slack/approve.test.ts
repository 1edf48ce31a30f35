import { describe, expect, test } from 'vitest';
import { holdRows } from '../../support/hold-rows.ts';
import { buttonsOf } from '../../support/slack/people.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, type Bench, BRAM, OUTCOME, ROOM, startBench, WORDS, wordsOf } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });
const request = useRequest(use);

async function connected(more?: Parameters<typeof startBench>[1]) {
  const bench = await startBench(use(), more);
  const bot = await bench.connect();
  const card = await bench.post(await request.card());
  return { bench, bot, card };
}

/** The preview that this person has before them, as soon as it can be sent in. */
const preview = ({ slack }: Bench, user: string) =>
  slack.waitFor(() => slack.openViews(user).find(({ modal }) => modal.submit !== undefined), 'a preview');

describe('approving in Slack', () => {
  test('a click opens the preview, and only sending that in approves, by name', async () => {
    const { bench, card } = await connected();
    const opened = await request.since(async () => {
      expect(await bench.slack.click(ANNA, card, 'approve')).toMatchObject({ status: 200, body: '' });
      return bench.dialog(ANNA);
    });
    expect(opened.steps).toEqual([]);
    await expect.poll(request.looks).toEqual(['Anna de Vries']);
    const shown = opened.value;
    expect(shown.modal.title.text).toBe('Voorbeeld van de brief');
    expect(shown.modal.submit?.text).toBe('Goedkeuren');
    expect(shown.modal.close?.text).toBe('Terug');
    expect(wordsOf(shown)).toContain('gaat naar f…@example.nl.');
    expect(wordsOf(shown)).toContain('JouwWeb (bestellingen): bestellingen 1');
    expect(wordsOf(shown)).toContain('Beste …,');
    expect(wordsOf(shown)).not.toMatch(/Fatima|fatima@|W-2026101|Gietpan/);

    const sent = await request.since(() => bench.slack.submitView(ANNA, shown.id));
    expect(sent.value.status).toBe(200);
    expect(sent.steps).toEqual(['approved by Anna de Vries']);
    const told = await bench.dialog(ANNA);
    expect(wordsOf(told)).toContain('Het antwoord gaat weg op 23 november 2026 om 10:10.');
    expect(told.modal.submit).toBeUndefined();
    expect(told.error).toBeNull();
  });

  test('a letter that Slack did not show was seen by nobody, and whoever clicked is told', async () => {
    const { bench, card } = await connected();
    const before = await request.looks();
    bench.slack.plan('views.open', { status: 200, body: { ok: false, error: 'expired_trigger_id' } });
    await bench.slack.click(BRAM, card, 'approve');
    await bench.whisper(BRAM);
    await bench.bot().stop();
    expect(await request.looks()).toEqual(before);
  });

  test('a double click opens two previews, and of two sendings the second is told that it was decided', async () => {
    const { bench, card } = await connected();
    await Promise.all([bench.slack.click(ANNA, card, 'approve'), bench.slack.click(ANNA, card, 'approve')]);
    await bench.slack.waitFor(() => bench.slack.openViews(ANNA)[1], 'two previews');
    const { steps } = await request.since(async () => {
      const second = await bench.dialog(ANNA);
      await bench.slack.submitView(ANNA, second.id);
      bench.slack.closeView(ANNA, second.id);
      await bench.slack.submitView(ANNA, (await bench.dialog(ANNA)).id);
    });
    expect(wordsOf(await bench.dialog(ANNA))).toMatch(/Dit is niet gelukt\. .*al/);
    expect(steps).toEqual(['approved by Anna de Vries']);
  });

  test('of two approvers at once one decides and the other is told that it was decided', async () => {
    const { bench, card } = await connected();
    await Promise.all([bench.slack.click(ANNA, card, 'approve'), bench.slack.click(BRAM, card, 'approve')]);
    const [forAnna, forBram] = [await bench.dialog(ANNA), await bench.dialog(BRAM)];
    const { steps } = await request.since(() =>
      Promise.all([bench.slack.submitView(ANNA, forAnna.id), bench.slack.submitView(BRAM, forBram.id)]),
    );
    const told = [wordsOf(await bench.dialog(ANNA)), wordsOf(await bench.dialog(BRAM))];
    expect(told.filter((words) => words.includes('Goedgekeurd.'))).toHaveLength(1);
    expect(told.filter((words) => words.includes('Dit is niet gelukt.'))).toHaveLength(1);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatch(/^approved by (Anna de Vries|Bram Bakker)$/);
  });

  test('a click on a card that somebody still sees in its old form opens nothing', async () => {
    const { bench, bot, card } = await connected();
    await request.moves();
    await bot.updateCard(`${ROOM}:${card.ts}`, OUTCOME);
    await bench.slack.click(ANNA, card, 'approve');
    expect(await bench.whisper(ANNA)).toContain('Bekijk de nieuwe kaart');
    expect(bench.slack.openViews(ANNA)).toEqual([]);
  });

  test('a card and an open preview from before a restart still work', async () => {
    const { bench, card } = await connected();
    await bench.slack.click(ANNA, card, 'approve');
    const opened = await bench.dialog(ANNA);

    await bench.connect();
    await bench.slack.submitView(ANNA, opened.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Goedgekeurd.');
    await bench.slack.click(BRAM, card, 'approve');
    expect(await bench.whisper(BRAM)).toContain('Dit is niet gelukt.');
  });

  test('stop is one click and is answered to the one who clicked only', async () => {
    const { bench, card: waiting } = await connected();
    await bench.slack.click(ANNA, waiting, 'approve');
    await bench.slack.submitView(ANNA, (await bench.dialog(ANNA)).id);
    const card = await bench.post(await request.card());
    const { steps } = await request.since(async () => {
      await bench.slack.click(BRAM, card, 'stop');
      expect(await bench.whisper(BRAM)).toBe('Gestopt. Er is niets verstuurd.');
    });
    expect(steps).toEqual(['stopped by Bram Bakker']);
    expect(bench.slack.ephemeralsFor(ANNA)).toEqual([]);
  });

  test('the link to the desk opens in the browser: Slack reports the click and nothing follows', async () => {
    const { bench, card } = await connected();
    const { id } = await request.now();
    expect(buttonsOf(card).map(({ button }) => button.url)).toContain(
      `https://balie.example.nl/balie/verzoek/${id}`,
    );
    const { steps } = await request.since(async () => {
      expect(await bench.slack.click(ANNA, card, 'desk')).toMatchObject({ status: 200 });
      await bench.bot().stop();
    });
    expect(steps).toEqual([]);
  });
});

describe('when an answer takes its time', () => {
  const hold = () => holdRows(use().connectionString, 'PrivacyRequest');

  test('a click is acknowledged at once, and a waiting dialog becomes the preview when it is there', async () => {
    const { bench, card } = await connected({ patienceMs: 1 });
    const held = await hold();
    expect(await bench.slack.click(ANNA, card, 'approve')).toMatchObject({ status: 200 });
    const waiting = await bench.dialog(ANNA);
    expect(wordsOf(waiting)).toContain(WORDS.working);
    expect(waiting.modal.submit).toBeUndefined();
    await held.release();
    await preview(bench, ANNA);
  });

  test('a dialog that was sent in is answered in time and says later how it ended', async () => {
    const { bench, card } = await connected({ patienceMs: 1 });
    await bench.slack.click(ANNA, card, 'approve');
    const opened = await preview(bench, ANNA);
    const held = await hold();
    expect(await bench.slack.submitView(ANNA, opened.id)).toMatchObject({ status: 200 });
    expect(wordsOf(await bench.dialog(ANNA))).toContain(WORDS.working);
    await held.release();
    await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => wordsOf(view).includes('Goedgekeurd.')),
      'the outcome',
    );
  });

  test('who closed the waiting dialog is told the outcome in the channel', async () => {
    const { bench, card } = await connected({ patienceMs: 1 });
    await request.moves();
    const held = await hold();
    await bench.slack.click(ANNA, card, 'approve');
    bench.slack.closeView(ANNA, (await bench.dialog(ANNA)).id);
    await held.release();
    expect(await bench.whisper(ANNA)).toContain('Bekijk de nieuwe kaart');
  });

  test('a trigger that has expired opens nothing, and the clicker is told to try again', async () => {
    const { bench, card } = await connected();
    const held = await hold();
    await bench.slack.click(ANNA, card, 'approve');
    await held.waiting();
    await bench.slack.passTime(3_001);
    await held.release();
    expect(await bench.whisper(ANNA)).toBe(WORDS.failed);
    expect(bench.slack.openViews(ANNA)).toEqual([]);
  });

  test('when the database is gone the clicker hears that nothing was decided, and no words of it are logged', async () => {
    const { bench, card } = await connected();
    await bench.slack.click(ANNA, card, 'approve');
    const opened = await bench.dialog(ANNA);
    await use().goesAway();
    await bench.slack.submitView(ANNA, opened.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Er is niets besloten.');
    await use().comesBack();
    expect((await request.now()).approval.phase).toBe('pending');
    expect(bench.logged().join()).toContain('an action failed');
    expect(bench.logged().join()).not.toMatch(/fatima|Anna/i);
  });

  test('stop of the bot waits for what was acknowledged and takes nothing new', async () => {
    const { bench, bot, card } = await connected();
    const held = await hold();
    await bench.slack.click(ANNA, card, 'approve');
    await held.waiting();
    let stopped = false;
    const stopping = bot.stop().then(() => {
      stopped = true;
    });
    expect(await bench.slack.click(BRAM, card, 'approve')).toMatchObject({ status: 503 });
    expect(stopped).toBe(false);
    await held.release();
    await stopping;
    expect(bench.slack.openViews(ANNA)).toHaveLength(1);
  });
});
