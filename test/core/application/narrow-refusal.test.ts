import { expect, test } from 'vitest';
import { narrowRefusal } from '../../../src/core/application/narrow-refusal.ts';
import type { DeliveryRefusal } from '../../../src/core/request/decide-delivery.ts';

/** A new refusal of a delivery does not compile until it stands here. */
const OF_DELIVERY: Readonly<Record<DeliveryRefusal, true>> = {
  'decision.wrong_state': true,
  'decision.card_outdated': true,
  'decision.outcome_outdated': true,
  'delivery.day_ahead': true,
};

test.each(Object.keys(OF_DELIVERY))(
  'staff who send a letter again are told %s, and nothing breaks',
  (code) => {
    expect(narrowRefusal({ ok: false, refusal: { code } })).toEqual({ ok: false, refusal: { code } });
  },
);
