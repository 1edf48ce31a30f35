import { describe, expect, test } from 'vitest';
import { ASKING, decide, NUMBER, REQUEST, SPOKEN, said, WAITING } from './dialogue.ts';

const facts = { requests: [REQUEST], ...SPOKEN };
const unclear = { confidence: 0 } as const;

describe('while the name is asked', () => {
  test.each([
    'Sanne de Vries',
    'sanne de vries',
    'Maria van der Berg-de Wit',
    'Jan van ’t Hoff',
    "Jan van 't Hoff",
    'Mohamed El Amrani',
    'Anna Maria van den Berg',
    'J.P. Jansen',
    'Ben',
    'Wil op den Akker',
  ])('%s is one', (name) => {
    const { does, state } = decide(said([], unclear, name), ASKING, facts);
    expect(does).toEqual(['ask_identity!', 'ask_email']);
    expect(state.name).toBe(name);
  });

  test.each([
    'mijn man is overleden',
    'ik heb geen mail gekregen',
    'Sanne?',
    'een groen vest in maat medium graag',
    'geen idee',
    'hallo',
  ])('%s is none: it is asked again with an example', (words) => {
    const { does, state } = decide(said([], unclear, words), ASKING, facts);
    expect(does).toEqual(['identity_unclear']);
    expect(state.step).toEqual(ASKING.step);
    const known = { ...ASKING, email: 'sanne@example.nl' };
    expect(decide(said([], unclear, words), known, facts).does).toEqual(['name_unclear']);
  });
});

test('a word or two that might be a right are a try at the code or the name, not a wish', () => {
  const input = said(['lift_restriction'], { confidence: 0.5 }, 'de code');
  expect(decide(input, WAITING, facts).does).toEqual(['code_wrong_form']);
  expect(decide(input, ASKING, facts).does).toEqual(['identity_unclear']);
});

describe('a code while name and address are asked again', () => {
  const code = said([], { slots: { code: '012345' } }, '012345');
  const again = decide(
    { type: 'chose', choice: 'other_address' },
    { ...WAITING, codeMailed: [NUMBER] },
    facts,
  );

  test('is checked when one was mailed before', () => {
    expect(again.state.step.name).toBe('asking_identity');
    expect(decide(code, again.state, facts).outputs).toEqual([
      { type: 'check_code', number: NUMBER, code: '012345' },
    ]);
    expect(
      decide(said([], { slots: { code: '012345' } }, 'mijn code is 012345'), again.state, facts).does,
    ).toEqual(['check_code!']);
  });

  test('is remembered as mailed when it was', () => {
    const { codeMailed: _none, ...fresh } = again.state;
    expect(decide(code, fresh, facts).does).not.toContain('check_code!');
    const mailed = decide({ type: 'code_asked', outcome: 'mailed', to: 's…@example.nl' }, WAITING, facts);
    expect(mailed.state.codeMailed).toEqual([NUMBER]);
  });
});
