import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/core/policy/check-policy.ts';
import { FINDING_KINDS, type FindingKind } from '../../../src/core/policy/policy-finding.ts';

const sample = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/policies', name), 'utf8');
const clean = sample('clean.md');

function kindsIn(source: string): readonly FindingKind[] {
  return [...new Set(checkPolicy(source).map(({ kind }) => kind))].sort();
}

/** The clean policy with one thing changed has that one thing wanting. */
function without(from: string | RegExp, to: string): readonly FindingKind[] {
  const changed = clean.replace(from, to);
  expect(changed).not.toBe(clean);
  return kindsIn(changed);
}

describe('a policy that tells all', () => {
  it('has nothing wanting, as Markdown and as HTML', () => {
    expect(checkPolicy(clean)).toEqual([]);
    const html = clean
      .replace(/^# (.*)$/gm, '<h1>$1</h1>')
      .replace(/^## (.*)$/gm, '<h2>$1</h2>')
      .replace(/^([^<\n].*)$/gm, '<p>$1</p>');
    expect(html).toContain('<h2>Cookies</h2>');
    expect(checkPolicy(html)).toEqual([]);
  });
});

describe('each element of AVG 13 and 14 that is taken out is missing', () => {
  it.each([
    ['missing_legal_name', ' is een eenmanszaak en', ''],
    ['missing_trade_register', ' bij de KvK onder nummer 12345678', ''],
    ['missing_legal_basis', /De grondslag is de overeenkomst met u\. |en op welke grondslag/g, ''],
    ['missing_transfers', ' Alle gegevens blijven binnen de EU.', ''],
    ['missing_access', 'U heeft recht op inzage. ', ''],
    ['missing_rectification', 'laten verbeteren, ', ''],
    ['missing_erasure', 'laten wissen, ', ''],
    ['missing_restriction', 'laten beperken en', 'laten'],
    ['missing_portability', ' en overdragen', ''],
    ['missing_objection', 'U kunt bezwaar maken. ', ''],
    ['missing_automated', 'Wij nemen geen geautomatiseerde besluiten. ', ''],
    ['missing_withdrawal', ' U kunt uw toestemming altijd intrekken.', ''],
    ['missing_complaint', 'Klagen kan bij de Autoriteit Persoonsgegevens. ', ''],
    ['missing_court', ' U kunt ook naar de rechter.', ''],
    ['missing_required', 'Zonder deze gegevens kunnen wij uw bestelling niet leveren.', ''],
    ['missing_own_cookies', 'Wij plaatsen alleen cookies die nodig zijn voor de winkelwagen. ', ''],
    ['missing_request_retention', 'Een lijst van verzoeken over privacy bewaren wij twee jaar.', ''],
    ['missing_categories', ' e-mailadres, telefoonnummer,', ''],
  ] as const)('%s', (kind, from, to) => {
    expect(without(from, to)).toContain(kind);
  });

  it('an interest is owed where no ground is named', () => {
    expect(without(/grondslag|gerechtvaardigd belang/g, 'reden')).toContain('missing_legitimate_interest');
  });
});

describe('what stands in a policy and should not', () => {
  it.each([
    ['placeholder', 'Wolkhost', '[NAAM VAN DE HOST]'],
    ['placeholder', 'Wolkhost bewaart', 'VOORBEELD: Wolkhost bewaart'],
    ['blank_name', 'Wolkhost bewaart onze website', 'Wij nemen diensten af van .'],
    ['empty_heading', /## Cookies[\s\S]*/, '## Cookies\n'],
    ['thirty_days', 'binnen een maand', 'binnen 30 dagen'],
    [
      'not_personal_data',
      'Een IP-adres is een persoonsgegeven',
      'Een IP-adres telt niet: het zijn geen persoonsgegevens',
    ],
    [
      'role_doubtful',
      'en is daarvoor zelf verantwoordelijk. PostNL bezorgt, en is ook zelf verantwoordelijk',
      'voor ons',
    ],
    [
      'contradicts_retention',
      'bewaren wij twee jaar na',
      'bewaren wij zolang u klant bent, en niet langer dan 2 jaar na',
    ],
    [
      'contradicts_purpose',
      'als verwerker.',
      'als verwerker, nooit voor een ander doel. Het deelt ze binnen het eigen concern.',
    ],
    ['part_of_payments', 'alle betalingen', 'een deel van de betalingen'],
    ['identity_document', 'Een kopie van uw paspoort vragen wij niet', 'U moet zich legitimeren'],
    ['insecure_link', 'https:', 'http:'],
    ['phone_grouping', 'info@bubbel.example', '(012) 345-6789'],
  ] as const)('%s', (kind, from, to) => {
    expect(without(from, to)).toContain(kind);
  });

  it('is told with its line and a few words of the place', () => {
    const findings = checkPolicy(sample('unfinished.txt'));
    expect(findings.filter(({ line }) => line !== undefined)).toEqual([
      expect.objectContaining({
        kind: 'placeholder',
        line: 3,
        quote: expect.stringContaining('{{bedrijfsnaam}}'),
      }),
      expect.objectContaining({ kind: 'insecure_link', line: 3 }),
      expect.objectContaining({ kind: 'blank_name', line: 5, quote: expect.stringContaining('door .') }),
      expect.objectContaining({ kind: 'empty_heading', line: 7, quote: 'Nieuwsbrief' }),
      expect.objectContaining({ kind: 'thirty_days', line: 13 }),
      expect.objectContaining({ kind: 'identity_document', line: 13 }),
    ]);
  });

  it('keeps its line in HTML, where a style is no text', () => {
    const placed = checkPolicy(sample('contradictory.html')).filter(({ line }) => line !== undefined);
    expect(placed.map(({ kind, line }) => `${line} ${kind}`)).toEqual([
      '3 insecure_link',
      '5 contradicts_retention',
      '7 contradicts_sharing',
      '8 empty_heading',
      '10 not_personal_data',
      '10 role_doubtful',
      '11 objection_without_term',
    ]);
  });

  it('is found in English too', () => {
    const kinds = kindsIn(sample('english.md'));
    for (const kind of [
      'placeholder',
      'part_of_payments',
      'role_doubtful',
      'thirty_days',
      'contradicts_retention',
      'not_personal_data',
      'missing_erasure',
      'missing_complaint',
      'missing_own_cookies',
    ] as const)
      expect(kinds).toContain(kind);
    expect(kinds).not.toContain('missing_access');
    expect(kinds).not.toContain('missing_purpose');
  });
});

it('an empty text lacks every element and has no place to show', () => {
  const findings = checkPolicy('');
  expect(findings.every(({ line, quote }) => line === undefined && quote === undefined)).toBe(true);
  const missing = Object.keys(FINDING_KINDS).filter((kind) => kind.startsWith('missing_'));
  expect(findings.map(({ kind }) => kind).sort()).toEqual(missing.sort());
});
