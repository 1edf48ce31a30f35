import { describe, expect, test } from 'vitest';
import { replyLanguage } from '../../../src/core/kernel/language.ts';
import { chat, mail } from './trained.ts';

describe('German and French are recognised, sorted in their common forms and answered in English', () => {
  test.each([
    ['Welche Daten haben Sie über mich gespeichert?', 'access'],
    ['Ich möchte Auskunft über meine Daten.', 'access'],
    ['Bitte löschen Sie meine Daten.', 'erasure'],
    ['Ich möchte mein Konto löschen.', 'erasure'],
    ['Meine Adresse ist falsch, bitte korrigieren Sie sie.', 'rectification'],
    ['Ich möchte keinen Newsletter mehr erhalten.', 'objection'],
    ['Ich möchte mit einem Menschen sprechen.', 'human'],
    ['Vielen Dank!', 'thanks'],
  ])('German: %s', (text, label) => {
    const { labels, language } = chat(text);
    expect({ labels, language, answered: replyLanguage(language) }).toEqual({
      labels: [label],
      language: 'de',
      answered: 'en',
    });
  });

  test.each([
    ['Quelles données avez-vous sur moi ?', 'access'],
    ['Je voudrais accéder à mes données personnelles.', 'access'],
    ['Supprimez mes données.', 'erasure'],
    ['Je veux supprimer mon compte.', 'erasure'],
    ['Je ne veux plus recevoir votre newsletter.', 'objection'],
    ['Je voudrais parler à une personne.', 'human'],
    ['Merci beaucoup !', 'thanks'],
  ])('French: %s', (text, label) => {
    const { labels, language } = chat(text);
    expect({ labels, language, answered: replyLanguage(language) }).toEqual({
      labels: [label],
      language: 'fr',
      answered: 'en',
    });
  });

  test('a whole mail with its salutation and closing is of its own language', () => {
    expect(
      mail(
        'Sehr geehrte Damen und Herren,\n\nbitte löschen Sie meine Daten.\n\nMit freundlichen Grüßen\nAnna',
      ),
    ).toMatchObject({ labels: ['erasure'], language: 'de' });
    expect(
      mail('Bonjour,\n\nje voudrais accéder à mes données personnelles.\n\nCordialement,\nAnna'),
    ).toMatchObject({ labels: ['access'], language: 'fr' });
  });
});
