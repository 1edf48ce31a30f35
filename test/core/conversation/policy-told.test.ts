import { describe, expect, test } from 'vitest';
import type { DialogueState } from '../../../src/core/conversation/dialogue-state.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { ASKING, CHOOSING, decide, FACTS, REQUEST, said, WAITING } from './dialogue.ts';

const facts = { requests: [REQUEST] } as const;
const about = (topic: 'cookies' | 'processors') => said(['policy_question'], { topic });
const typed = said([], { confidence: 0 }, 'meer');
const MORE = { choiceWords: { ...FACTS.choiceWords, more: ['meer', 'meer uitleg'] } } as const;

/** What a dialogue tells of the policy when these are said in turn. */
function told(begin: DialogueState, ...inputs: readonly Parameters<typeof decide>[0][]) {
  let state = begin;
  return inputs.map((input) => {
    const decided = decide(input, state, { ...(begin === NEW_DIALOGUE ? {} : facts), ...MORE });
    state = decided.state;
    const [first] = decided.outputs;
    return first?.type === 'say' ? first.message : undefined;
  });
}

describe('"meer" that is typed', () => {
  test('goes on with the topic that was told, part by part', () => {
    expect(told(NEW_DIALOGUE, about('processors'), typed, typed, typed)).toEqual([
      { kind: 'policy_answer', topic: 'processors' },
      { kind: 'policy_answer', topic: 'processors', whole: true },
      { kind: 'policy_answer', topic: 'processors', whole: true, part: 2 },
      { kind: 'policy_answer', topic: 'processors', whole: true, part: 3 },
    ]);
  });

  test('is about the last topic, and a tapped button about its own', () => {
    const tapped = { type: 'chose', choice: 'more', topic: 'processors' } as const;
    expect(told(NEW_DIALOGUE, about('processors'), about('cookies'), typed, tapped, typed)).toEqual([
      { kind: 'policy_answer', topic: 'processors' },
      { kind: 'policy_answer', topic: 'cookies' },
      { kind: 'policy_answer', topic: 'cookies', whole: true },
      { kind: 'policy_answer', topic: 'processors', whole: true },
      { kind: 'policy_answer', topic: 'processors', whole: true, part: 2 },
    ]);
  });

  test.each([
    ['a choice', CHOOSING],
    ['a name', ASKING],
    ['a code', WAITING],
  ])('is understood while %s is awaited, which is said again', (_what, state) => {
    expect(told(state, about('cookies'), typed)).toEqual([
      { kind: 'policy_answer', topic: 'cookies' },
      { kind: 'policy_answer', topic: 'cookies', whole: true },
    ]);
  });

  test('is told in general where nothing of the policy was asked, and after an answer in general', () => {
    expect(told(NEW_DIALOGUE, typed)).toEqual([{ kind: 'general_more' }]);
    const asked = told(NEW_DIALOGUE, about('cookies'), said(['access']), typed);
    expect(asked.at(-1)).toEqual({ kind: 'general_more' });
  });

  test('after thanks still goes on with that topic', () => {
    expect(told(NEW_DIALOGUE, about('cookies'), said(['thanks']), typed).at(-1)).toEqual({
      kind: 'policy_answer',
      topic: 'cookies',
      whole: true,
    });
  });
});
