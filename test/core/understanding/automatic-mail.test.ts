import { describe, expect, test } from 'vitest';
import { mail, understand } from './trained.ts';

const withHeaders = (headers: Readonly<Record<string, string>>, text: string) =>
  understand({ channel: 'email', subject: 'Uw bericht', text, headers }).labels;

describe('what a program sent is no request', () => {
  test.each([
    ['auto-submitted', 'auto-replied'],
    ['auto-submitted', 'auto-notified; owner-email="a@example.nl"'],
    ['content-type', 'multipart/report; report-type=delivery-status; boundary="b"'],
    ['content-type', 'multipart/report; report-type=disposition-notification; boundary="b"'],
    ['return-path', '<>'],
    ['x-autoreply', 'yes'],
    ['x-autorespond', 'vacation'],
    ['precedence', 'auto_reply'],
    ['x-failed-recipients', 'sanne@example.nl'],
  ])('by its header %s: %s', (name, value) => {
    expect(withHeaders({ [name]: value }, 'Verwijder mijn gegevens.')).toEqual(['auto_reply']);
  });

  test.each([
    ['auto-submitted', 'auto-generated'],
    ['precedence', 'bulk'],
    ['list-id', '<nieuws.example.nl>'],
  ])('by %s: %s, unless a right is asked: services send for people', (name, value) => {
    expect(withHeaders({ [name]: value }, 'De winter komt eraan, bekijk onze sjaals.')).toEqual([
      'auto_reply',
    ]);
    expect(withHeaders({ [name]: value }, 'Ik wil dat u al mijn gegevens verwijdert.')).toEqual(['erasure']);
  });

  test.each([
    ['auto-submitted', 'no'],
    ['return-path', '<sanne@example.nl>'],
    ['content-type', 'multipart/alternative; boundary="b"'],
    ['precedence', 'normal'],
  ])('a person’s mail may have %s: %s', (name, value) => {
    expect(withHeaders({ [name]: value }, 'Ik wil inzage in mijn gegevens.')).toEqual(['access']);
  });

  test.each([
    'Dit is een automatisch antwoord. Ik ben afwezig tot maandag en lees geen mail.',
    'Beste afzender,\n\nDit is een automatisch gegenereerd bericht. Wilt u uw gegevens verwijderen? Ga naar onze site.',
    'This is an automated reply. I will be back on Monday.',
    'This message was automatically generated. Please do not reply.',
    'Diese E-Mail wurde automatisch erstellt. Bitte antworten Sie nicht.',
    'Ceci est une réponse automatique. Je suis absent.',
    'Ik ben met vakantie tot en met 4 september. Voor spoed belt u met mijn collega.',
    'Bedankt voor uw mail. Ik ben tot 3 januari met verlof.',
    'Van 1 tot 12 augustus ben ik niet op kantoor.',
    'I am out of the office until Monday with limited access to my mail.',
    'Ich bin bis zum 12. August nicht im Büro.',
    'Vielen Dank für Ihre Nachricht. Ich bin derzeit im Urlaub.',
    'Je suis absente du bureau jusqu’au 12 août.',
    'Uw bericht aan sanne@example.nl kon niet worden bezorgd.',
    'Your message to sanne@example.nl couldn’t be delivered.',
    'Delivery has failed to these recipients or groups:\nsanne@example.nl',
    'Ihre Nachricht an sanne@example.nl konnte nicht zugestellt werden.',
    'This is the mail system at host mail.example.nl.\n\nYour message could not be delivered for more than 4 hours.',
    'Reporting-MTA: dns; mail.example.nl\nFinal-Recipient: rfc822; sanne@example.nl\nAction: failed\nStatus: 5.1.1',
    'Delivery to the following recipient has been delayed:\nsanne@example.nl',
    'Uw bericht van 3 november om 10:12 is gelezen.',
    'Your message was sent to Anna and was read on 3 November.',
    'Wij hebben uw bericht in goede orde ontvangen en reageren binnen twee werkdagen.',
    'Beste klant,\n\nUw ticket is aangemaakt met nummer 48213.',
    'Thank you for contacting us. We have received your request and will reply shortly.',
    'Your ticket #4711 has been created.',
    'Ihre Anfrage ist bei uns eingegangen.',
    'Nous avons bien reçu votre message.',
  ])('by its first lines: %s', (text) => {
    expect(mail(text).labels).toEqual(['auto_reply']);
  });

  test.each([
    'Automatisch antwoord: Uw verzoek',
    'Automatic reply: Your request',
    'Automatische Antwort: Ihre Anfrage',
    'Réponse automatique : votre demande',
    'Out of Office: Sanne',
    'Undeliverable: Uw gegevens',
    'Mail delivery failed: returning message to sender',
    'Delivery Status Notification (Failure)',
    'Gelezen: Uw verzoek',
    'Abwesenheitsnotiz: Ihre Anfrage',
  ])('by its subject: %s', (subject) => {
    expect(mail('Verwijder mijn gegevens.', subject).labels).toEqual(['auto_reply']);
  });
});

describe('a person is not taken for a program', () => {
  test.each([
    ['Ik ben op vakantie geweest en wil nu inzage in mijn gegevens.', 'access'],
    ['Ik was ziek, sorry. Verwijder mijn gegevens alstublieft.', 'erasure'],
    [
      'Ik ben met vakantie tot 3 maart. Stuur daarna een kopie van al mijn gegevens, ik wil inzage.',
      'access',
    ],
    ['Ik kreeg een automatisch antwoord van u. Ik wil mijn gegevens laten verwijderen.', 'erasure'],
    ['Ik kreeg uw bericht niet: de bezorging mislukte. Ik wil inzage in mijn gegevens.', 'access'],
    ['Wij hebben uw bericht ontvangen. Verwijder nu alle persoonsgegevens van mij.', 'erasure'],
  ])('%s', (text, label) => {
    expect(mail(text).labels).toContain(label);
  });

  test.each([
    'De bezorging van mijn pakket is mislukt, waar blijft het?',
    'Het bericht van PostNL zegt dat mijn pakket niet is bezorgd.',
    'Ik ben op vakantie geweest, is mijn pakket al verzonden?',
  ])('who only asks about an order: %s', (text) => {
    expect(mail(text).labels).not.toContain('auto_reply');
  });

  test('in a chat the words of a program are somebody’s words', () => {
    const { labels } = understand({ channel: 'chat', text: 'Reporting-MTA: wis mijn gegevens' });
    expect(labels).not.toEqual(['auto_reply']);
  });
});
