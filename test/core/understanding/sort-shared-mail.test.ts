import { expect, test } from 'vitest';
import { sortSharedMail } from '../../../src/core/understanding/sort-shared-mail.ts';
import type { Understanding } from '../../../src/core/understanding/understanding.ts';
import { mail } from './trained.ts';

const sorted = (text: string, subject?: string) => sortSharedMail(mail(text, subject), false);

test.each([
  'Ik wil graag weten welke gegevens u van mij heeft.',
  'Verwijder mijn account en alle gegevens die u van mij heeft.',
  'Graag afmelden voor de nieuwsbrief.',
  'I would like a copy of all the personal data you hold about me.',
  'Hoe staat het met PB-2345-6789?',
])('a wish that is clear is taken: %s', (text) => {
  expect(sorted(text)).toBe('take');
});

test.each([
  ['Bestelling 10234', 'Hallo, wanneer wordt mijn bestelling geleverd? Groet, Jan'],
  ['Retour', 'Ik wil mijn pakket retour sturen, hoe werkt dat?'],
  ['Samenwerking', 'Wij bieden SEO-diensten aan voor uw webshop.'],
  ['Annuleren', 'Ik wil mijn bestelling annuleren.'],
  ['Vraag', 'Kan ik ook met een cadeaubon betalen?'],
  ['Sollicitatie', 'Ik zou graag bij u solliciteren, mijn cv vindt u in de bijlage.'],
  ['Afwezig', 'Ik ben afwezig tot 3 november. In dringende gevallen belt u mijn collega.'],
])('the ordinary mail of a shop is left alone: %s', (subject, text) => {
  expect(sorted(text, subject)).toBe('leave');
});

test.each([
  'Verkopen jullie mijn e-mailadres door?',
  'Het armbandje is na een week al stuk. Ik dien een klacht in.',
  'Ik wil mijn verzoek intrekken.',
])('what may be about privacy is left to a person: %s', (text) => {
  expect(sorted(text)).toBe('doubt');
});

test('a wish of which the desk is not sure is left to a person, and one sure wish is enough to take', () => {
  const unsure: Understanding = {
    ...mail('x'),
    labels: ['erasure'],
    confidence: 0.9,
    signals: [],
    slots: {},
  };
  expect(sortSharedMail(unsure, false)).toBe('doubt');
  const both: Understanding = { ...unsure, labels: ['access', 'erasure'], sureness: { access: 1 } };
  expect(sortSharedMail(both, false)).toBe('take');
  const second: Understanding = { ...unsure, labels: ['out_of_scope'], alternatives: ['access'] };
  expect(sortSharedMail(second, false)).toBe('doubt');
});

test('a program that asks something is never answered, and one that asks nothing is left alone', () => {
  const asks = mail('Via het formulier: ik wil graag weten welke gegevens u van mij heeft.');
  expect(sortSharedMail(asks, true)).toBe('doubt');
  expect(sortSharedMail(mail('Uw maandelijkse factuur staat klaar.'), true)).not.toBe('take');
});
