import { expect, test } from 'vitest';
import {
  afterStaffWrote,
  type DialogueState,
  NEW_DIALOGUE,
} from '../../../src/core/conversation/dialogue-state.ts';
import { spokenTo } from '../../../src/core/conversation/to-a-child.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { decide, REQUEST, SPOKEN, said } from './dialogue.ts';

const CHILD: DialogueState = { step: { name: 'idle' }, withPerson: 'minor' };

function told(state: DialogueState, input: ReturnType<typeof said>, requests = [REQUEST]): string {
  const { outputs } = decide(input, state, { ...SPOKEN, requests });
  return outputs
    .flatMap((output) =>
      output.type === 'say' ? renderMessage(output.message, 'nl', firstProfile()).paragraphs : [],
    )
    .join(' ');
}

test.each([
  ['thanks', said(['thanks'], {}, 'dank je')],
  ['a greeting', said(['greeting'], {}, 'hoi')],
  ['an order', said(['out_of_scope'], {}, 'waar blijft mijn pakketje')],
  ['a call for a person', said(['human'], {}, 'ik wil een mens')],
  [
    'a question of the policy',
    said(['policy_question'], { topic: 'retention' }, 'hoe lang bewaren jullie dat'),
  ],
  ['a goodbye', said([], { confidence: 0 }, 'doei')],
  ['what runs already', said(['access'], {}, 'ik wil mijn gegevens zien')],
])('what a child is told after %s is in "je" (R4)', (_, input) => {
  expect(told(CHILD, input)).toMatch(/\b[Jj]e\b/);
  expect(told(CHILD, input)).not.toMatch(/\b[Uu]w?\b/);
  expect(told(NEW_DIALOGUE, input)).toMatch(/\b[Uu]w?\b/);
});

test('who said to be a child is spoken to as one after a person has written, too', () => {
  const { state } = decide(said(['thanks'], {}, 'dank je'), CHILD, SPOKEN);
  const later = afterStaffWrote(state);
  expect(later.withPerson).toBeUndefined();
  expect(spokenTo(later, { kind: 'human_delayed' })).toEqual({ kind: 'human_delayed', young: true });
});

test('what a person wrote is said as it was written', () => {
  const text = { kind: 'staff_text', text: 'Dag Noor', signedBy: 'Chantal' } as const;
  expect(spokenTo(CHILD, text)).toBe(text);
});
