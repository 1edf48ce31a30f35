import { describe, expect, test } from 'vitest';
import { chat } from './trained.ts';

describe('somebody else is heard though no fixed words say so', () => {
  test.each([
    'mijn dochter van 12 heeft een account, wis dat',
    'wilt u het account van mijn zoon van 13 verwijderen',
    'mijn collega Karin wil graag dat haar gegevens weg zijn',
    'collega Karin wil graag haar gegevens inzien',
    'verwijder alles van Jan de Vries',
    'verwijder de gegevens van Fatima el Idrissi',
    'please delete everything of Jan de Vries',
  ])('"%s"', (text) => {
    expect(chat(text).signals).toContain('other_person');
  });

  test.each([
    'Wis alle gegevens van Sanne Bakker, dat is mijn naam',
    'Ik ben Jan de Vries, verwijder alles van Jan de Vries',
    'verwijder alles van mij',
    'Verwijder mijn account van Studio Vorm',
  ])('not in "%s"', (text) => {
    expect(chat(text).signals).not.toContain('other_person');
  });
});

describe('a death is heard in more words than "overleden"', () => {
  test.each([
    'mijn vrouw is er niet meer, kan haar account weg',
    'mijn vader is heengegaan',
    'oma is ons ontvallen, stop de post',
    'het account van wijlen mijn man',
    'ik regel de nalatenschap van mijn tante',
    'mijn computer is overleden en mijn man is ook overleden',
  ])('"%s"', (text) => {
    expect(chat(text).signals).toContain('deceased');
  });

  test.each([
    'mijn computer is overleden, kunt u de mail nog eens sturen',
    'mijn telefoon is helaas dood',
    'onze kat is dood, stop met die reclame voor kattenvoer',
    'mijn bestelling is er niet meer',
    'de chat is dood',
  ])('nobody died in "%s"', (text) => {
    expect(chat(text).signals).not.toContain('deceased');
  });
});

describe('only an own age below sixteen makes a child', () => {
  test.each([
    'ik ben trouwens 15',
    'ben 14 jaar oud en wil mijn account weg',
    'Wis mijn account. Ben 14 jaar oud.',
    'Lotte (v, 15) hier, mag mijn account weg',
    'ik ben een meisje van 13 en wil mijn gegevens zien',
    'ik ben twaalf jaar',
    'ik ben 14',
    'ik (13) wil dat mijn account weg is',
  ])('"%s"', (text) => {
    expect(chat(text).signals).toContain('minor');
  });

  test.each([
    'Ik ben 10 euro kwijt',
    'ik ben tien euro kwijt door jullie',
    'ik ben 15 minuten bezig geweest',
    'ik ben 12 kilo afgevallen',
    'ik ben 14 jaar klant bij jullie',
    'ik ben al 15 jaar klant',
    'ik ben twaalf jaar lid',
    'ik ben 12,50 kwijt',
    'ik ben 8, 9 keer gebeld',
    'mijn dochter van 12 heeft een account, wis dat',
  ])('not "%s"', (text) => {
    expect(chat(text).signals).not.toContain('minor');
  });
});
