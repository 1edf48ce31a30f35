import { describe, expect, test } from 'vitest';
import { retracted } from '../../../src/core/conversation/retracted.ts';
import type { Understanding } from '../../../src/core/understanding/understanding.ts';
import { NUMBER, REQUEST, SPOKEN, understood } from './dialogue.ts';

const ERASURE = { ...REQUEST, right: 'erasure' } as const;
const read = (text: string, meant: Understanding = understood(['out_of_scope']), requests = [ERASURE]) =>
  retracted(text, meant, { requests, ...SPOKEN })?.number;

describe('an erasure that runs is taken back', () => {
  test.each([
    'ik bedoel dus niet wissen maar inzien',
    'nee wacht, niet wissen',
    'ik wil niet dat jullie mijn gegevens wissen',
    'wis mijn gegevens toch maar niet',
    'verwijder niets',
    'een kopie in plaats van verwijderen',
    'laat alles maar zoals het is',
    'bewaar alles maar gewoon',
  ])('by "%s"', (text) => expect(read(text)).toBe(NUMBER));

  test('by another wish that is put in its place', () => {
    expect(read('ik bedoel inzage', understood(['access'], { confidence: 0.5 }))).toBe(NUMBER);
    expect(read('ik bedoel morgen')).toBeUndefined();
    expect(read('en ook inzage', understood(['access']))).toBeUndefined();
  });
});

describe('an erasure goes on', () => {
  test.each([
    'het is nog niet gewist',
    'mijn gegevens zijn niet verwijderd',
    'waarom wissen jullie niet',
    'ik wil hier niets meer kopen, wis alles',
    'wis nou, u hebt het niet meer nodig',
    'hoe lang duurt het wissen',
  ])('after "%s"', (text) => expect(read(text)).toBeUndefined());

  test('when it is surely asked once more', () => {
    expect(read('niet zeuren, wissen', understood(['erasure']))).toBeUndefined();
  });

  test('when none runs', () => {
    expect(read('niet wissen', undefined, [])).toBeUndefined();
  });
});
