import { describe, expect, test } from 'vitest';
import { turnedQuestion } from '../../../src/core/understanding/turn-question.ts';

describe('a bare yes says what was asked, in the writer’s mouth', () => {
  test.each([
    ['Wilt u dat wij uw gegevens verwijderen?', 'Ja graag', 'Ik wil dat jullie mijn gegevens verwijderen.'],
    ['Mogen wij uw adres wijzigen?', 'ja hoor, prima', 'Jullie mogen mijn adres wijzigen.'],
    ['Wil je dat we je uitschrijven?', 'Graag!', 'Ik wil dat jullie ik uitschrijven.'],
    ['Do you want us to delete your account?', 'Yes please', 'I want you to delete my account.'],
    ['Shall we send you a copy of your data?', 'sure', 'Please send I a copy of my data.'],
    ['Möchten Sie, dass wir Ihre Daten löschen?', 'Ja bitte', 'Ich möchte, dass Sie meine Daten löschen.'],
  ])('%s - %s', (question, answer, said) => {
    expect(turnedQuestion({ question, answer })).toBe(said);
  });

  test.each([
    ['Wilt u dat wij uw gegevens verwijderen?', 'Nee'],
    ['Wilt u dat wij uw gegevens verwijderen?', 'Ja, maar stuur eerst een kopie'],
    ['Wilt u dat wij uw gegevens verwijderen?', ''],
    ['Wilt u inzage of verwijdering?', 'Ja'],
    ['Wat kunnen wij voor u doen?', 'Ja'],
    ['Hoe heet u?', 'graag'],
  ])('not: %s - %s', (question, answer) => {
    expect(turnedQuestion({ question, answer })).toBeUndefined();
  });
});
