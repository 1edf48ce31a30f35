import { describe, expect, it } from 'vitest';
import { isPolicyTopic } from '../../../src/core/kernel/policy-topics.ts';
import { RETENTION_TERMS, retentionTerm } from '../../../src/core/kernel/retention-terms.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';

describe('the first shop profile', () => {
  const profile = firstProfile();

  it('holds what the published policy says of the shop, nothing normalised', () => {
    expect(profile).toMatchObject({
      name: 'Ik smelt',
      phone: '(065) 464-6542',
      email: 'info@iksmelt.com',
      contactPerson: 'Chantal Wijnands',
      policyDate: '2023-10-26',
    });
  });

  it('names the five recipients; Mollie and PostNL decide for themselves', () => {
    const roles = profile.recipients.map(({ id, role }) => `${id} ${role}`);
    expect(roles).toEqual([
      'jouwweb processor',
      'mijndomein processor',
      'mollie independent_controller',
      'postnl independent_controller',
      'e-boekhouden processor',
    ]);
  });

  it('claims no country and no complete list of places that the owner did not confirm', () => {
    expect(profile.recipients.filter(({ country }) => country !== '')).toEqual([]);
    expect(profile.otherPlacesConfirmed).toBe(false);
  });

  it('treats its own mail address as no customer', () => {
    expect(profile.ownAddresses).toContain(profile.email);
  });
});

describe('the retention table (R35)', () => {
  it('has one term per class', () => {
    const classes = RETENTION_TERMS.map((term) => term.class);
    expect(new Set(classes).size).toBe(classes.length);
    for (const name of classes) expect(retentionTerm(name).class).toBe(name);
  });

  it('keeps a case two years and an unproven request six weeks after closing', () => {
    expect(retentionTerm('case')).toMatchObject({ period: { unit: 'years', count: 2 }, since: 'closing' });
    expect(retentionTerm('unproven_request')).toMatchObject({
      period: { unit: 'weeks', count: 6 },
      since: 'closing',
    });
  });
});

describe('policy topics', () => {
  it('are a closed list', () => {
    expect(isPolicyTopic('retention')).toBe(true);
    expect(isPolicyTopic('weather')).toBe(false);
  });
});
