import { describe, expect, test } from 'vitest';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { ownWords } from '../../../src/core/understanding/own-words.ts';
import { isConfident } from '../../../src/core/understanding/understanding.ts';
import { mail } from './trained.ts';

const OWN = 'Graag ontvang ik een kopie van mijn gegevens.';

describe('quoted and forwarded mail is not the customer’s word', () => {
  test.each([
    [
      'Gmail',
      `${OWN}\n\nOp ma 3 nov. 2025 om 10:12 schreef Ik smelt <info@example.nl>:\n\n> Wilt u uw account verwijderen?\n> Groet`,
    ],
    [
      'Gmail, wrapped',
      `${OWN}\n\nOp ma 3 nov. 2025 om 10:12 schreef Klantenservice van de winkel\n<info@example.nl>:\n> Verwijder uw gegevens hier`,
    ],
    [
      'Gmail, English',
      `${OWN}\n\nOn Mon, Nov 3, 2025 at 10:12 AM Shop <info@example.nl> wrote:\n> Delete your account`,
    ],
    [
      'Apple Mail',
      `${OWN}\n\nOp 3 nov 2025, om 10:12 heeft Shop <info@example.nl> het volgende geschreven:\n\nU kunt uw account verwijderen.`,
    ],
    [
      'iPhone',
      `${OWN}\n\nVerstuurd vanaf mijn iPhone\n\n> Op 3 nov. 2025 om 10:12 heeft Shop <info@example.nl> het volgende geschreven:\n> \n> Wis uw account`,
    ],
    [
      'Outlook',
      `${OWN}\n\nVan: Shop <info@example.nl>\nVerzonden: maandag 3 november 2025 10:12\nAan: sanne@example.nl\nOnderwerp: Uw account\n\nWij verwijderen uw account.`,
    ],
    [
      'Outlook, bold',
      `${OWN}\n\n*Van:* Shop <info@example.nl>\n*Verzonden:* maandag 3 november 2025\n*Aan:* sanne@example.nl\n*Onderwerp:* Uw account\n\nWij verwijderen uw account.`,
    ],
    [
      'Outlook, English',
      `${OWN}\n\n________________________________\nFrom: Shop <info@example.nl>\nSent: Monday\nTo: sanne@example.nl\nSubject: account\n\nDelete`,
    ],
    ['old Outlook', `${OWN}\n\n-----Oorspronkelijk bericht-----\nVan: Shop\nWis uw account`],
    [
      'German',
      `${OWN}\n\nAm Mo., 3. Nov. 2025 um 10:12 Uhr schrieb Shop <info@example.nl>:\n> Konto löschen`,
    ],
    ['forwarded', `${OWN}\n\n---------- Forwarded message ---------\nVan: Shop\nVerwijder uw account`],
    ['name first', `${OWN}\n\nShop <info@example.nl> schreef op 3 november 2025 om 10:12:\n> Wis uw account`],
  ])('%s', (_, text) => {
    expect(ownWords(text).text).toBe(OWN);
    expect(mail(text).labels).toEqual(['access']);
  });

  test('an answer under the quotation is read', () => {
    const text = `Op ma 3 nov. 2025 om 10:12 schreef Shop <info@example.nl>:\n> Wilt u uw account verwijderen?\n\n${OWN}`;
    expect(ownWords(text).text).toBe(OWN);
  });

  test('answers between quoted lines are read', () => {
    expect(ownWords('> Wat wilt u?\nInzage graag.\n> Nog iets?\nNee.').text).toBe('Inzage graag.\nNee.');
  });

  test.each([
    'Op maandag werk ik niet.\nJan schreef dat hij vrij wil.',
    'Op 3 november schreef ik u al een brief over mijn gegevens.',
    'Van: de buren heb ik gehoord dat dit kan.',
    'Aan: u de vraag wat u van mij bewaart.',
  ])('own words that resemble a mail header stay: %s', (text) => {
    expect(ownWords(text).text).toBe(text);
  });
});

