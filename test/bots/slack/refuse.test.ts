import { describe, expect, test } from 'vitest';
import { LETTER_HASH } from './recorded-dialogues.ts';
import { ANNA, type Bench, startBench, wordsOf } from './start-bot.ts';

const FILLED = { ground: 'excessive', facts: 'Dit is het vijfde verzoek in twee weken.' };

async function openForm(bench: Bench) {
  await bench.connect();
  const card = await bench.post();
  await bench.slack.click(ANNA, card, 'refuse');
  return bench.dialog(ANNA);
}

describe('refusing in Slack', () => {
  test('a ground from the closed list and the facts are asked, and what was written is prepared, not yet decided', async () => {
    const bench = await startBench();
    const form = await openForm(bench);
    expect(wordsOf(form)).toContain('Buitensporig vaak gevraagd');
    await bench.slack.submitView(ANNA, form.id, FILLED);
    expect(bench.recorder.heard.map((heard) => heard.call)).toEqual(['openRefusal', 'submitRefusal']);
    expect(bench.recorder.heard[1]).toMatchObject({
      version: 1,
      answer: { ground: 'excessive', article: '', facts: FILLED.facts },
      by: { via: 'slack', userId: ANNA, name: 'Anna de Vries' },
    });
  });

  test('the same dialog becomes the preview of the refusal, and sending that decides with the new version', async () => {
    const bench = await startBench();
    const form = await openForm(bench);
    await bench.slack.submitView(ANNA, form.id, { ...FILLED, article: 'AVG 12(5)' });
    const preview = await bench.dialog(ANNA);
    expect(preview.id).toBe(form.id);
    expect(preview.modal.title.text).toBe('Controleer het antwoord');

    await bench.slack.submitView(ANNA, preview.id);
    expect(bench.recorder.heard[1]).toMatchObject({ answer: { article: 'AVG 12(5)' } });
    expect(bench.recorder.heard[2]).toMatchObject({
      call: 'submitApproval',
      version: 2,
      letterHash: LETTER_HASH,
    });
    expect(wordsOf(await bench.dialog(ANNA))).toContain('Akkoord.');
  });

  test('what is not accepted is said on top of the form, and the form is still there with what was typed', async () => {
    const bench = await startBench();
    const form = await openForm(bench);
    await bench.slack.submitView(ANNA, form.id, { ground: 'excessive', facts: 'kort' });
    const told = await bench.dialog(ANNA);
    expect(told.id).not.toBe(form.id);
    expect(wordsOf(told)).toContain('Beschrijf de feiten.');

    bench.slack.closeView(ANNA, told.id);
    await bench.slack.submitView(ANNA, form.id, FILLED);
    expect((await bench.dialog(ANNA)).modal.title.text).toBe('Controleer het antwoord');
  });

  test('a refusal that was sent in twice is prepared once', async () => {
    const bench = await startBench();
    const form = await openForm(bench);
    await bench.slack.submitView(ANNA, form.id, FILLED);
    expect(await bench.slack.redeliver()).toMatchObject({ status: 200, body: '' });
    await bench.bot().stop();
    expect(bench.recorder.heard.filter((heard) => heard.call === 'submitRefusal')).toHaveLength(1);
  });
});
