import { describe, expect, test } from 'vitest';
import { mentionsGoods } from '../../../src/core/conversation/is-of-the-shop.ts';
import { decide, SPOKEN, said, WAITING } from './dialogue.ts';

const { choiceWords } = SPOKEN;

describe('an order question gets the contact of the shop, and no list of rights for a trace of one', () => {
  const traced = (text: string, confidence = 0.9) =>
    decide(
      said(['out_of_scope'], { confidence, alternatives: ['erasure', 'objection'] }, text),
      undefined,
      SPOKEN,
    ).does;

  test.each([
    ['track en trace zegt al drie dagen onderweg', 0.9, []],
    ['wanneer komt mijn pakket', 0.75, []],
    ['wanneer komt mijn pakket', 0.5, ['right_offered']],
    ['stoppen jullie met die geur?', 0.9, []],
    ['stoppen jullie met die geur?', 0.5, ['right_offered']],
    ['mag die gele kaars verwijderd worden uit het assortiment', 0.8, ['right_offered']],
    ['een kaars besteld, en nu mijn adres goed zetten', 0.8, ['right_offered']],
    ['mijn account kapot maken', 0.95, []],
    ['nou zeg, wat een gedoe', 0.8, ['right_offered']],
    ['nou zeg, wat een gedoe', 0.95, []],
    ['nou zeg, wat een gedoe', 0.6, ['right_offered']],
  ])('%s, read as something else with %d', (text, confidence, line) => {
    expect(traced(text, confidence)).toEqual(['out_of_scope', ...line]);
  });

  test.each(['mijn account kapot maken', 'zeg de nieuwsbrief op', 'ik wil niets meer van u ontvangen'])(
    '"%s" may be about data of the writer, and is asked about',
    (text) => {
      expect(traced(text, 0.8)).toEqual(['await_answer!', 'confirm_right']);
    },
  );

  test('words that mean hardly anything are asked again, and a slip, a name or a place without a line of rights', () => {
    expect(traced('nou zeg, wat een gedoe', 0.3)).toEqual(['not_understood', 'right_offered']);
    expect(traced('sdfgsdf', 0.3)).toEqual(['not_understood']);
    expect(traced('verwijderen', 0.3)).toEqual(['await_answer!', 'confirm_right']);
  });

  test('who never orders again is asked whether the data can go (R18)', () => {
    expect(traced('ik bestel nooit meer bij jullie', 0.3)).toEqual(['await_answer!', 'confirm_right']);
  });

  test('in the middle of a request what is awaited is said again', () => {
    const order = said(
      ['out_of_scope'],
      { confidence: 0.9, alternatives: ['objection'] },
      'wanneer komt mijn pakket',
    );
    expect(decide(order, WAITING, SPOKEN).does).toEqual(['out_of_scope', 'code_waits']);
  });
});

test('goods are known by the words of the locales', () => {
  expect(mentionsGoods('Waar blijft mijn pakket?', choiceWords)).toBe(true);
  expect(mentionsGoods('Waar blijft mijn antwoord?', choiceWords)).toBe(false);
});
