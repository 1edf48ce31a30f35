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
    'stoppen jullie met die geur?',
    'mag die gele kaars verwijderd worden uit het assortiment',
    'hoe wis ik mijn browsergeschiedenis',
    'track en trace zegt al drie dagen onderweg',
  ])('%s', (text) => {
    expect(traced(text)).toEqual(['out_of_scope']);
    expect(traced(text, 0.5)).toEqual(['out_of_scope']);
  });

  test.each([
    'mijn account kapot maken',
    'zeg de nieuwsbrief op',
    'ja klopt, wis maar',
    'ik wil niets meer van u ontvangen',
    'een kaars besteld, en nu mijn adres goed zetten',
  ])('"%s" may be about data of the writer, and is asked about', (text) => {
    expect(traced(text)).toEqual(['await_answer!', 'confirm_right']);
  });

  test('what names neither goods nor data is asked about, unless it is surely something else', () => {
    expect(traced('nou zeg, wat een gedoe', 0.3)).toEqual(['await_answer!', 'confirm_right']);
    expect(traced('nou zeg, wat een gedoe')).toEqual(['out_of_scope']);
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
