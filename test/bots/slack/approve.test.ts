import { describe, expect, test } from 'vitest';
import { buttonsOf } from '../../support/slack/people.ts';
import { LETTER_HASH } from './recorded-dialogues.ts';
import { ANNA, BRAM, CARD, OUTCOME, ROOM, startBench, wordsOf } from './start-bot.ts';

const anna = { via: 'slack', userId: ANNA, name: 'Anna de Vries' };

describe('approving in Slack', () => {
  test('a click opens the preview, and only sending that in approves, by name and with the letter that was seen', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();

    const clicked = await bench.slack.click(ANNA, card, 'approve');
    expect(clicked).toMatchObject({ status: 200, body: '' });
    const preview = await bench.dialog(ANNA);
    expect(preview.modal.title.text).toBe('Controleer het antwoord');
    expect(preview.modal.submit?.text).toBe('Akkoord');
    expect(preview.modal.close?.text).toBe('Terug');
    expect(wordsOf(preview)).toContain('Beste mevrouw S…');
    expect(bench.recorder.heard).toEqual([{ call: 'openPreview', requestId: 'req-1', version: 1, by: anna }]);

    const sent = await bench.slack.submitView(ANNA, preview.id);
    expect(sent.status).toBe(200);
    expect(bench.recorder.heard[1]).toEqual({
      call: 'submitApproval',
      requestId: 'req-1',
      version: 1,
      letterHash: LETTER_HASH,
      by: anna,
    });
    const told = await bench.dialog(ANNA);
    expect(wordsOf(told)).toContain('Het antwoord gaat over 10 minuten weg.');
    expect(told.modal.submit).toBeUndefined();
    expect(told.error).toBeNull();
  });

  test('a double click opens two previews, and of two sendings the second is told that it was decided', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    await Promise.all([bench.slack.click(ANNA, card, 'approve'), bench.slack.click(ANNA, card, 'approve')]);
    await bench.slack.waitFor(() => bench.slack.openViews(ANNA)[1], 'two previews');

    const second = await bench.dialog(ANNA);
    await bench.slack.submitView(ANNA, second.id);
    bench.slack.closeView(ANNA, second.id);
    const first = await bench.dialog(ANNA);
    await bench.slack.submitView(ANNA, first.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Al besloten door Anna de Vries.');
  });

  test('of two approvers at once one decides and the other is told who did', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    await Promise.all([bench.slack.click(ANNA, card, 'approve'), bench.slack.click(BRAM, card, 'approve')]);
    const [forAnna, forBram] = [await bench.dialog(ANNA), await bench.dialog(BRAM)];
    await Promise.all([bench.slack.submitView(ANNA, forAnna.id), bench.slack.submitView(BRAM, forBram.id)]);

    const told = [wordsOf(await bench.dialog(ANNA)), wordsOf(await bench.dialog(BRAM))];
    expect(told.filter((words) => words.includes('Het antwoord gaat over 10 minuten weg.'))).toHaveLength(1);
    expect(told.filter((words) => words.includes('Al besloten door'))).toHaveLength(1);
  });

  test('a click on a card that somebody still sees in its old form carries the old version', async () => {
    const bench = await startBench();
    const bot = await bench.connect();
    const old = await bench.post();
    bench.recorder.newVersion();
    await bot.updateCard(`${ROOM}:${old.ts}`, OUTCOME);

    await bench.slack.click(ANNA, old, 'approve');
    expect(await bench.whisper(ANNA)).toBe('Deze kaart is verouderd.');
    expect(bench.recorder.heard).toMatchObject([{ call: 'openPreview', version: 1 }]);
  });

  test('a card and an open preview from before a restart still work', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    await bench.slack.click(ANNA, card, 'approve');
    const preview = await bench.dialog(ANNA);

    await bench.connect();
    await bench.slack.submitView(ANNA, preview.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Akkoord.');
    await bench.slack.click(BRAM, card, 'approve');
    expect(await bench.whisper(BRAM)).toBe('Al besloten door Anna de Vries.');
  });

  test('stop is one click and is answered to the one who clicked only', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post({
      ...CARD,
      actions: [{ id: 'stop', label: 'Houd tegen', style: 'danger' }],
    });
    await bench.slack.click(BRAM, card, 'stop');
    expect(await bench.whisper(BRAM)).toBe('Gestopt.');
    expect(bench.slack.ephemeralsFor(ANNA)).toEqual([]);
    expect(bench.recorder.heard).toMatchObject([{ call: 'stop', by: { name: 'Bram Bakker' } }]);
  });

  test('the link to the desk opens in the browser: Slack reports the click and nothing follows', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    expect(buttonsOf(card).map(({ button }) => button.url)).toContain(CARD.link.url);
    expect(await bench.slack.click(ANNA, card, 'desk')).toMatchObject({ status: 200 });
    expect(bench.recorder.heard).toEqual([]);
  });
});

