import { describe, expect, test } from 'vitest';
import type { RequestFact } from '../../../src/core/conversation/conversation-input.ts';
import type { DialogueState } from '../../../src/core/conversation/dialogue-state.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { factsSaid } from '../../../src/core/conversation/facts-given.ts';
import { decide, FACTS, NUMBER, REQUEST, SPOKEN, said, understood } from './dialogue.ts';

const OWED: RequestFact = {
  ...REQUEST,
  right: 'erasure',
  status: 'gathering',
  proven: true,
  factsOwed: true,
};
const ASKED: DialogueState = { step: { name: 'asking_facts', number: NUMBER }, factsAsked: [NUMBER] };
const facts = { requests: [OWED] };

describe('after the code', () => {
  test('two facts of an order are asked where the request needs them, after its thanks', () => {
    const checked = { type: 'code_checked', outcome: 'right', number: NUMBER } as const;
    const asked = decide(checked, NEW_DIALOGUE, facts);
    expect(asked.does).toEqual(['proven', 'ask_facts']);
    expect(asked.state).toEqual(ASKED);
  });

  test('another mailbox comes first: facts are the last question', () => {
    const other: RequestFact = { ...REQUEST, number: 'PB-6666-7777', right: 'rectification' };
    const checked = { type: 'code_checked', outcome: 'right', number: NUMBER } as const;
    const asked = decide(checked, NEW_DIALOGUE, { requests: [OWED, other] });
    expect(asked.state.step).toEqual({ name: 'asking_identity', number: 'PB-6666-7777' });
  });

  test('nothing of it is asked at the counter, where staff hear it themselves', () => {
    const checked = { type: 'code_checked', outcome: 'right', number: NUMBER } as const;
    expect(decide(checked, NEW_DIALOGUE, { ...facts, channel: 'counter' }).does).toEqual(['proven']);
  });
});

describe('while facts are asked', () => {
  test.each(['€ 49,95 met iDEAL', 'een geurkaars', '123 en in maart'])('"%s" is compared', (text) => {
    expect(decide(said([], { confidence: 0 }, text), ASKED, facts).does).toEqual(['give_facts!']);
  });

  test.each([
    'ik wil toch niet alles wissen, alleen mijn telefoonnummer',
    'laat mijn facturen maar staan',
    'mijn adres mag wel blijven',
    'niet de bestellingen graag',
  ])('"%s" is for whoever decides, and the question stays (R2, R9)', (text) => {
    const told = decide(said(['out_of_scope'], { confidence: 0.8 }, text), ASKED, { ...facts, ...SPOKEN });
    expect(told.does).toEqual(['narrow!', 'pass_to_staff!', 'ask_facts']);
    expect(told.state).toEqual(ASKED);
  });

  test('facts beside such words are compared, and the words are read by a person', () => {
    const both = said(
      ['out_of_scope'],
      { confidence: 0.8 },
      '45,95 met ideal, maar laat mijn facturen staan',
    );
    const told = decide(both, ASKED, { ...facts, ...SPOKEN });
    expect(told.does).toEqual(['narrow!', 'pass_to_staff!', 'give_facts!']);
  });

  test('a long story without a fact in it is no answer', () => {
    const story = 'dat vind ik toch wel een rare vraag als je het zo bekijkt';
    expect(decide(said(['out_of_scope'], { confidence: 0.3 }, story), ASKED, facts).does).not.toContain(
      'give_facts!',
    );
  });

  test.each([
    ['a person', said(['human'], {}, 'ik wil een medewerker')],
    ['a question', said(['status'], {}, 'hoe staat het ermee?')],
    ['another wish', said(['portability'], {}, 'ik wil mijn gegevens overdragen')],
    ['a death', said([], { signals: ['deceased'] }, 'mijn man is overleden')],
    ['thanks', said(['thanks'], {}, 'dank u wel')],
  ])('%s is no answer to it', (_what, input) => {
    expect(decide(input, ASKED, facts).does).not.toContain('give_facts!');
  });

  test('small talk brings the question back', () => {
    expect(decide(said(['status'], {}, 'hoe staat het?'), ASKED, facts).state.step).toEqual(ASKED.step);
  });

  test('"dat weet ik niet" ends the question, and a person finds another way', () => {
    const told = decide({ type: 'chose', choice: 'no_facts' }, ASKED, facts);
    expect(told.does).toEqual(['end_facts!', 'call_human!', 'facts_ended']);
    expect(told.state.step).toEqual({ name: 'idle' });
  });

  test('a late tap on it, when nothing is asked any more, changes nothing', () => {
    const late = { type: 'chose', choice: 'no_facts', number: NUMBER } as const;
    const { factsOwed: _owed, ...settled } = OWED;
    expect(decide(late, NEW_DIALOGUE, { requests: [settled] }).does).toEqual(['choice_expired']);
  });
});

describe('the answer to facts', () => {
  const given = (outcome: 'more' | 'noted' | 'none') =>
    decide({ type: 'facts_given', outcome, number: NUMBER }, ASKED, { requests: [] });

  test('too few of them: the question stays', () => {
    expect(given('more')).toMatchObject({ does: ['facts_more'], state: ASKED });
  });

  test('enough of them: thanks, whatever is on file, and nothing more is asked', () => {
    expect(given('noted')).toMatchObject({ does: ['facts_noted'], state: { step: { name: 'idle' } } });
  });

  test('for a request that needs none any more: said so', () => {
    expect(given('none').does).toEqual(['choice_expired']);
  });

  test('an edited message is an answer too, so that the first try is not kept as it was typed', () => {
    const words = understood([], { confidence: 0 });
    expect(factsSaid({ ...ASKED, step: { name: 'idle' } }, '49,95 en ideal', words, FACTS)).toBe('only');
  });
});

describe('a code from a letter (R9)', () => {
  const posted = { ...OWED, posted: true } as const;
  const { factsOwed: _owed, ...letter } = posted;
  const code = said([], { slots: { code: '123456' }, confidence: 0 }, '123 456');

  test('is checked for the request that has a letter', () => {
    expect(decide(code, NEW_DIALOGUE, { requests: [letter] }).outputs).toContainEqual({
      type: 'check_code',
      number: NUMBER,
      code: '123456',
    });
  });

  test('right, wrong and expired are said in words of its own: no new one comes by mail', () => {
    const checked = (outcome: 'right' | 'wrong' | 'expired' | 'blocked') =>
      decide({ type: 'code_checked', outcome, number: NUMBER, posted: true }, ASKED, { requests: [letter] });
    expect(checked('right')).toMatchObject({ does: ['facts_right'], state: { step: { name: 'idle' } } });
    expect(checked('wrong').does).toEqual(['letter_code_wrong']);
    expect(checked('expired').does).toEqual(['letter_code_wrong']);
    expect(checked('blocked').does).toEqual(['code_blocked', 'call_human!']);
  });
});
