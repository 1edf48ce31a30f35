import { describe, expect, test } from 'vitest';
import type { RequestFact } from '../../../src/core/conversation/conversation-input.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';
import { day } from '../../support/request-builder.ts';
import { decide, FACTS, NEXT, NUMBER, REQUEST, said } from './dialogue.ts';

const nl = choiceWords('nl', typedWords);
const en = choiceWords('en', typedWords);
const refused = (change: Partial<RequestFact> = {}): RequestFact => ({
  ...REQUEST,
  right: 'erasure',
  status: 'refused',
  open: false,
  proven: true,
  decidedOn: day('2026-10-20'),
  ...change,
});
const factsAfter = (...requests: readonly RequestFact[]) => ({ requests, choiceWords: nl });

describe('words against a decision', () => {
  test.each([
    ['Ik ben het niet eens met uw besluit', 'complaint'],
    ['Ik maak bezwaar tegen jullie afwijzing.', 'objection'],
    ['ik ga in beroep tegen deze beslissing', 'automated_decision'],
  ] as const)('%s: a request of its own for the same right, linked, with a receipt', (text, label) => {
    const decided = decide(said([label], {}, text), NEW_DIALOGUE, factsAfter(refused()));
    expect(decided.outputs).toMatchObject([
      { type: 'open_request', number: NEXT, right: 'erasure', objectsTo: NUMBER },
      { message: { kind: 'objection_noted', number: NEXT, other: NUMBER } },
      { type: 'ask_identity', number: NEXT },
      { message: { kind: 'ask_identity' } },
    ]);
    expect(decided.state.step).toEqual({ name: 'asking_identity', number: NEXT });
  });

  test('the English words do the same', () => {
    const facts = { ...factsAfter(refused()), choiceWords: en };
    const decided = decide(
      said(['automated_decision'], {}, 'I disagree with your decision'),
      NEW_DIALOGUE,
      facts,
    );
    expect(decided.outputs[0]).toMatchObject({ type: 'open_request', objectsTo: NUMBER });
  });

  test('the number that is said decides against which, else the last decision', () => {
    const older = refused({ number: 'PB-3333-3333', right: 'access', decidedOn: day('2026-09-01') });
    const text = 'niet eens met uw besluit';
    const [last] = decide(said(['complaint'], {}, text), NEW_DIALOGUE, factsAfter(older, refused())).outputs;
    expect(last).toMatchObject({ objectsTo: NUMBER, right: 'erasure' });
    const slots = { requestNumber: 'PB-3333-3333' };
    const [named] = decide(
      said(['complaint'], { slots }, text),
      NEW_DIALOGUE,
      factsAfter(older, refused()),
    ).outputs;
    expect(named).toMatchObject({ objectsTo: 'PB-3333-3333', right: 'access' });
  });

  test('another wish in the same words is filed beside it', () => {
    const text = 'Ik ben het niet eens met uw besluit en wil geen reclame meer';
    const decided = decide(said(['complaint', 'objection'], {}, text), NEW_DIALOGUE, factsAfter(refused()));
    const opened = decided.outputs.filter(({ type }) => type === 'open_request');
    expect(opened).toMatchObject([{ right: 'erasure', objectsTo: NUMBER }, { right: 'objection' }]);
    expect(opened[1]).not.toHaveProperty('objectsTo');
  });

  test('said again, they are added to the request that is open by then', () => {
    const open: RequestFact = { ...REQUEST, number: 'PB-5555-5555', right: 'erasure', status: 'gathering' };
    const text = 'Ik ben het niet eens met uw besluit';
    expect(decide(said(['complaint'], {}, text), NEW_DIALOGUE, factsAfter(open, refused())).does).toEqual([
      'note_customer_wrote!',
      'already_open',
    ]);
  });
});

describe('words that may be against a decision', () => {
  const unsure = said(['complaint'], {}, 'Dit is niet wat ik wilde');

  test('are asked about once, with their receipt kept; yes links the request to the decision', () => {
    const asked = decide(unsure, NEW_DIALOGUE, factsAfter(refused()));
    expect(asked.outputs).toMatchObject([
      { type: 'await_answer' },
      { message: { kind: 'confirm_right', options: ['erasure'], against: NUMBER } },
    ]);
    const later = { ...factsAfter(refused()), askedDueDay: day('2026-12-01') };
    const source = { words: 'ja', receivedAt: '2026-11-05T10:00:00.000Z', key: 'm2' };
    const yes = decide({ type: 'chose', choice: 'yes' }, asked.state, { ...later, source });
    expect(yes.outputs).toMatchObject([
      { type: 'answered_question' },
      {
        type: 'open_request',
        right: 'erasure',
        objectsTo: NUMBER,
        words: FACTS.source.words,
        receivedAt: FACTS.source.receivedAt,
      },
      { message: { kind: 'objection_noted', dueDay: '2026-12-01' } },
      { type: 'ask_identity' },
      { message: { kind: 'ask_identity' } },
    ]);
  });

  test('after a no a person reads them', () => {
    const asked = decide(unsure, NEW_DIALOGUE, factsAfter(refused()));
    expect(decide({ type: 'chose', choice: 'no' }, asked.state, factsAfter(refused())).does).toEqual([
      'question_passed_on',
    ]);
  });

  test.each([
    ['six weeks later', refused({ decidedOn: day('2026-09-01') })],
    ['before anything was decided', { ...REQUEST, right: 'erasure' as const }],
  ])('are a complaint %s', (_when, request) => {
    expect(decide(unsure, NEW_DIALOGUE, factsAfter(request)).outputs[0]).toMatchObject({
      type: 'open_request',
      right: 'complaint',
    });
  });

  test('an objection against advertising is stopped at once, also after a decision', () => {
    const text = 'ik maak bezwaar tegen reclame';
    expect(
      decide(said(['objection'], {}, text), NEW_DIALOGUE, factsAfter(refused())).outputs[0],
    ).toMatchObject({
      type: 'open_request',
      right: 'objection',
    });
  });

  test('a decision by a machine is a right of its own', () => {
    const text = 'ik maak bezwaar tegen de automatische beslissing over mijn bestelling';
    expect(
      decide(said(['automated_decision'], {}, text), NEW_DIALOGUE, factsAfter(refused())).outputs[0],
    ).toMatchObject({ type: 'open_request', right: 'automated_decision' });
  });
});
