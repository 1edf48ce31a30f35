import { expect, test } from 'vitest';
import { confidenceNeeded, type Label } from '../../../src/core/understanding/understanding.ts';
import { understand } from './trained.ts';

test.each<readonly [string, Label]>([
  ['print al mijn gegevens uit en stuur ze op', 'access'],
  ['print mijn gegevens uit', 'access'],
  ['zet mijn gegevens op een usb stick', 'access'],
  ['kan ik mijn gegevens downloaden', 'access'],
  ['Bewaren jullie mn gegevens? en wat dan precies?', 'access'],
  ['dsar', 'access'],
  ['gdpr request', 'access'],
  ['ik ben het er niet mee eens', 'complaint'],
  ['ik kan niet bij mijn mail', 'human'],
  ['wat weet je van voetbal', 'out_of_scope'],
  ['nee iets anders', 'out_of_scope'],
])('%s is surely %s', (text, label) => {
  const { labels, confidence } = understand({ channel: 'chat', text });
  expect(labels).toEqual([label]);
  expect(confidence).toBeGreaterThanOrEqual(confidenceNeeded(label));
});
