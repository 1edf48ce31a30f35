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
  ['asdf jkl', 'out_of_scope'],
  ['Leuke winkel!', 'out_of_scope'],
  ['Alles klopt.', 'out_of_scope'],
  ['wis mijn winkelmand', 'out_of_scope'],
  ['ik heb een verkeerd adres ingevuld bij mijn bestelling', 'out_of_scope'],
  ['Schandalig. Ik wil al mijn gegevens inzien', 'access'],
  ['My name is John Baker, please send me a copy of my data', 'access'],
  ['wa weet gij allemaal over mij', 'access'],
  ['ik wil niks meer van jullie horen', 'objection'],
  ['haal mij uit jullie systeem', 'erasure'],
  ['kunnen jullie mij vergeten', 'erasure'],
])('%s is read as %s, and no other right is filed', (text, label) => {
  const understood = understand({ channel: 'chat', text });
  expect(understood.labels).toEqual([label]);
  expect(rightsOf(understood).sure.filter((right) => right !== label)).toEqual([]);
});

test.each(['hallo', 'hoi', 'hee', 'goeiemorgen'])('%s is a Dutch greeting', (text) => {
  expect(understand({ channel: 'chat', text })).toMatchObject({ labels: ['greeting'], language: 'nl' });
});

test('what is asked first is first', () => {
  const text = 'ik wil mijn gegevens inzien en daarna alles laten wissen';
  expect(understand({ channel: 'chat', text }).labels).toEqual(['access', 'erasure']);
});
