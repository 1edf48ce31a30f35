import { describe, expect, test } from 'vitest';
import {
  attributionLength,
  headerLength,
  isDivider,
  isLetterHead,
} from '../../../src/core/understanding/quoted-lines.ts';

const attribution = (text: string): number => attributionLength(text.split('\n'), 0);
const header = (text: string): number => headerLength(text.split('\n'), 0);

describe('the line that says who wrote what follows', () => {
  test.each([
    ['Op ma 3 nov 2025 om 10:12 schreef X <x@example.nl>:', 1],
    ['Op 3 nov 2025 om 10:12 heeft X het volgende geschreven:', 1],
    ['Op 3 november 2025 schreef Winkel Voorbeeld:', 1],
    ['Op 3 nov schreef X:\n> ja', 1],
    ['X schreef op 2025-11-03 10:12:', 1],
    ['2025-11-03 10:12 GMT+01:00 X <x@example.nl>:', 1],
    ['On Mon, Nov 3, 2025 at 10:12 AM X <x@example.nl>\nwrote:', 2],
    ['Op maandag 3 november 2025 om 10:12 schreef\nWinkel\n<x@example.nl>:', 3],
    ['Am 03.11.2025 um 10:12 schrieb X:', 1],
    ['Le lun. 3 nov. 2025 à 10:12, X <x@example.nl> a écrit :', 1],
    ['Op 3 november schreef ik u het volgende:', 0],
    ['Op 3 november 2025 om 10:12 schreef ik u:', 0],
    ['Op 3 november 2025 schreef u aan mijn vrouw:', 0],
    ['On 3 November 2025 I wrote to you:', 0],
    ['Op maandag werk ik niet.\nJan schreef dat hij vrij wil:', 0],
    ['Graag inzage:', 0],
  ])('%s: %i lines', (text, length) => {
    expect(attribution(text)).toBe(length);
  });
});

describe('the header of a quoted mail', () => {
  test.each([
    ['Van: X\nVerzonden: maandag\nAan: Y\nOnderwerp: Z\n\nTekst', 4],
    ['Van: X\n\nVerzonden: maandag\n\nAan: Y\n\nTekst', 5],
    ['From: X\nSent: Monday\nTo: Y;\n  Z\nSubject: A', 5],
    ['Datum: maandag\nVan: X\nAan: Y', 3],
    ['Van: de buren heb ik dit gehoord.\nIk wil inzage.', 0],
    ['Aan: u de vraag wat u bewaart.', 0],
  ])('%s: %i lines', (text, length) => {
    expect(header(text)).toBe(length);
  });

  test.each([
    ['Van: Sanne\nAan: Winkel\nDatum: 3 november 2025', true],
    ['Van: Sanne <sanne@example.nl>\nAan: Winkel\nDatum: 3 november 2025', false],
    ['Van: Sanne\nVerzonden: 3 november\nAan: Winkel', false],
    ['Van: Sanne\nAan: Winkel\nDatum: 3 november 2025 10:12', false],
  ])('or the heading of a letter: %s', (text, expected) => {
    expect(isLetterHead(text.split('\n'), 0, 3)).toBe(expected);
  });

  test.each([
    '-----Oorspronkelijk bericht-----',
    '-------- Original message --------',
    '---------- Forwarded message ---------',
    'Begin doorgestuurd bericht:',
    '-----Ursprüngliche Nachricht-----',
    '---------- Weitergeleitete Nachricht ---------',
    '---------- Message transféré ---------',
    '------- Original Message -------',
  ])('under %s', (line) => {
    expect(isDivider(line)).toBe(true);
    expect(isDivider(`Mijn ${line} ligt hier`)).toBe(false);
  });
});
