import { describe, expect, test } from 'vitest';
import { chat } from './trained.ts';

describe('what is asked of the policy', () => {
  test('carries every topic in the order in which it is asked', () => {
    const { topic, policy } = chat('gebruiken jullie cookies? hoe lang bewaren jullie mijn factuur');
    expect(topic).toBe('cookies');
    expect(policy).toEqual({ topics: ['cookies', 'legal_invoices'], aspects: ['invoices'] });
  });

  test.each([
    ['ziet de bezorger wat ik besteld heb', 'processors', 'postnl'],
    ['krijgt de postbode mijn telefoonnummer', 'processors', 'postnl'],
    ['heeft mollie mijn rekeningnummer', 'processors', 'mollie'],
    ['wat krijgt jullie boekhouder van mij te zien', 'processors', 'e_boekhouden'],
    ['delen jullie mijn gegevens met klarna', 'processors', 'unnamed_party'],
    ['gaan mijn gegevens naar amerika', 'processors', 'abroad'],
    ['gebruiken jullie google analytics', 'automatic_data', 'analytics'],
    ['wie is jullie functionaris gegevensbescherming', 'contact', 'officer'],
    ['moet ik een kopie van mijn paspoort sturen', 'identity', 'id_copy'],
    ['kan ik de kopie ook per post krijgen', 'identity', 'other_way'],
    ['in welk bestandsformaat krijg ik mijn gegevens', 'rights', 'file_format'],
    ['waar kan ik een klacht indienen bij de AP', 'rights', 'ap_complaint'],
    ['hoe lang bewaart mollie mijn gegevens', 'retention', 'mollie'],
    ['wat gebeurt er met mijn account als ik twee jaar niks bestel', 'retention', 'inactive'],
  ] as const)('"%s" is about %s, %s', (words, topic, aspect) => {
    const { policy } = chat(words);
    expect(policy?.topics).toContain(topic);
    expect(policy?.aspects).toContain(aspect);
  });

  test.each([
    ['cookies en hoe lang bewaren jullie alles', ['cookies', 'retention']],
    ['hoe beveiligen jullie mijn gegevens en sturen jullie reclame', ['security', 'marketing']],
    ['do you use cookies and how long do you keep my data', ['cookies', 'retention']],
  ] as const)('"%s" holds two topics', (words, topics) => {
    expect(chat(words).policy?.topics).toEqual(topics);
  });

  test('is absent where nothing is asked of it', () => {
    expect(chat('ik wil inzage in mijn gegevens').policy).toBeUndefined();
  });
});
