import { expect, test } from 'vitest';
import type { RequestFact } from '../../../src/core/conversation/conversation-input.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { decide, NEXT, NUMBER, REQUEST, SPOKEN, said } from './dialogue.ts';

const stays: RequestFact = { ...REQUEST, status: 'gathering', proven: true };
const joined: RequestFact = { ...stays, number: NEXT, status: 'joined', open: false, joinedTo: NUMBER };
const facts = { requests: [joined, stays], ...SPOKEN };

test('who stops the joined request by its number is asked about the one that runs (R12)', () => {
  const asked = decide(
    said(['withdraw_request'], { slots: { requestNumber: NEXT } }, `stop ${NEXT}`),
    NEW_DIALOGUE,
    facts,
  );
  expect(asked.outputs).toMatchObject([{ message: { kind: 'confirm_never_mind', number: NUMBER } }]);
  const sure = decide({ type: 'chose', choice: 'yes_stop', number: NUMBER }, asked.state, facts);
  expect(sure.outputs[0]).toEqual({ type: 'withdraw', number: NUMBER, as: 'withdrawn' });
});

test('a button of before the joining means the one that runs', () => {
  for (const choice of ['never_mind', 'explanation'] as const)
    expect(decide({ type: 'chose', choice, number: NEXT }, NEW_DIALOGUE, facts).outputs).toMatchObject([
      { message: { number: NUMBER } },
    ]);
  expect(decide({ type: 'chose', choice: 'copy', number: NEXT }, NEW_DIALOGUE, facts).does).toEqual([
    'goes_on',
  ]);
});

test('asking the same once more names the one that runs', () => {
  expect(decide(said(['access']), NEW_DIALOGUE, facts).outputs).toMatchObject([
    { message: { kind: 'already_open', number: NUMBER } },
  ]);
});

test('how it stands is told of both', () => {
  expect(decide(said(['status']), NEW_DIALOGUE, facts).outputs).toMatchObject([
    {
      message: {
        requests: [
          { number: NEXT, state: 'joined' },
          { number: NUMBER, state: 'gathering' },
        ],
      },
    },
  ]);
});