describe('what mail programs and offices put under a mail does not count', () => {
  test.each([
    ['signature dashes', `${OWN}\n-- \nSanne Bakker\nVerwijderaar bij Wis & Weg`],
    ['closing', `${OWN}\n\nMet vriendelijke groet,\n\nSanne Bakker\nSchrijf u uit voor onze nieuwsbrief`],
    ['mobile footer', `${OWN}\n\nVerstuurd vanaf mijn Samsung Galaxy`],
    ['Outlook app', `${OWN}\n\nOutlook voor Android downloaden`],
    [
      'disclaimer',
      `${OWN}\n\nDit bericht is uitsluitend bestemd voor de geadresseerde. Verwijder dit bericht als het niet voor u is.`,
    ],
    [
      'English disclaimer',
      `${OWN}\n\nThis e-mail is confidential and intended for the addressee only. Please delete it.`,
    ],
  ])('%s', (_, text) => {
    expect(ownWords(text).text).toBe(OWN);
    expect(mail(text).labels).toEqual(['access']);
  });

  test('a postscript under the closing counts', () => {
    expect(mail(`${OWN}\n\nGroetjes,\nAnna\n\nPS: schrijf mij ook uit voor de nieuwsbrief.`).labels).toEqual([
      'access',
      'objection',
    ]);
  });

  test('the closing keeps the name of the writer', () => {
    expect(ownWords(`${OWN}\n\nMvg,\nSanne Bakker`).signature).toEqual(['Sanne Bakker']);
  });
});

describe('the subject of a mail', () => {
  test.each([
    ['', 'Inzageverzoek', 'access'],
    ['Met vriendelijke groet,\nSanne', 'Verzoek verwijdering persoonsgegevens', 'erasure'],
    ['-- \nSanne Voorbeeld\nVoorbeeld B.V.', 'verwijder mijn gegevens', 'erasure'],
    ['Verstuurd vanaf mijn iPhone', 'Ik wil mijn gegevens inzien', 'access'],
    ['Zie onderwerp.', 'Graag uitschrijven van de nieuwsbrief', 'objection'],
    ['', 'AVG verzoek: kopie van mijn gegevens', 'access'],
    ['', 'Please delete my account', 'erasure'],
  ])('counts when the mail says nothing else: "%s" under "%s"', (text, subject, label) => {
    expect(mail(text, subject).labels).toEqual([label]);
  });

  test('and a mail that says the same ask once', () => {
    expect(mail('Graag ontvang ik inzage in mijn persoonsgegevens.', 'Inzageverzoek').labels).toEqual([
      'access',
    ]);
    expect(mail('Ik wil dat u al mijn gegevens verwijdert.', 'AVG verzoek').labels).toEqual(['erasure']);
  });

  test.each(['AVG verzoek', 'AVG-verzoek'])('"%s" alone opens no right', (subject) => {
    const understood = mail('', subject);
    const rights = understood.labels.filter((label) => RIGHTS.some((right) => right === label));
    expect(rights.length > 0 && isConfident(understood)).toBe(false);
  });

  test.each(['Re:', 'RE:', 'Antw:', 'AW:', 'FW:', 'Fwd:', 'Re: Re:', 'RE: [2]:', 'Re[3]:', 'Doorst:', 'TR:'])(
    'of a reply or forward is somebody’s old one: %s',
    (prefix) => {
      expect(mail('Ik wil graag een mens spreken.', `${prefix} Verwijder mijn gegevens`).labels).toEqual([
        'human',
      ]);
    },
  );

  test('of an empty reply is read, and asked back', () => {
    expect(mail('', 'Antw: Verwijder mijn gegevens').labels).toEqual(['erasure']);
    expect(isConfident(mail('', 'Antw: Verwijder mijn gegevens'))).toBe(false);
  });

  test('over nothing but a quoted thread asks nothing; what it once meant is offered', () => {
    const thread = 'Op ma 3 nov 2025 om 10:12 schreef X <x@example.nl>:\n> Verwijder mijn gegevens';
    const understood = mail(thread, 'Re: Verwijder mijn gegevens');
    expect(understood).toMatchObject({ labels: ['out_of_scope'], alternatives: ['erasure'] });
    expect(isConfident(understood)).toBe(false);
  });
});

test('lines that a mail program wrapped are read as one sentence', () => {
  const text =
    'Geachte heer of mevrouw, naar aanleiding van mijn bestelling van vorig jaar wil ik\ngraag weten welke gegevens u van mij heeft opgeslagen, zodat ik die kan\ncontroleren.';
  expect(mail(text).labels).toEqual(['access']);
});
