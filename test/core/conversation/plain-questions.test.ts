import { expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { ASKING, decide, FACTS, NUMBER, REQUEST, SPOKEN, said } from './dialogue.ts';

const shrug = (text: string) => said(['out_of_scope'], { confidence: 0.4 }, text);
const source = (words: string) => ({ ...SPOKEN, source: { ...FACTS.source, words } });

test.each([
  ['Moet ik een volmacht meesturen?', 'mandate_wanted', true],
  ['hebt u een machtiging nodig', 'mandate_wanted', true],
  ['ben ik nou strafbaar', 'nothing_wrong', true],
  ['heb ik iets fout gedaan?', 'nothing_wrong', true],
  ['moet ik nu iets betalen?', 'costs_nothing', false],
])('%s: one answer for all, and what was asked stays open', (text, kind, read) => {
  const { does, state } = decide(shrug(text), ASKING, { ...source(text), requests: [REQUEST] });
  expect(does).toEqual([...(read ? ['pass_to_staff!'] : []), kind, 'identity_waits']);
  expect(state.step).toEqual(ASKING.step);
});

test('beside a right that is surely asked, the right is filed', () => {
  const text = 'wis alles, of ben ik dan strafbaar';
  expect(decide(said(['erasure'], {}, text), NEW_DIALOGUE, source(text)).does).toContain('open_request!');
});

test('what to send is answered only where a person looks first', () => {
  const text = 'wat moet ik opsturen';
  expect(decide(shrug(text), NEW_DIALOGUE, source(text)).does).not.toContain('nothing_to_send');
  const held = { ...NEW_DIALOGUE, withPerson: 'deceased' as const };
  expect(decide(shrug(text), held, source(text)).does).toEqual(['pass_to_staff!', 'nothing_to_send']);
  const other = { ...NEW_DIALOGUE, forOther: [NUMBER] };
  expect(decide(shrug(text), other, source(text)).does).toContain('nothing_to_send');
});

test('a threat beside a running request is read by a person and is no question about a right', () => {
  const text = 'U heeft hiervoor één maand, daarna dagvaard ik';
  const threat = said(['erasure'], { confidence: 0.3, signals: ['lawyer'] }, text);
  expect(decide(threat, NEW_DIALOGUE, { ...source(text), requests: [REQUEST] }).does).toEqual([
    'pass_to_staff!',
    'customer_reply_noted',
  ]);
  expect(decide(threat, NEW_DIALOGUE, source(text)).does).toContain('confirm_right');
});
