import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { mentionsHome } from '../../../src/core/conversation/open-order.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';
import { decide, FACTS, NEXT, REQUEST, SPOKEN, said } from './dialogue.ts';

const words = (text: string) => ({ ...SPOKEN, source: { ...FACTS.source, words: text } });
const MOVED = words('Mijn adres klopt niet meer, ik ben verhuisd');
const requests = [{ ...REQUEST, number: NEXT, right: 'rectification' } as const];
const asked = () =>
  decide(said(['rectification'], { slots: { newValue: 'Dorpsstraat' } }), NEW_DIALOGUE, MOVED);

describe('a corrected address (R22)', () => {
  test('is asked about an order that is on its way, before who asks', () => {
    const { does, state } = asked();
    expect(does).toEqual(['open_request!', 'receipt', 'ask_open_order']);
    expect(state.step).toEqual({ name: 'asking_order', number: NEXT });
  });

  test.each([
    ['a yes', 'ja'],
    ['a longer yes', 'ja, gisteren besteld'],
    ['what is no clear no', 'dat weet ik niet'],
  ])('%s alarms staff, says how to call, and goes on with who asks', (_what, text) => {
    const answered = decide(said([], { confidence: 0 }, text), asked().state, { ...SPOKEN, requests });
    expect(answered.does).toEqual(['alarm_order!', 'order_alarmed', 'ask_identity!', 'ask_identity']);
    expect(answered.state.step.name).toBe('asking_identity');
  });

  test('a no goes on with who asks; so do the buttons', () => {
    const facts = { ...SPOKEN, requests };
    expect(decide(said([], {}, 'nee'), asked().state, facts).does).toEqual(['ask_identity!', 'ask_identity']);
    const no = { type: 'chose', choice: 'no', number: NEXT } as const;
    expect(decide(no, asked().state, facts).does).toEqual(['ask_identity!', 'ask_identity']);
    expect(decide({ type: 'chose', choice: 'yes' }, asked().state, facts).does[0]).toBe('alarm_order!');
  });

  test('another wish or "mens" is heard, and the question stays', () => {
    const facts = { ...SPOKEN, requests };
    const wish = decide(said(['complaint']), asked().state, { ...facts, next: FACTS.next.slice(1) });
    expect(wish.does).toContain('open_request!');
    expect(wish.state.step.name).toBe('asking_order');
    const human = decide(said(['human']), asked().state, facts);
    expect([human.does, human.state.step.name]).toEqual([['call_human!', 'human_called'], 'asking_order']);
  });

  test('is not asked about another correction, nor in the shop', () => {
    expect(
      decide(said(['rectification']), NEW_DIALOGUE, words('Mijn naam is fout gespeld')).does,
    ).not.toContain('ask_open_order');
    expect(
      decide(said(['rectification']), NEW_DIALOGUE, { ...MOVED, channel: 'counter' }).does,
    ).not.toContain('ask_open_order');
  });
});

test.each([
  ['nl', 'mijn bezorgadres is anders', true],
  ['nl', 'Wij zijn verhuisd!', true],
  ['nl', 'mijn e-mailadres is fout', false],
  ['nl', 'mijn e-mail adres is fout', false],
  ['nl', 'mijn mailadres klopt niet, en mijn huisnummer ook niet', true],
  ['en', 'my email address is wrong', false],
  ['en', 'my address is wrong', true],
] as const)('in %s, "%s" is about a home: %s', (language, text, home) => {
  expect(mentionsHome(text, choiceWords(language, typedWords))).toBe(home);
});
