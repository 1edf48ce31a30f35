import { describe, expect, test } from 'vitest';
import { wishSlots } from '../../../src/core/understanding/wish-slots.ts';

describe('what is to be put right, and what it has to be', () => {
  test.each([
    ['Mijn naam moet Jansen zijn in plaats van Janssen.', 'Janssen', 'Jansen'],
    ['Niet Dorpsstraat 1 maar Dorpsstraat 11.', 'Dorpsstraat 1', 'Dorpsstraat 11'],
    ['Wilt u mijn adres wijzigen van Lindelaan 4 naar Beukenweg 12?', 'Lindelaan 4', 'Beukenweg 12'],
    ['Er staat Voorbeld. Dit moet zijn: Voorbeeld.', 'Voorbeld', 'Voorbeeld'],
    ['Please change my name from Smit to Smith.', 'Smit', 'Smith'],
    ['It should be Smith and not Smit.', 'Smit', 'Smith'],
    ['Mijn nieuwe adres is Beukenweg 12, 3511 AB Utrecht.', undefined, 'Beukenweg 12, 3511 AB Utrecht'],
    ['Wijzig mijn telefoonnummer in 0612345678 aub', undefined, '0612345678'],
    ['mijn achternaam moet Bakker worden', undefined, 'Bakker'],
    ['My new address is 12 Example Road.', undefined, '12 Example Road'],
    ['Please change my email to anna@example.org', undefined, 'anna@example.org'],
    ['Mijn oude nummer was 0612345678.', '0612345678', undefined],
    ['Mijn adres klopt niet.', undefined, undefined],
  ])('%s', (text, oldValue, newValue) => {
    const { oldValue: before, newValue: now } = wishSlots(text, ['rectification']);
    expect([before, now]).toEqual([oldValue, newValue]);
  });
});

describe('who shall get the data', () => {
  test.each([
    ['Stuur mijn gegevens door naar Webwinkel Anders.', 'Webwinkel Anders'],
    ['ik wil mijn data overzetten naar winkel-anders.nl', 'winkel-anders.nl'],
    ['Draag mijn gegevens over aan Kaarsen & Co', 'Kaarsen & Co'],
    ['Please transfer my data to Example Candles.', 'Example Candles'],
    ['Bitte übertragen Sie meine Daten an Kerzen Beispiel.', 'Kerzen Beispiel'],
    ['Ik wil mijn gegevens meenemen in een bestand.', undefined],
    ['Stuur ze naar mij als CSV.', undefined],
    ['Graag naar Excel', undefined],
  ])('%s', (text, receiver) => {
    expect(wishSlots(text, ['portability']).receiver).toBe(receiver);
  });
});

describe('what is objected to', () => {
  test.each([
    ['Ik maak bezwaar tegen het maken van een profiel.', 'maken van een profiel'],
    ['Ik heb bezwaar tegen direct marketing', 'direct marketing'],
    ['Stop met die nieuwsbrief!', 'nieuwsbrief'],
    ['Ik wil geen reclame per post meer.', 'reclame per post'],
    ['Graag uitschrijven van de nieuwsbrief', 'nieuwsbrief'],
    ['I object to profiling.', 'profiling'],
    ['Please unsubscribe me from your newsletter', 'newsletter'],
    ['Hiermit widerspreche ich der Nutzung meiner Daten für Werbung.', 'Nutzung meiner Daten für Werbung'],
    ["Je m'oppose à la prospection.", 'prospection'],
  ])('%s', (text, objectsTo) => {
    expect(wishSlots(text, ['objection']).objectsTo).toBe(objectsTo);
  });
});

describe('the one thing that a wish is about', () => {
  test.each([
    ['Verwijder mijn telefoonnummer', 'mijn telefoonnummer'],
    ['kunnen jullie mijn oude adres weghalen', 'mijn oude adres'],
    ['Wis de mail van 3 maart.', 'de mail van 3 maart'],
    ['Haal mijn review weg', 'mijn review'],
    ['delete my phone number please', 'my phone number'],
    ['Mag mijn geboortedatum eruit?', 'mijn geboortedatum'],
    ['Verwijder al mijn gegevens, ook mijn telefoonnummer.', undefined],
    ['Wis mijn account', undefined],
    ['Wis niet alles, alleen mijn telefoonnummer', 'mijn telefoonnummer'],
    ['Haal mijn telefoonnummer uit mijn account', 'mijn telefoonnummer'],
    ['Verwijder enkel mijn oude adres, de rest van mijn gegevens niet', 'mijn oude adres'],
    ['Wis alles, alleen mijn review niet', undefined],
    ['Erase only my phone number, not my account', 'my phone number'],
    ['Wis mijn gegevens uit het account', undefined],
  ])('%s', (text, part) => {
    expect(wishSlots(text, ['erasure']).part).toBe(part);
  });
});

test('nothing is looked for that the labels do not ask', () => {
  expect(wishSlots('Mijn naam moet Jansen zijn, stop met de nieuwsbrief', ['status'])).toEqual({});
});
