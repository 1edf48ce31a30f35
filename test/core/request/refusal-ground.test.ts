import { describe, expect, test } from 'vitest';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import {
  checkRefusal,
  groundsFor,
  REFUSAL_GROUNDS,
  type RefusalGround,
} from '../../../src/core/request/refusal-ground.ts';

const FACTS = 'Er is nooit iets bij ons besteld.';

function offered(right: (typeof RIGHTS)[number]): readonly RefusalGround[] {
  return groundsFor(right).map(({ ground }) => ground);
}

describe('a right is refused on its own law only (AVG 12(4))', () => {
  test('access has no conditions and knows no exception of erasure', () => {
    expect(offered('access')).toEqual([
      'not_identifiable',
      'unfounded',
      'excessive',
      'rights_of_others',
      'uavg_41',
      'deceased',
      'not_own_data',
      'no_authority',
    ]);
  });

  test.each(RIGHTS)('%s: what is not offered is refused, whatever article is named', (right) => {
    for (const ground of REFUSAL_GROUNDS) {
      // Who is responsible instead is named by a form of its own.
      if (ground === 'not_controller' || offered(right).includes(ground)) continue;
      for (const article of ['', '17(1)', '17(3)(b)'])
        expect(checkRefusal(right, { ground, article, facts: FACTS })).toMatchObject({
          refusal: { code: 'refusal_ground.not_for_right' },
        });
    }
  });

  test('whatever a shop does not decide about it can only point to who does; a complaint is answered', () => {
    const refused = RIGHTS.filter(
      (right) => !checkRefusal(right, { ground: 'not_controller', article: '', facts: FACTS }).ok,
    );
    expect(refused).toEqual(['complaint', 'breach_report']);
    expect(RIGHTS.flatMap(offered)).not.toContain('not_controller');
  });

  test('exceptions of article 17(3) belong to erasure alone', () => {
    expect(RIGHTS.filter((right) => offered(right).includes('exception_17_3'))).toEqual(['erasure']);
  });

  test('withdrawing consent and lifting a restriction have no conditions; a complaint is never refused', () => {
    for (const right of ['withdraw_consent', 'lift_restriction'] as const)
      expect(offered(right)).toEqual(['not_identifiable', 'deceased', 'not_own_data', 'no_authority']);
    expect([...offered('complaint'), ...offered('breach_report')]).toEqual([]);
  });

  test('a missing condition is one of the article of that right', () => {
    const conditions = RIGHTS.flatMap((right) =>
      groundsFor(right)
        .filter(({ ground }) => ground === 'condition_missing')
        .map(({ articles }) => `${right} ${articles.join()}`),
    );
    expect(conditions).toEqual([
      'rectification 16',
      'erasure 17(1)',
      'restriction 18(1)',
      'portability 20(1)',
      'objection 21(1)',
      'automated_decision 22(1)',
    ]);
  });
});

describe('the article of a refusal', () => {
  const erasure = (ground: RefusalGround, article: string, facts = FACTS) =>
    checkRefusal('erasure', { ground, article, facts });

  test('is one of those of the ground, and is left out where there is nothing to choose', () => {
    expect(erasure('exception_17_3', '17(3)(b)')).toEqual({ ok: true, value: '17(3)(b)' });
    expect(erasure('excessive', '17(3)(b)')).toEqual({ ok: true, value: '' });
    for (const article of ['', '21(1)', 'AVG 17(1)'])
      expect(erasure('condition_missing', article)).toMatchObject({
        refusal: { code: 'refusal_ground.article_missing' },
      });
  });

  test('does not replace the facts', () => {
    expect(erasure('exception_17_3', '17(3)(b)', ' ')).toMatchObject({
      refusal: { code: 'refusal_ground.facts_missing' },
    });
  });
});
