import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import type { Signal } from '../../../src/core/understanding/understanding.ts';
import { decide, SPOKEN, said } from './dialogue.ts';

const unsure = (signals: readonly Signal[], thirdParty = false) =>
  decide(said(['erasure'], { confidence: 0.6, signals, thirdParty }), NEW_DIALOGUE, SPOKEN);

const opened = { type: 'open_request', right: 'erasure' } as const;

describe('what was heard in words that are asked about is kept until the request opens', () => {
  test.each(['anger', 'deadline_set'] as const)('%s lifts it', (signal) => {
    const asked = unsure([signal]);
    expect(asked.does).toEqual(['await_answer!', 'confirm_right']);
    for (const answer of [{ type: 'chose', choice: 'right', right: 'erasure' } as const, said([], {}, 'ja')])
      expect(decide(answer, asked.state, SPOKEN).outputs).toContainEqual(
        expect.objectContaining({ ...opened, raised: true, thirdParty: false }),
      );
    expect(decide(said(['erasure']), asked.state, SPOKEN).outputs).toContainEqual(
      expect.objectContaining({ ...opened, raised: true }),
    );
  });

  test.each([
    ['named as such', unsure([], true)],
    ['only mentioned', unsure(['other_person'])],
  ])('somebody else, %s, lets a person look first', (_, asked) => {
    const { outputs, does, state } = decide(said([], {}, 'ja'), asked.state, SPOKEN);
    expect(outputs).toContainEqual(expect.objectContaining({ ...opened, raised: false, thirdParty: true }));
    expect(does).toContain('third_party_noted');
    expect(does.filter((one) => one === 'call_human!')).toHaveLength(1);
    expect(does).not.toContain('ask_identity');
    expect(state.forOther).toHaveLength(1);
  });

  test('it is kept when the question is asked again about other words', () => {
    const asked = unsure(['anger'], true);
    const again = decide(said(['objection'], { confidence: 0.6 }), asked.state, SPOKEN);
    expect(again.state.step).toMatchObject({ asked: { raised: true, thirdParty: true } });
  });

  test('calm words about oneself stay calm', () => {
    const asked = unsure([]);
    const { outputs, does } = decide(said([], {}, 'ja'), asked.state, SPOKEN);
    expect(outputs).toContainEqual(expect.objectContaining({ ...opened, raised: false, thirdParty: false }));
    expect(does).not.toContain('call_human!');
  });

  test('a breach is about other people by its nature', () => {
    const asked = decide(
      said(['breach_report'], { confidence: 0.5, signals: ['other_person'] }),
      NEW_DIALOGUE,
      SPOKEN,
    );
    expect(decide(said([], {}, 'ja'), asked.state, SPOKEN).outputs).toContainEqual(
      expect.objectContaining({ type: 'open_request', right: 'breach_report', thirdParty: false }),
    );
  });
});
