import { describe, expect, test } from 'vitest';
import type { RequestFact } from '../../../src/core/conversation/conversation-input.ts';
import { type DialogueState, NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { listIndex } from '../../../src/core/conversation/list-index.ts';
import { ASKING, decide, NEXT, NUMBER, REQUEST, SPOKEN, said, understood } from './dialogue.ts';

const OTHER: RequestFact = { ...REQUEST, number: NEXT, right: 'erasure', status: 'awaiting_identity' };
const two = { requests: [OTHER, REQUEST], ...SPOKEN };
const words = (text: string) => said(['out_of_scope'], { confidence: 0 }, text);
const stop = said(['withdraw_request'], {}, 'ik trek mijn verzoek in');

function picking(): DialogueState {
  return decide(words('laat maar'), ASKING, two).state;
}

describe('"laat maar" with several open requests (R3)', () => {
  test('asks which one, by the word and by the meaning; with one open it is that one', () => {
    for (const input of [words('laat maar'), stop])
      expect(decide(input, ASKING, two)).toMatchObject({
        does: ['ask_which'],
        state: { step: { name: 'picking_request' } },
      });
    expect(decide(stop, ASKING, { ...two, requests: [OTHER] }).does).toEqual(['confirm_never_mind']);
  });

  test.each(['1', 'de eerste', 'optie a', 'nummer 1'])('%s is the first of the list', (text) => {
    expect(decide(words(text), picking(), two)).toMatchObject({
      does: ['confirm_never_mind'],
      state: { step: { name: 'confirming', number: NEXT } },
    });
  });

  test('its right or its number name it, and a tap carries the number', () => {
    const named = said(['access'], { confidence: 0.4 }, 'die met inzien');
    const numbered = said([], { confidence: 0, slots: { requestNumber: NUMBER } }, NUMBER);
    const tapped = { type: 'chose', choice: 'never_mind', number: NUMBER } as const;
    for (const input of [named, numbered, tapped])
      expect(decide(input, picking(), two).state.step).toMatchObject({ name: 'confirming', number: NUMBER });
  });

  test('all of them are asked once more, and each one ends; "nee" ends none', () => {
    const all = { type: 'chose', choice: 'all' } as const;
    for (const input of [words('allemaal'), words('3'), all]) {
      const asked = decide(input, picking(), two);
      expect(asked.does).toEqual(['confirm_stop_all']);
      expect(decide(words('ja'), asked.state, two).does).toEqual(['withdraw!', 'withdraw!']);
      expect(decide(words('nee'), asked.state, two).does[0]).toBe('all_go_on');
    }
    expect(decide(words('nee'), picking(), two).does[0]).toBe('all_go_on');
    expect(decide(said(['withdraw_request'], {}, 'stop met al mijn verzoeken'), ASKING, two).does).toEqual([
      'confirm_stop_all',
    ]);
  });

  test('what is no answer is asked again; another question is answered', () => {
    expect(decide(words('ehm'), picking(), two).does).toEqual(['ask_which']);
    const status = said(['status'], {}, 'hoe staat het ermee');
    expect(decide(status, picking(), two).does[0]).toBe('status');
  });

  test('a request whose answer is leaving is not among those that stop together', () => {
    const requests = [OTHER, { ...REQUEST, leaving: true as const }];
    expect(decide(words('allemaal'), picking(), { ...two, requests }).does).toEqual(['confirm_never_mind']);
  });
});

describe('a change of mind (R3)', () => {
  const stopped = { ...REQUEST, open: false, status: 'withdrawn' } as const;

  test('"doe toch maar wel" reopens what was stopped here, and asks which one of several', () => {
    const one = decide(words('doe toch maar wel'), NEW_DIALOGUE, { ...two, requests: [stopped] });
    expect(one.does.slice(0, 2)).toEqual(['reopen!', 'reopened']);
    const both = [stopped, { ...OTHER, open: false, status: 'withdrawn' } as const];
    const asked = decide(words('doe toch maar wel'), NEW_DIALOGUE, { ...two, requests: both });
    expect(asked.does).toEqual(['await_answer!', 'confirm_right']);
  });

  test('"toch niet wissen, alleen inzien" files the new wish and asks whether the old one stops', () => {
    const swap = said(
      ['withdraw_request', 'access'],
      { confidence: 0.74 },
      'toch niet wissen, alleen inzien',
    );
    const requests = [{ ...OTHER, number: NUMBER }];
    const { does, outputs, state } = decide(swap, ASKING, { ...SPOKEN, requests });
    expect(does).toEqual(['open_request!', 'general_answer', 'receipt', 'instead_of']);
    expect(outputs.at(-1)).toMatchObject({ message: { number: NUMBER, right: 'erasure' } });
    expect(state.step).toMatchObject({ name: 'confirming', number: NUMBER, as: 'withdrawn' });
  });

  test('an erasure that is not sure is never filed by a change of mind', () => {
    const swap = said(['withdraw_request', 'erasure'], { confidence: 0.74 }, 'doe maar niet, wis alles');
    expect(decide(swap, ASKING, { ...SPOKEN, requests: [REQUEST] }).does).not.toContain('open_request!');
  });

  test('another wish in an edited message: filed, and the one typed first is asked about', () => {
    const text = 'toon mijn gegevens';
    const input = { type: 'edited', text, understood: understood(['access']) } as const;
    const requests = [{ ...OTHER, number: NUMBER }];
    expect(decide(input, ASKING, { ...SPOKEN, requests }).does.at(-1)).toBe('instead_of');
    const proven = [{ ...OTHER, number: NUMBER, proven: true }];
    expect(decide(input, ASKING, { ...SPOKEN, requests: proven }).does).not.toContain('instead_of');
  });
});

test('an insight and an erasure of one message are shown in that order, in one reply', () => {
  const both = said(['access', 'erasure'], {}, 'eerst inzien, dan wissen');
  expect(decide(both, NEW_DIALOGUE, SPOKEN).does).toContain('copy_first');
  const unsure = said(['access', 'erasure'], { confidence: 0.6 }, 'eerst inzien, dan wissen');
  const asked = decide(unsure, NEW_DIALOGUE, SPOKEN);
  expect(asked.does).toEqual(['await_answer!', 'confirm_right']);
  expect(decide(words('ja'), asked.state, SPOKEN).does.filter((did) => did === 'receipt')).toHaveLength(2);
});

test.each([
  ['2', 2],
  ['2.', 2],
  ['de tweede', 2],
  ['optie b', 2],
  ['doe nummer 2 maar', 2],
  ['een half jaar', undefined],
  ['12', undefined],
  ['b en c', undefined],
])('"%s" stands for place %s of a list', (text, place) => {
  expect(listIndex(text, SPOKEN)).toBe(place);
});
