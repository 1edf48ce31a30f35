import { describe, expect, test } from 'vitest';
import { keptWords } from '../../../src/core/understanding/kept-words.ts';

const OWN = 'Graag ontvang ik een kopie van mijn gegevens.';
const THREAD =
  'Op ma 3 nov. 2025 om 10:12 schreef Winkel <info@example.nl>:\n> Beste Jan,\n> Uw pakket is weg.';

describe('of a mail the words of its sender are kept (R35)', () => {
  test('a quoted thread is left out, and that is told', () => {
    expect(keptWords(`${OWN}\n\n${THREAD}`)).toEqual({ text: OWN, leftOut: ['quoted'] });
  });

  test('a mail without quotes is kept as it came, with nothing to tell', () => {
    const text = `Beste winkel,\n\n${OWN}\n\nGroet,\nSanne de Vries\nDorpsstraat 1\n1234 AB Utrecht`;
    expect(keptWords(text)).toEqual({ text, leftOut: [] });
  });

  test('an answer between quoted lines keeps the question above it, and no more of the quote', () => {
    const answered = keptWords(
      '> Beste Sanne,\n>\n> Hoe heet u?\nSanne de Vries.\n> Vul uw postcode in.\n1234 AB\n> Met vriendelijke groet',
    );
    expect(answered).toEqual({
      text: '> Hoe heet u?\nSanne de Vries.\n> Vul uw postcode in.\n1234 AB',
      leftOut: ['quoted'],
    });
  });

  test('under the dashes of a mail program stay the name, and an address; not the office', () => {
    const office = 'Hoofd inkoop bij Voorbeeld B.V.\nTelefoon 0612345678\nwww.example.nl';
    const signed = `${OWN}\n-- \nSanne de Vries\n${office}\nDorpsstraat 12-a\n1234 AB Utrecht\nsanne@example.nl`;
    expect(keptWords(signed).text).toBe(
      `${OWN}\nSanne de Vries\nDorpsstraat 12-a\n1234 AB Utrecht\nsanne@example.nl`,
    );
  });

  test('a disclaimer and the footer of a phone are nobody’s words', () => {
    const mail = `${OWN}\n\nVerstuurd vanaf mijn iPhone\n\nDisclaimer: dit bericht is vertrouwelijk.\nWis het.`;
    expect(keptWords(mail).text).toBe(OWN);
  });

  test.each(['', 'Ik antwoord hieronder in het rood.', 'Het gaat om onderstaande bestelling.'])(
    'a quote to which the sender points, or under which nothing stands, is what was said: "%s"',
    (words) => {
      const text = `${words}\n\n${THREAD}`.trim();
      expect(keptWords(text)).toEqual({ text, leftOut: [] });
      const long = keptWords(`${text}\n${'> regel\n'.repeat(50_000)}`);
      expect(long.leftOut).toEqual(['cut']);
      expect(long.text.length).toBeLessThan(5_000);
    },
  );

  test('what is too long to keep is cut, and that is told', () => {
    const { text, leftOut } = keptWords(`${'Ik wil inzage. '.repeat(20_000)}\n\n${THREAD}`);
    expect(text.length).toBe(200_000);
    expect(leftOut).toEqual(['quoted', 'cut']);
  });
});
