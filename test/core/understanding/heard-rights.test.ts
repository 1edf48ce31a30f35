import { describe, expect, test } from 'vitest';
import { heardRights } from '../../../src/core/understanding/heard-rights.ts';
import type { JudgeClause } from '../../../src/core/understanding/judge-clause.ts';
import type { Clause } from '../../../src/core/understanding/mark-negations.ts';
import { isConfident } from '../../../src/core/understanding/understanding.ts';
import { wishOf } from '../../../src/core/understanding/wishes.ts';
import { chat } from './trained.ts';

const piece = (): Clause => ({ words: [], blocked: new Set() });

/** Judges each piece as it is told to. */
function told(chances: ReadonlyMap<Clause, Readonly<Record<string, number>>>): JudgeClause {
  return (clause) => ({
    ranked: Object.entries(chances.get(clause) ?? {}).map(([name, chance]) => ({
      wish: wishOf(name),
      chance,
      confidence: chance,
    })),
    familiarity: 1,
  });
}

describe('the rights that a message may ask', () => {
  const message = piece();
  const first = piece();
  const second = piece();
  const judge = told(
    new Map([
      [message, { erasure: 0.9, access: 0.1, out_of_scope: 0.3 }],
      [first, { erasure: 0.95 }],
      [second, { access: 0.6, objection: 0.2, 'policy_question/cookies': 0.7 }],
    ]),
  );

  test('count with the best chance that any piece gives them, likeliest first', () => {
    expect(heardRights([message, first, second], judge)).toEqual([
      { right: 'erasure', chance: 0.95 },
      { right: 'access', chance: 0.6 },
      { right: 'objection', chance: 0.2 },
    ]);
  });

  test('are none in what is about something else, and none without pieces', () => {
    expect(heardRights([piece()], told(new Map()))).toEqual([]);
    expect(heardRights([], judge)).toEqual([]);
  });
});

test.each([
  ['Stuurt u mij een kopie van mijn gegevens? Anders ga ik naar de Autoriteit Persoonsgegevens.', 'access'],
  ['Als mijn gegevens vrijdag niet weg zijn, dien ik een klacht in.', 'erasure'],
])('a threat is no second wish: %s', (text, right) => {
  expect(chat(text).labels).toEqual([right]);
});

test('a right that is plainly asked is filed without a question, also after a greeting', () => {
  for (const text of [
    'Hallo, wat bewaren jullie van mij?',
    'Verwijder al mijn gegevens',
    'Stop met de nieuwsbrief',
  ])
    expect(isConfident(chat(text))).toBe(true);
});
