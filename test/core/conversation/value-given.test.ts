import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { decide, FACTS, NEXT, REQUEST, SPOKEN, said } from './dialogue.ts';

const facts = (words: string) => ({ ...SPOKEN, source: { ...FACTS.source, words } });
const requests = [{ ...REQUEST, number: NEXT, right: 'rectification' } as const];
const WRONG = facts('mijn geboortedatum klopt niet');
const asked = decide(said(['rectification'], {}, 'mijn geboortedatum klopt niet'), NEW_DIALOGUE, WRONG);
const email = 'sanne@example.nl';

describe('a correction that does not say what it should be (AVG 16)', () => {
  test('is asked what it should be, before who asks', () => {
    expect(asked.does).toEqual(['open_request!', 'receipt', 'ask_value']);
  });

  test('keeps the answer with the request, and goes on', () => {
    const given = decide(said([], {}, '3 mei 1970'), asked.state, { ...SPOKEN, requests });
    expect(given.does).toEqual(['note_value!', 'value_noted', 'ask_identity!', 'ask_identity']);
    expect(given.outputs[0]).toEqual({ type: 'note_value', number: NEXT, text: '3 mei 1970' });
  });

  test('is asked once, also when that is not answered', () => {
    const status = decide(said(['erasure'], {}, 'wis liever alles'), asked.state, { ...SPOKEN, requests });
    expect(status.does).toEqual(['open_request!', 'receipt', 'ask_identity!', 'ask_identity']);
    expect(status.state.valueOpen).toBeUndefined();
  });

  test('takes who asks first, and is asked when the mailbox is proven', () => {
    const who = said([], { slots: { email } }, `Sanne Vos, ${email}`);
    const given = decide(who, asked.state, { ...SPOKEN, requests });
    expect(given.does).toEqual(['ask_identity!', 'mail_code!']);
    const proven = requests.map((request) => ({ ...request, proven: true }));
    const right = { type: 'code_checked', outcome: 'right', number: NEXT } as const;
    const after = decide(right, given.state, { ...SPOKEN, requests: proven });
    expect(after.does).toEqual(['proven', 'ask_value']);
    const value = decide(said([], {}, '3 mei 1970'), after.state, { ...SPOKEN, requests: proven });
    expect(value.does).toEqual(['note_value!', 'value_noted']);
  });

  test.each([
    ['a question', 'hoezo?', []],
    ['a call for a person', 'ik wil iemand spreken', ['human']],
  ] as const)('does not take %s for the value', (_what, text, labels) => {
    expect(decide(said(labels, {}, text), asked.state, { ...SPOKEN, requests }).does).not.toContain(
      'note_value!',
    );
  });

  test.each([
    'mijn telefoonnummer moet 0612345678 zijn',
    'mijn mailadres klopt niet, het is nieuw@example.nl',
    'mijn huisnummer is 12 en geen 21',
  ])('is not asked where it stands in the words: %s', (words) => {
    expect(decide(said(['rectification'], {}, words), NEW_DIALOGUE, facts(words)).does).not.toContain(
      'ask_value',
    );
  });

  test('is not asked where it was read in the words', () => {
    const told = said(['rectification'], { slots: { newValue: 'Jansen' } }, 'mijn naam is Jansen');
    expect(decide(told, NEW_DIALOGUE, facts('mijn naam is Jansen')).does).not.toContain('ask_value');
  });
});
