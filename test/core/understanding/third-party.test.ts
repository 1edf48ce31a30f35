import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chat, mail } from './trained.ts';

const FILE = join(import.meta.dirname, '../../fixtures/third-party.txt');
const [others = [], own = []] = readFileSync(FILE, 'utf8')
  .split(/^# .*$/m)
  .slice(1)
  .map((part) => part.trim().split('\n'));

test('there are at least forty of each', () => {
  expect(Math.min(others.length, own.length)).toBeGreaterThanOrEqual(40);
});

describe('somebody else’s data, or on behalf of somebody: flagged', () => {
  test.each(others)('%s', (text) => {
    expect([chat(text).thirdParty, mail(text).thirdParty]).toEqual([true, true]);
  });

  test('in the subject of a mail too', () => {
    expect(mail('Zie onderwerp.', 'Gegevens van mijn moeder verwijderen').thirdParty).toBe(true);
  });
});

describe('one’s own data, however many people are mentioned: not flagged', () => {
  test.each(own)('%s', (text) => {
    expect([chat(text).thirdParty, mail(text).thirdParty]).toEqual([false, false]);
  });

  test('nor by who is mentioned in the signature or the thread', () => {
    const text =
      'Ik wil inzage in mijn gegevens.\n\nGroet,\nSanne, namens mijn moeder\n\n> Wat weten jullie van mijn buurman?';
    expect(mail(text).thirdParty).toBe(false);
  });
});
