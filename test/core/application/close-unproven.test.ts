import { expect, test } from 'vitest';
import { purgePastTerm } from '../../../src/core/application/purge.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

test('staff close what nobody proved, from the promised day on; the customer is told, and six weeks later it is gone', async () => {
  const { core, clock, settings } = use();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  const customer = coreCustomer(use());
  const number = await customer.asks('Sanne de Vries', 'sanne@example.nl');
  const before = await cardOf(use(), number);
  expect(before.mayLapse).toBe(false);
  const early = await core.decisions.closeUnproven(before.id, before.version, owner);
  expect(early).toMatchObject({ refusal: { code: 'decision.too_early' } });

  clock.advance(31 * DAY);
  expect((await core.desk.requests('unproven')).map(({ mayLapse }) => mayLapse)).toEqual([true]);
  expect(await core.decisions.closeUnproven(before.id, before.version, owner)).toEqual({
    ok: true,
    value: null,
  });
  const again = await core.decisions.closeUnproven(before.id, before.version, owner);
  expect(again).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  const lapsed = await cardOf(use(), number);
  expect(lapsed).toMatchObject({
    status: 'lapsed',
    approval: { phase: 'resolved', outcome: 'lapsed', by: owner.name },
  });
  expect(await core.desk.requests('unproven')).toEqual([]);
  const entries = await core.transcripts.read('web', customer.key, 0);
  expect(entries.at(-1)).toMatchObject({ from: 'desk', message: { kind: 'lapsed', number } });

  // A code or address that comes now is about nothing any more; asking again is a new request.
  await customer.says('wat bewaren jullie van mij');
  const next = await core.desk.requests('unproven');
  expect(next.map((request) => request.number)).not.toContain(number);
  expect(next).toHaveLength(1);

  clock.advance(43 * DAY);
  expect((await purgePastTerm(settings, clock.now())).purged.unproven_request).toBe(1);
  expect(await core.register.remains(number)).toMatchObject({ outcome: 'lapsed', daysUsed: 31 });
});
