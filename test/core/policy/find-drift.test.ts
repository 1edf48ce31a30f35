import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type DriftInput, findDrift } from '../../../src/core/policy/find-drift.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import type { Recipient } from '../../../src/core/policy/shop-profile.ts';

const { recipients } = firstProfile();
const own = importPolicy(readFileSync(join(import.meta.dirname, '../../fixtures/policies/clean.md'), 'utf8'));
const party = (name: string, task: Recipient['task'] = 'other') => ({ id: name.toLowerCase(), name, task });

function drift(given: Partial<DriftInput>) {
  const none = { recipients, services: [], found: [], own: undefined, hosted: false };
  return findDrift({ ...none, ...given }).map(({ kind, name, data, fact, heading }) =>
    [kind, name, ...(data.length === 0 ? [] : [data.join('+')]), `${fact} ${heading}`.trim()]
      .join(' | ')
      .trim(),
  );
}

it('the recipients of the first profile are those that the published policy names', () => {
  expect(drift({})).toEqual([]);
});

it('a channel that is on is to be recorded by the owner and named by the policy; a recorded one only named', () => {
  const services = [{ kind: 'channel', name: 'Telegram' } as const];
  expect(drift({ services })).toEqual([
    'not_recorded | Telegram | F33 Over ons privacybeleid',
    'not_named | Telegram | F33 Over ons privacybeleid',
  ]);
  expect(drift({ services, recipients: [...recipients, party('telegram', 'chat')] })).toEqual([
    'not_named | telegram | F33 Over ons privacybeleid',
  ]);
});

it('a recipient that the policy does not name is found, with the place where such a party would stand', () => {
  expect(drift({ recipients: [...recipients, party('Klarna', 'payments')] })).toEqual([
    'not_named | Klarna | F9 Payment processors',
  ]);
});

it('a server belongs to the party that its name names; one of nobody is found', () => {
  const mail = (name: string) => ({ services: [{ kind: 'mail_server', name } as const] });
  expect(drift(mail('smtp.mijndomein.nl'))).toEqual([]);
  expect(drift(mail('smtp.wolkhost.example'))).toEqual(['not_named | smtp.wolkhost.example | F7 Webhosting']);
});

it('a party of the policy that is not used is found, with the heading where it stands', () => {
  const fewer = recipients.filter(({ name }) => name !== 'MijnDomein');
  expect(drift({ recipients: fewer })).toEqual(['not_used | MijnDomein | F7 Webhosting']);
});

it('who hosts the desk and keeps its backups is asked once it is used for real people', () => {
  expect(drift({ hosted: true })).toEqual([
    'hosting_unknown |  | F7 Webhosting',
    'backups_unknown |  | F7 Webhosting',
  ]);
  const known = [...recipients, party('Wolkhost', 'desk_hosting'), party('MijnDomein', 'backups')];
  expect(drift({ hosted: true, recipients: known })).toEqual(['not_named | Wolkhost | F7 Webhosting']);
});

it('kinds of data that a source returned and the policy does not name there are found, source and rest as one', () => {
  const found = [
    { source: 'mollie', kinds: ['payment', 'contact_details'], searches: 1 },
    { source: 'jouwweb', kinds: ['order'], searches: 2 },
    { source: 'jouwweb_rest', kinds: ['account'], searches: 1 },
    { source: 'jouwweb', kinds: ['order', 'phone', 'email'], searches: 0 },
    { source: 'balie', kinds: ['conversation', 'request'], searches: 2 },
  ];
  expect(drift({ found })).toEqual([
    'data_not_named | JouwWeb | account+email+order+phone | F6 Webwinkelsoftware',
  ]);
});

it('what the policy says a party gets and no search found is told only after searches that say something', () => {
  const found = (searches: number) => [{ source: 'mollie', kinds: ['contact_details'], searches }];
  expect(drift({ found: found(9) })).toEqual([]);
  expect(drift({ found: found(10) })).toEqual(['data_not_found | Mollie | payment | F9 Payment processors']);
});

it('data at a place that is no recipient is held against all that the policy names', () => {
  const found = [{ source: 'other_places', kinds: ['order', 'newsletter'], searches: 1 }];
  expect(drift({ found })).toEqual([
    'data_not_named | other_places | newsletter | F12 Algemeen doel van de verwerking',
  ]);
});

it("a shop's own policy is read the same way, whatever way a name is written", () => {
  const used = ['mollie', 'Post NL', 'Wolkhost', 'DHL'].map((name) => party(name));
  expect(drift({ own, recipients: used })).toEqual(['not_named | DHL | Wie gegevens krijgt']);
  expect(drift({ own, recipients: [party('Mollie')] })).toEqual(['not_used | PostNL | Wie gegevens krijgt']);
});

it('the kinds of data in an own text are those of its sentences about data', () => {
  const text = importPolicy(
    'Welke gegevens\n\nUw naam, adres en e-mailadres.\n\nVerder\n\nBel ons per telefoon over een bestelling.\n\nWij bewaren facturen.',
  );
  const found = [
    { source: 'kassa', kinds: ['contact_details', 'email', 'invoice', 'order', 'phone'], searches: 1 },
  ];
  expect(drift({ own: text, recipients: [], found })).toEqual(['data_not_named | kassa | order+phone |']);
});
