import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findDrift } from '../../../src/core/policy/find-drift.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';

const used = firstProfile().recipients.map(({ name }) => name);
const own = importPolicy(readFileSync(join(import.meta.dirname, '../../fixtures/policies/clean.md'), 'utf8'));

it('the recipients of the first profile are those that the published policy names', () => {
  expect(findDrift({ used, own: undefined })).toMatchObject({ unnamed: [], unused: [] });
});

it('a channel or recipient in use that the policy does not name is found', () => {
  const drift = findDrift({ used: [...used, 'Telegram', 'Klarna'], own: undefined });
  expect(drift.unnamed).toEqual(['Telegram', 'Klarna']);
  expect(drift.places).toContain('Payment processors');
});

it('a party of the policy that is not used is found, with the heading where it stands', () => {
  const drift = findDrift({ used: used.filter((name) => name !== 'MijnDomein'), own: undefined });
  expect(drift).toEqual({ unnamed: [], unused: ['MijnDomein'], places: ['Webhosting'] });
});

it("a shop's own policy is read the same way, whatever way a name is written", () => {
  const drift = findDrift({ used: ['mollie', 'Post NL', 'Wolkhost', 'DHL'], own });
  expect(drift).toEqual({ unnamed: ['DHL'], unused: [], places: ['Wie gegevens krijgt'] });
  expect(findDrift({ used: ['Mollie'], own }).unused).toEqual(['PostNL']);
});
