import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../../../src/core/application/core-api.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { spokenLines } from '../../../src/desk/conversation/spoken-lines.ts';

const at = new Date('2026-11-22T11:34:00Z');
const customer = (text: string): TranscriptEntry => ({ sequence: 1, at, from: 'customer', text });

function wordsOf(...entries: TranscriptEntry[]): readonly string[] {
  return spokenLines({ entries, language: 'nl' }, firstProfile(), '(code)').map(({ paragraphs }) =>
    paragraphs.join(' '),
  );
}

test('a tapped choice is shown by the label that the customer tapped', () => {
  const number = 'PB-2345-6789';
  const asked: TranscriptEntry = { sequence: 1, at, from: 'desk', message: { kind: 'ask_choice', number } };
  expect(wordsOf(asked, customer(`[copy.${number}]`)).at(-1)).toBe('Een kopie van mijn gegevens');
});

test('brackets that a customer typed stay as they are', () => {
  expect(wordsOf(customer('[copy.PB-9999-9999]'))).toEqual(['[copy.PB-9999-9999]']);
});

test.each(['457997', ' 457 997 ', '4 5 7 9 9 7'])('the code «%s» is not shown to staff', (typed) => {
  expect(wordsOf(customer(typed))).toEqual(['(code)']);
});

test.each(['45799', '4579971', 'bestelling 457997'])('«%s» is no code and is shown', (typed) => {
  expect(wordsOf(customer(typed))).toEqual([typed]);
});

test('an answer of staff bears its name, one of the program none', () => {
  const entries: TranscriptEntry[] = [
    { sequence: 1, at, from: 'desk', message: { kind: 'human_called' } },
    { sequence: 2, at, from: 'desk', message: { kind: 'staff_text', text: 'Dag', signedBy: 'Noor Visser' } },
  ];
  const lines = spokenLines({ entries, language: 'nl' }, firstProfile(), '(code)');
  expect(lines.map(({ signedBy }) => signedBy)).toEqual([null, 'Noor Visser']);
});

test('what a mail held that is not kept stands beside its words', () => {
  const entries: TranscriptEntry[] = [
    { sequence: 1, at, from: 'customer', text: 'Dag', leftOut: ['quoted'] },
  ];
  const [line] = spokenLines({ entries, language: 'nl' }, firstProfile(), '(code)');
  expect([line?.paragraphs, line?.leftOut]).toEqual([['Dag'], ['quoted']]);
});
