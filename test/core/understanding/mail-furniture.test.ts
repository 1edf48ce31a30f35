import { describe, expect, test } from 'vitest';
import { furnitureKind, goesOn } from '../../../src/core/understanding/mail-furniture.ts';

describe('what stands around the words of a mail', () => {
  test.each([
    ['closing', 'Met vriendelijke groet,'],
    ['closing', 'Met hartelijke groeten,'],
    ['closing', 'Vriendelijke groet, Sanne'],
    ['closing', 'Mvg'],
    ['closing', 'M.v.g.'],
    ['closing', 'Groetjes Anna'],
    ['closing', 'Hoogachtend,'],
    ['closing', 'Alvast hartelijk dank en met vriendelijke groet,'],
    ['closing', 'Kind regards,'],
    ['closing', 'Yours sincerely'],
    ['closing', 'Mit freundlichen Grüßen'],
    ['closing', 'Mit freundlichen Gruessen'],
    ['closing', 'Viele Grüße'],
    ['closing', 'Cordialement,'],
    ['dashes', '--'],
    ['footer', '______________'],
    ['footer', 'Verstuurd vanaf mijn iPhone'],
    ['footer', 'Verzonden vanaf mijn Samsung Galaxy-smartphone'],
    ['footer', 'Verzonden vanuit Outlook voor iOS'],
    ['footer', 'Sent from my iPad'],
    ['footer', 'Sent with Proton Mail secure email.'],
    ['footer', 'Gesendet mit der GMX Mail App'],
    ['footer', 'Von meinem iPhone gesendet'],
    ['footer', 'Envoyé de mon iPhone'],
    ['footer', 'Get Outlook for iOS<https://aka.ms/example>'],
    ['footer', 'Virusvrij.www.example.com'],
    ['disclaimer', 'Disclaimer'],
    ['disclaimer', 'Dit bericht kan vertrouwelijke informatie bevatten.'],
    ['disclaimer', 'The information contained in this message is confidential.'],
    ['disclaimer', 'Diese Nachricht ist vertraulich.'],
    ['disclaimer', 'If you are not the intended recipient, delete this e-mail.'],
    ['disclaimer', 'Ce message est confidentiel.'],
    ['banner', '[EXTERNAL]'],
    ['banner', 'LET OP: deze e-mail komt van buiten de organisatie.'],
    ['banner', 'U ontvangt niet vaak e-mail van sanne@example.nl.'],
    ['postscript', 'PS: en de nieuwsbrief stopzetten'],
    ['postscript', 'p.s. nog iets'],
  ])('%s: %s', (kind, line) => {
    expect(furnitureKind(line)).toBe(kind);
  });

  test.each([
    'Verzonden met PostNL, maar niet aangekomen.',
    'Verstuurd via de post op 3 november.',
    'Verwijder mijn gegevens.',
    'Groeten doe ik pas als mijn gegevens weg zijn en daar wacht ik nu al heel erg lang op, beste mensen.',
    'Dit bericht schrijf ik omdat ik inzage wil.',
    'Let op: ik wil mijn gegevens inzien.',
    'psst, wat weten jullie over mij',
    '',
  ])('plain words: %s', (line) => {
    expect(furnitureKind(line)).toBeUndefined();
  });

  test.each([
    ['Oh en ik wil ook geen nieuwsbrief meer.', true],
    ['And please delete my account too, thank you.', true],
    ['Ik werk op maandag en dinsdag.', false],
    ['I am available on Mondays and Tuesdays.', false],
    ['Volg ons op alle kanalen!', false],
    ['Sanne Voorbeeld', false],
  ])('whether a writer goes on under the closing with "%s": %s', (line, expected) => {
    expect(goesOn(line)).toBe(expected);
  });
});