describe('when an answer takes its time', () => {
  test('a click is acknowledged at once, and a waiting dialog becomes the preview when it is there', async () => {
    const bench = await startBench({ patienceMs: 1 });
    await bench.connect();
    const card = await bench.post();
    bench.recorder.hold();
    expect(await bench.slack.click(ANNA, card, 'approve')).toMatchObject({ status: 200 });
    const waiting = await bench.dialog(ANNA);
    expect(wordsOf(waiting)).toContain('Een ogenblik…');
    expect(waiting.modal.submit).toBeUndefined();

    bench.recorder.release();
    await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => view.modal.submit?.text === 'Akkoord'),
      'the preview',
    );
  });

  test('a dialog that was sent in is answered in time and says later how it ended', async () => {
    const bench = await startBench({ patienceMs: 1 });
    await bench.connect();
    const card = await bench.post();
    await bench.slack.click(ANNA, card, 'approve');
    const preview = await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => view.modal.submit !== undefined),
      'the preview',
    );
    bench.recorder.hold();
    expect(await bench.slack.submitView(ANNA, preview.id)).toMatchObject({ status: 200 });
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Een ogenblik…');

    bench.recorder.release();
    await bench.slack.waitFor(
      () => bench.slack.openViews(ANNA).find((view) => wordsOf(view).includes('Akkoord.')),
      'the outcome',
    );
  });

  test('who closed the waiting dialog is told the outcome in the channel', async () => {
    const bench = await startBench({ patienceMs: 1 });
    await bench.connect();
    const card = await bench.post();
    bench.recorder.newVersion();
    bench.recorder.hold();
    await bench.slack.click(ANNA, card, 'approve');
    bench.slack.closeView(ANNA, (await bench.dialog(ANNA)).id);
    bench.recorder.release();
    expect(await bench.whisper(ANNA)).toBe('Deze kaart is verouderd.');
  });

  test('a trigger that has expired opens nothing, and the clicker is told to try again', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    bench.recorder.hold();
    await bench.slack.click(ANNA, card, 'approve');
    await bench.slack.waitFor(() => bench.recorder.heard[0], 'the preview being asked');
    await bench.slack.passTime(3_001);
    bench.recorder.release();
    expect(await bench.whisper(ANNA)).toBe('Er ging iets mis. Er is niets besloten.');
    expect(bench.slack.openViews(ANNA)).toEqual([]);
  });

  test('when the database is gone the clicker hears that nothing was decided, and no words of it are logged', async () => {
    const bench = await startBench();
    await bench.connect();
    const card = await bench.post();
    await bench.slack.click(ANNA, card, 'approve');
    const preview = await bench.dialog(ANNA);
    bench.recorder.breakDown();
    await bench.slack.submitView(ANNA, preview.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Er is niets besloten.');
    expect(bench.logged.join()).toContain('an action failed');
    expect(bench.logged.join()).not.toContain('jansen');
  });

  test('stop of the bot waits for what was acknowledged and takes nothing new', async () => {
    const bench = await startBench();
    const bot = await bench.connect();
    const card = await bench.post();
    bench.recorder.hold();
    await bench.slack.click(ANNA, card, 'approve');
    await bench.slack.waitFor(() => bench.recorder.heard[0], 'the preview being asked');
    let stopped = false;
    const stopping = bot.stop().then(() => {
      stopped = true;
    });
    expect(await bench.slack.click(BRAM, card, 'approve')).toMatchObject({ status: 503 });
    expect(stopped).toBe(false);
    bench.recorder.release();
    await stopping;
    expect(bench.slack.openViews(ANNA)).toHaveLength(1);
  });
});
