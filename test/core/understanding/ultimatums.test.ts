import { describe, expect, test } from 'vitest';
import { confidenceNeeded, type Label } from '../../../src/core/understanding/understanding.ts';
import { understand } from './trained.ts';

const read = (text: string) => understand({ channel: 'chat', text });

describe('what must not stay undone, under threat, is what is asked (R2, R23)', () => {
  test.each<readonly [string, Label]>([
    ['als ik voor vrijdag geen overzicht heb van mijn gegevens stap ik naar de AP', 'access'],
    [
      'Als jullie mij niet voor vrijdag een kopie van mijn gegevens sturen, dan dien ik een klacht in',
      'access',
    ],
    ['Indien ik niet binnen een week inzage krijg, volgt een klacht bij de toezichthouder.', 'access'],
    ['Krijg ik vrijdag geen overzicht van mijn gegevens dan ga ik naar de AP', 'access'],
    ['Heb ik voor vrijdag mijn data niet, dan bel ik mijn advocaat', 'access'],
    ['Zonder een overzicht van mijn gegevens vóór maandag schakel ik mijn advocaat in.', 'access'],
    ['mocht ik maandag geen inzage hebben gekregen, dan volgt een kort geding', 'access'],
    ["if I don't get a copy of my data by friday I will go to the regulator", 'access'],
    ['Als jullie mijn account niet verwijderen dan ga ik naar de Autoriteit Persoonsgegevens', 'erasure'],
    ['als jullie mijn gegevens niet wissen schakel ik een advocaat in', 'erasure'],
    [
      'Indien u mijn gegevens niet voor 1 december verwijdert zal ik juridische stappen ondernemen',
      'erasure',
    ],
    ['als ge mijn account nie wist, ga ik naar de GBA', 'erasure'],
    ['Wissen jullie mijn gegevens niet, dan stap ik naar de rechter', 'erasure'],
    ['unless you delete my account this week I will file a complaint with the ICO', 'erasure'],
    ['als jullie niet stoppen met die nieuwsbrief meld ik het bij de AP', 'objection'],
  ])('%s -> %s, surely enough to file it', (text, label) => {
    const { labels, confidence, signals } = read(text);
    expect(labels).toEqual([label]);
    expect(confidence).toBeGreaterThanOrEqual(confidenceNeeded(label));
    expect(signals.length + Number(/klacht|ICO/.test(text))).toBeGreaterThan(0);
  });

  test.each<readonly [string, Label]>([
    ['tenzij ik deze week mijn gegevens krijg ga ik naar de AP', 'access'],
    ['Stuur mij voor vrijdag mijn gegevens of ik ga naar de AP', 'access'],
    ['Hoi, als ik mijn gegevens niet voor vrijdag krijg dan stap ik naar de AP. Groet, Jan', 'access'],
    ['als mijn adres niet wordt aangepast stap ik naar de rechter', 'rectification'],
    ['Ik stap naar de AP als ik vrijdag mijn gegevens niet heb', 'access'],
    ['of jullie wissen mijn account of ik schakel een advocaat in', 'erasure'],
  ])('%s -> %s, at least asked about', (text, label) => {
    expect(read(text).labels).toEqual([label]);
  });
});

describe('a threat alone, or about an order, files no right', () => {
  test.each([
    'als mijn geld niet voor vrijdag terug is stap ik naar een advocaat',
    'als ik mijn pakket vrijdag niet heb ga ik naar de consumentenbond',
    'als jullie mijn bestelling niet leveren schakel ik mijn advocaat in',
    'Als mijn retour niet wordt verwerkt neem ik contact op met mijn rechtsbijstand',
    'if my parcel does not arrive by friday I will file a complaint',
  ])('%s is about an order', (text) => {
    expect(read(text).labels).toEqual(['out_of_scope']);
  });

  test.each([
    'als jullie niet reageren stap ik naar de AP',
    'Zonder toestemming mogen jullie niets delen, ik stap naar de AP',
  ])('%s is a complaint', (text) => {
    expect(read(text).labels).toEqual(['complaint']);
  });

  test.each([
    'Als ik mijn account niet wil verwijderen, hoef ik dan niets te doen?',
    'Als jullie mijn gegevens niet wissen vind ik dat prima',
    'ik heb geen bezwaar als jullie mijn gegevens niet wissen',
    'mijn advocaat zegt dat jullie mijn gegevens niet mogen verwijderen als er een geschil loopt',
  ])('%s asks for no erasure', (text) => {
    expect(read(text).labels).not.toContain('erasure');
  });
});
