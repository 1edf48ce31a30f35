import { describe, expect, test } from 'vitest';
import { maskBsn } from '../../../src/core/understanding/mask-bsn.ts';
import { chat, mail, understand } from './trained.ts';

describe('slots', () => {
  test.each([
    ['mijn mail is sanne@example.nl', 'sanne@example.nl'],
    ['Sanne @ example.nl', 'sanne@example.nl'],
    ['stuur het naar sanne.bakker+winkel@mail.example.org.', 'sanne.bakker+winkel@mail.example.org'],
    ['<sanne@example.nl>', 'sanne@example.nl'],
    ['Mail mij op sanne@example.nl. Graag snel', 'sanne@example.nl'],
  ])('e-mail address in "%s"', (text, email) => {
    expect(chat(text).slots.email).toBe(email);
  });

  test.each([
    ['123456', '123456'],
    ['mijn code is 123 456', '123456'],
    ['123-456', '123456'],
    ['code: 048213.', '048213'],
  ])('code in "%s"', (text, code) => {
    expect(chat(text).slots.code).toBe(code);
  });

  test.each(['1234567', 'bel 0612345678', '€ 123456,00', 'bestelling 123456', '12345'])(
    'no code in "%s"',
    (text) => {
      expect(chat(text).slots.code).toBeUndefined();
    },
  );

  test.each([
    ['Ik ben Sanne Bakker en ik wil inzage', 'Sanne Bakker'],
    ['mijn naam is Jan van der Berg', 'Jan van der Berg'],
    ['Naam: Piet Jansen\nE-mail: piet@example.nl', 'Piet Jansen'],
    ['My name is Anna Smith, please delete my data', 'Anna Smith'],
  ])('name in "%s"', (text, name) => {
    expect(chat(text).slots.name).toBe(name);
  });

  test.each(['ik ben verhuisd', 'ik ben het er niet mee eens', 'Ik ben Nederlander? nee, ik ben 14'])(
    '"ik ben" is not always followed by a name: "%s"',
    (text) => {
      expect(chat(text).slots.name).not.toBe('verhuisd');
      expect(chat(text).slots.name ?? '').not.toMatch(/^het|14/);
    },
  );

  test('the name under a mail is the name of the writer', () => {
    expect(
      mail('Ik wil inzage in mijn gegevens.\n\nMet vriendelijke groet,\nSanne Bakker\nUtrecht').slots.name,
    ).toBe('Sanne Bakker');
  });

  test('request number, order number and postcode', () => {
    expect(chat('hoe staat het met pb-7k3m-9qwx').slots.requestNumber).toBe('PB-7K3M-9QWX');
    expect(chat('hoe staat het met PB 7K3M 9QWX').slots.requestNumber).toBe('PB-7K3M-9QWX');
    expect(chat('mijn bestelnummer is 2023-1045').slots.orderNumber).toBe('2023-1045');
    expect(chat('ik woon op 1234ab').slots.postcode).toBe('1234 AB');
    expect(chat('sinds 2023 en daarna').slots.postcode).toBeUndefined();
  });
});

