import { describe, expect, test } from 'vitest';
import type { DialogueState } from '../../../src/core/conversation/dialogue-state.ts';
import { namedOption } from '../../../src/core/conversation/named-rights.ts';
import { decide, NUMBER, REQUEST, SPOKEN, said } from './dialogue.ts';

const asked = { words: 'weg met alles', receivedAt: '2026-11-02T09:00:00.000Z', sourceKey: 'm0' };
const LIST: DialogueState = {
  step: { name: 'confirming_right', options: ['erasure', 'objection'], asked },
};
/** Words that answer nothing. */
const shrug = said(['out_of_scope'], { confidence: 0.3 }, 'weet ik veel');
const spoken = { ...SPOKEN, source: { words: 'weet ik veel', receivedAt: '', key: 'm1' } };

describe('a list of choices', () => {
  const second = decide(shrug, LIST, spoken);
  const third = decide(shrug, second.state, spoken);

  test('is put a second time in other words', () => {
    expect(second.outputs).toContainEqual({
      type: 'say',
      message: { kind: 'confirm_right', options: ['erasure', 'objection'], again: true },
    });
  });

  test('is put no third time: a person is called, and a choice is still taken', () => {
    expect(third.does).toEqual(['call_human!', 'human_called']);
    const late = decide({ type: 'chose', choice: 'right', right: 'erasure' }, third.state, spoken);
    expect(late.does).toContain('open_request!');
  });

  test('calls one person, however long it stays unanswered', () => {
    const fourth = decide(shrug, third.state, { ...spoken, humanWanted: true });
    expect(fourth.does).toEqual(['human_already_called']);
  });

  test('is counted anew after another question', () => {
    const chosen = decide({ type: 'chose', choice: 'right', right: 'erasure' }, second.state, spoken);
    expect(chosen.state.put).toBeUndefined();
  });

  test('that follows an answer is no sign that nobody was understood', () => {
    const status = said(['status'], {}, 'hoe staat het ermee');
    const facts = { ...spoken, requests: [REQUEST] };
    const answered = decide(status, second.state, facts);
    expect(answered.does).toEqual(['status', 'confirm_right']);
    expect(answered.state.put).toBe(2);
  });
});

describe('"u schreef nog iets"', () => {
  const step = {
    name: 'confirming_right',
    options: ['objection'],
    asked,
    after: { name: 'asking_identity', number: NUMBER },
  } as const;
  const facts = { ...spoken, requests: [{ ...REQUEST, right: 'erasure' as const }] };

  test('lets what is filed go on first, and is asked later', () => {
    const { does, state } = decide(shrug, { step }, facts);
    expect(does).toEqual(['ask_identity!', 'ask_identity']);
    expect(state).toEqual({
      step: { name: 'asking_identity', number: NUMBER },
      waiting: [{ options: ['objection'], asked }],
    });
  });

  test('does not keep the code from who gives name and address meanwhile', () => {
    const given = said(
      ['out_of_scope'],
      { slots: { email: 'sanne@example.nl' } },
      'Sanne Vos, sanne@example.nl',
    );
    expect(decide(given, { step }, facts).does).toEqual(['ask_identity!', 'mail_code!']);
  });

  test('comes back when what is filed has what it needs', () => {
    const waiting: DialogueState = {
      step: { name: 'awaiting_code', number: NUMBER },
      waiting: [{ options: ['objection'], asked }],
    };
    const right = { type: 'code_checked', outcome: 'right', number: NUMBER } as const;
    const proven = [{ ...REQUEST, right: 'erasure' as const, proven: true }];
    expect(decide(right, waiting, { ...spoken, requests: proven }).does).toEqual([
      'proven',
      'await_answer!',
      'confirm_right',
    ]);
  });
});

describe('the option that words name', () => {
  test.each([
    ['ik bedoel alles wissen', 'erasure'],
    ['JA DAT ZEG IK TOCH, WISSEN!!', 'erasure'],
    ['doe maar bezwaar', 'objection'],
  ])('%s', (text, right) => {
    expect(namedOption(text, ['erasure', 'objection'], SPOKEN)).toBe(right);
  });

  test.each([
    ['niet wissen'],
    ['wissen of bezwaar'],
    ['wissen?'],
    ['inzage'],
    ['alles wissen behalve mijn facturen'],
    ['weet ik veel'],
  ])('is none in: %s', (text) => {
    expect(namedOption(text, ['erasure', 'objection'], SPOKEN)).toBeUndefined();
  });
});
