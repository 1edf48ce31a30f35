import { expect, test } from 'vitest';
import { firstProfile } from '../../src/core/policy/first-profile.ts';
import { sourceInWords } from '../../src/core/text/source-in-words.ts';
import { shopSources } from '../../src/processors/processors.ts';

const sources = shopSources({
  exports: { latest: async () => undefined },
  erased: async () => ({ erasedOn: undefined, held: new Set<string>() }),
  readOwnRecords: async () => [],
});

function idsOf(recipients: readonly string[]) {
  const shop = firstProfile();
  return sources({
    ...shop,
    recipients: shop.recipients.filter(({ id }) => recipients.includes(id)),
  }).map((source) => source.capabilities().source);
}

test('what the export of orders does not hold is a source of its own that a person searches', async () => {
  expect(idsOf(['jouwweb', 'postnl'])).toEqual([
    'balie',
    'jouwweb',
    'jouwweb_rest',
    'postnl',
    'other_places',
  ]);
  expect(idsOf(['postnl'])).not.toContain('jouwweb_rest');
  const [other] = sources(firstProfile()).filter((source) => source.capabilities().source === 'jouwweb_rest');
  expect(other?.capabilities()).toMatchObject({ canProveAbsence: false, supports: { find: 'manual' } });
});

test('both parts of JouwWeb are named by what they hold', () => {
  expect(sourceInWords('nl', 'jouwweb', firstProfile())).toBe('JouwWeb (bestellingen)');
  expect(sourceInWords('nl', 'jouwweb_rest', firstProfile())).toBe(
    'JouwWeb (formulieren, klantaccounts, notities, nieuwsbrief)',
  );
});
