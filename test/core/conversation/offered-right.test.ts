import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { ASKING, decide, REQUEST, SPOKEN, said } from './dialogue.ts';

const asks = (change: Parameters<typeof said>[1] = {}) =>
  said(
    ['policy_question'],
    { topic: 'retention', alternatives: ['breach_report', 'erasure'], ...change },
    'gaan mijn gegevens ooit weg?',
  );
const OTHER_DAY = { source: { words: 'ja', receivedAt: '2026-11-05T10:00:00.000Z', key: 'm2' } };

describe('a policy question is answered, and a right of which it holds a trace is offered in one line below', () => {
  test('the answer comes first, and nothing is awaited', () => {
    const { does, outputs, state } = decide(asks(), NEW_DIALOGUE, SPOKEN);
    expect(does).toEqual(['policy_answer', 'right_offered']);
    expect(outputs.at(-1)).toMatchObject({ message: { right: 'erasure' } });
    expect(state.step).toEqual({ name: 'idle' });
  });

  test('"ja graag" or a tap files it from the words that held it, with their receipt (R17)', () => {
    const { state } = decide(asks(), NEW_DIALOGUE, SPOKEN);
    const inputs = [
      said(['out_of_scope'], {}, 'ja graag'),
      { type: 'chose', choice: 'right', right: 'erasure' },
    ] as const;
    for (const input of inputs) {
      const taken = decide(input, state, { ...SPOKEN, ...OTHER_DAY });
      expect(taken.does).toEqual([
        'answered_question!',
        'open_request!',
        'receipt',
        'ask_identity!',
        'ask_identity',
      ]);
      expect(taken.outputs[1]).toMatchObject({ right: 'erasure', sourceKey: 'm1', words: 'de woorden' });
    }
  });

  test('anything else leaves the offer: a "ja" after that is no request', () => {
    const { state } = decide(asks(), NEW_DIALOGUE, SPOKEN);
    const thanked = decide(said(['thanks'], {}, 'dank u'), state, SPOKEN);
    expect(decide(said(['out_of_scope'], {}, 'ja'), thanked.state, SPOKEN).does).toEqual(['acknowledged']);
    expect(decide({ type: 'chose', choice: 'right', right: 'access' }, state, SPOKEN).does).toEqual([
      'choice_expired',
    ]);
  });

  test.each([
    [
      'a leak or a complaint is offered only where the question was less sure',
      asks({ alternatives: ['breach_report'] }),
    ],
    ['nothing is offered without a trace', asks({ alternatives: [] })],
  ])('%s', (_, input) => {
    expect(decide(input, NEW_DIALOGUE, SPOKEN).does).toEqual(['policy_answer']);
  });

  test('a copy that is asked about by its word is offered, though nothing else was heard in it', () => {
    const costs = { topic: 'rights', alternatives: [] } as const;
    const { outputs } = decide(said(['policy_question'], costs, 'wat kost een kopie'), NEW_DIALOGUE, SPOKEN);
    expect(outputs.at(-1)).toMatchObject({ message: { kind: 'right_offered', right: 'access' } });
    const identity = { topic: 'identity', alternatives: [] } as const;
    const shown = said(['policy_question'], identity, 'moet ik een kopie van mijn paspoort sturen');
    expect(decide(shown, NEW_DIALOGUE, SPOKEN).does).toEqual(['policy_answer']);
  });

  test('a sure question that names no data brings no line', () => {
    const term = { topic: 'rights', alternatives: ['rectification'] } as const;
    const asked = said(['policy_question'], term, 'hoe lang duurt een verzoek maximaal');
    expect(decide(asked, NEW_DIALOGUE, SPOKEN).does).toEqual(['policy_answer']);
  });

  test('less sure, a leak is offered too', () => {
    const { outputs } = decide(asks({ confidence: 0.8 }), NEW_DIALOGUE, SPOKEN);
    expect(outputs.at(-1)).toMatchObject({ message: { right: 'breach_report' } });
  });

  test('a question that is open stays the only one, and what runs already is not offered', () => {
    expect(decide(asks(), ASKING, { ...SPOKEN, requests: [REQUEST] }).does).toEqual([
      'policy_answer',
      'identity_waits',
    ]);
    const runs = { ...SPOKEN, requests: [{ ...REQUEST, right: 'erasure' as const, proven: true }] };
    expect(decide(asks(), NEW_DIALOGUE, runs).does).toEqual(['policy_answer']);
  });
});