describe('signals', () => {
  test.each([
    ['Dit is belachelijk, wis mijn gegevens', 'anger'],
    ['VERWIJDER NU EINDELIJK MIJN GEGEVENS', 'anger'],
    ['Ik schakel mijn advocaat in', 'lawyer'],
    ['Ik ga naar de Autoriteit Persoonsgegevens', 'authority'],
    ['Ik stap naar de AP', 'authority'],
    ['U heeft uiterlijk tot vrijdag', 'deadline_set'],
    ['Reageer binnen 14 dagen', 'deadline_set'],
    ['ik ben 14 en wil mijn account weg', 'minor'],
    ["I'm 15 years old, delete my account", 'minor'],
    ['Mijn man is overleden, verwijder zijn account', 'deceased'],
    ['mijn bsn is 123456789', 'bsn'],
  ] as const)('%s -> %s', (text, signal) => {
    expect(chat(text).signals).toContain(signal);
  });

  test.each([
    'wat bewaren jullie van mij',
    'ik ben 44 en wil mijn account weg',
    'ik ben 3 keer gebeld',
    'mijn klantnummer is 123456789',
    'ok',
  ])('"%s" gives no signal', (text) => {
    expect(chat(text).signals).toEqual([]);
  });

  test('a nine-digit number is masked in every usual grouping', () => {
    expect(maskBsn('bsn 123456789 of 1234 56 789 of 123.456.789', '[x]')).toBe('bsn [x] of [x] of [x]');
    expect(maskBsn('bsn 1234\u200b56789, １２３４５６７８９ of 123-456-789', '[x]')).toBe(
      'bsn [x], [x] of [x]',
    );
    expect(maskBsn('bsn 123‑456‑789 of 1\ufe0f23456789', '[x]')).toBe('bsn [x] of [x]');
  });

  test.each([
    ['chat', 'before the word', (story: string) => `123456789 ${story} is mijn bsn`],
    ['chat', 'far behind the word', (story: string) => `mijn bsn: ${story} 123456789`],
    ['chat', 'far behind all that is read', (story: string) => `${story} mijn bsn is 123 456 789`],
    ['email', 'in what is quoted', (story: string) => `${story}\n> mijn bsn is 123456789`],
  ] as const)('a citizen number of a %s is seen %s, however long the text', (channel, _where, write) => {
    const text = write('Dit is een lang verhaal. '.repeat(4_000));
    expect(understand({ channel, text }).signals).toEqual(['bsn']);
    expect(maskBsn(text, '[x]')).not.toMatch(/\d{3}/);
  });

  test('a citizen number in an automatic reply is seen', () => {
    const input = { channel: 'email', subject: 'Automatisch antwoord', text: 'bsn 123456789' } as const;
    expect(understand(input)).toMatchObject({ labels: ['auto_reply'], signals: ['bsn'] });
  });

  test('nine digits in a long text without a word for them stay', () => {
    expect(chat(`${'Dit is een lang verhaal. '.repeat(4_000)} klantnummer 123456789`).signals).toEqual([]);
  });
});

describe('third party', () => {
  test.each([
    'ik wil inzage in de gegevens van mijn moeder',
    'namens mijn cliënt verzoek ik om inzage in zijn gegevens',
    'Mijn man wil dat zijn account wordt verwijderd',
    'wat bewaren jullie van mijn ex',
    'Please delete the account of my daughter',
  ])('"%s" concerns somebody else', (text) => {
    expect(chat(text).thirdParty).toBe(true);
  });

  test.each([
    'wat bewaren jullie van mij',
    'Mijn kleindochter zegt dat ik mag vragen wat u van mij bewaart',
    'Ik zoek een cadeau voor mijn moeder',
    'Ik heb de factuur van iemand anders gekregen',
  ])('"%s" does not', (text) => {
    expect(chat(text).thirdParty).toBe(false);
  });
});

describe('language', () => {
  test.each([
    ['wat bewaren jullie van mij', 'nl'],
    ['kunt u mijn account deleten please', 'nl'],
    ['What do you know about me?', 'en'],
    ['please delete my account', 'en'],
    ['Was wissen Sie über mich?', 'de'],
    ['Quelles données avez-vous sur moi ?', 'fr'],
  ])('%s -> %s', (text, language) => {
    expect(chat(text).language).toBe(language);
  });

  test('what tells no language keeps that of the conversation, else Dutch', () => {
    expect(understand({ channel: 'chat', text: '123456', language: 'en' }).language).toBe('en');
    expect(understand({ channel: 'chat', text: 'ok', language: 'fr' }).language).toBe('fr');
    expect(chat('123456').language).toBe('nl');
  });

  test('a conversation changes language when the customer clearly does', () => {
    expect(
      understand({ channel: 'chat', text: 'I want to see my data please', language: 'nl' }).language,
    ).toBe('en');
  });
});
