import { expect, test } from 'vitest';
import { rightsOf } from '../../../src/core/conversation/filed-rights.ts';
import { confidenceNeeded, isConfident } from '../../../src/core/understanding/understanding.ts';
import { chat, mail } from './trained.ts';

test.each([
  [
    'Ik wil weten welke gegevens u van mij heeft. Mijn adres klopt niet, wilt u dat aanpassen?',
    'rectification',
  ],
  ['Ik wil inzage in mijn gegevens. Stop met het sturen van de nieuwsbrief.', 'objection'],
  ['Ik wil inzage in mijn gegevens. Ik trek mijn toestemming in.', 'withdraw_consent'],
] as const)('two rights in sentences of their own are both filed, without a question: %s', (text, second) => {
  const understood = chat(text);
  expect(rightsOf(understood)).toEqual({ sure: ['access', second], perhaps: [] });
  expect(isConfident(understood)).toBe(true);
});

test('beside an erasure the other right is filed, and the erasure is asked about', () => {
  const understood = chat('Ik wil inzage in mijn gegevens. Verwijder daarna mijn account.');
  const { sure, perhaps } = rightsOf(understood);
  expect(sure).toEqual(['access']);
  expect(perhaps).toContain('erasure');
  expect(understood.sureness?.erasure).toBeUndefined();
});

test('one right, and several in one sentence, are as sure as the message', () => {
  for (const text of [
    'Ik wil inzage in mijn gegevens.',
    'Ik wil inzage in mijn gegevens en geen nieuwsbrief meer.',
  ])
    expect(chat(text).sureness).toBeUndefined();
});

test('of what was only said yes to, no right is sure by itself', () => {
  const { labels, sureness, confidence } = mail(
    '> Wilt u inzage in uw gegevens?\nja graag\n> Wilt u uw toestemming intrekken?\nja',
    'Re: uw vraag',
  );
  expect(labels).toEqual(['access', 'withdraw_consent']);
  expect(sureness).toBeUndefined();
  expect(labels.every((label) => confidence < confidenceNeeded(label))).toBe(true);
});