describe('what is read as something else, where nothing runs, keeps the rights that its words may ask', () => {
  const read = (labels: Parameters<typeof said>[0], change: Parameters<typeof said>[1], text: string) =>
    decide(said(labels, { confidence: 0.75, ...change }, text), NEW_DIALOGUE, SPOKEN);

  test('"erasure request" read as taking one back, or as asking how one is', () => {
    const alternatives = ['erasure'] as const;
    expect(read(['withdraw_request'], { alternatives }, 'erasure request').does).toEqual([
      'status_none',
      'right_offered',
    ]);
    expect(read(['status'], { alternatives }, 'mijn verwijderverzoek').does).toEqual([
      'status_none',
      'right_offered',
    ]);
    expect(read(['policy_question'], { alternatives }, 'jullie beleid deugt niet').does).toEqual([
      'policy_place',
      'right_offered',
    ]);
  });

  test('what was surely out of scope, thanks or a greeting brings no line', () => {
    const sure = { alternatives: ['erasure'], confidence: 0.95 } as const;
    expect(read(['greeting'], sure, 'hallo daar').does).toEqual(['greeting']);
    expect(read(['out_of_scope'], sure, 'mijn account doet het niet').does).toEqual(['out_of_scope']);
    expect(read(['thanks'], { alternatives: ['erasure'] }, 'dank voor de hulp').does).toEqual(['thanks']);
  });

  test('of a running request nothing is offered beside its status', () => {
    const input = said(['status'], { confidence: 0.75, alternatives: ['erasure'] }, 'en mijn verzoek?');
    const proven = { ...REQUEST, proven: true };
    expect(decide(input, NEW_DIALOGUE, { ...SPOKEN, requests: [proven] }).does).toEqual(['status']);
  });

  test('of several one is chosen: by a tap, or "ja" brings the question which one', () => {
    const alternatives = ['objection', 'complaint', 'access', 'erasure'] as const;
    const { state, outputs } = read(['policy_question'], { topic: 'marketing', alternatives }, 'reclame');
    expect(outputs.at(-1)).toMatchObject({
      message: { right: 'objection', others: ['complaint', 'access'] },
    });
    const tapped = decide({ type: 'chose', choice: 'right', right: 'complaint' }, state, SPOKEN);
    expect(tapped.outputs).toContainEqual(expect.objectContaining({ right: 'complaint', sourceKey: 'm1' }));
    const asked = decide(said(['out_of_scope'], {}, 'ja'), state, SPOKEN);
    expect(asked.does).toEqual(['await_answer!', 'confirm_right']);
    expect(asked.state.step).toMatchObject({ options: ['objection', 'complaint', 'access'] });
  });

  test('"nee" leaves it', () => {
    const { state } = decide(asks(), NEW_DIALOGUE, SPOKEN);
    const left = decide(said(['out_of_scope'], {}, 'nee'), state, SPOKEN);
    expect(left.does).toEqual(['acknowledged']);
    expect(left.state.offer).toBeUndefined();
  });
});

test('a policy question that was heard beside a right, and neither surely, is answered before the right is asked about', () => {
  const mixed = said(
    ['policy_question', 'access'],
    { topic: 'processors', confidence: 0.55 },
    'aan wie geeft u mijn gegevens',
  );
  expect(decide(mixed, NEW_DIALOGUE, SPOKEN).does).toEqual([
    'policy_answer',
    'await_answer!',
    'confirm_right',
  ]);
});
