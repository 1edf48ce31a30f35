import { expect, test } from 'vitest';
import { rightsOf } from '../../../src/core/conversation/filed-rights.ts';
import type { Label } from '../../../src/core/understanding/understanding.ts';
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
])('%s is read as %s, and no other right is filed', (text, label) => {
  const understood = understand({ channel: 'chat', text });
  expect(understood.labels).toEqual([label]);
  expect(rightsOf(understood).sure.filter((right) => right !== label)).toEqual([]);
});
