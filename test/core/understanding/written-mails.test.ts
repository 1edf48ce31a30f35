import { describe, expect, test } from 'vitest';
import { cleanText } from '../../../src/core/understanding/clean-text.ts';
import { ownWords } from '../../../src/core/understanding/own-words.ts';
import { isConfident } from '../../../src/core/understanding/understanding.ts';
import { mails, withoutBlank } from '../../support/read-mails.ts';
import { mail } from './trained.ts';

const wordsOf = (text: string): string => withoutBlank(ownWords(cleanText(text, text.length)).text);

test('the written mails are many', () => {
  expect(mails.length).toBeGreaterThanOrEqual(70);
});

describe('of a mail only the sender’s own words are read', () => {
  test.each(mails)('$title', ({ text, own, labels, subject, askedBack }) => {
    expect(wordsOf(text)).toBe(withoutBlank(cleanText(own, own.length)));
    const understood = mail(text, subject);
    expect(understood.labels).toEqual(expect.arrayContaining([...labels]));
    if (!askedBack && own !== '') expect(understood.labels).toEqual(mail(own).labels);
    if (askedBack) expect(isConfident(understood)).toBe(false);
  });
});

describe('whatever a mail carries along changes no label', () => {
  const tails = mails.filter(({ tail }) => withoutBlank(tail) !== '');
  const own = mails.filter((one) => one.own === wordsOf(one.own) && !one.askedBack && one.own !== '');

  test.each(tails)('under every own text: $title', ({ title, tail }) => {
    const whole = own.map((one) => `${one.own}\n\n${tail}`);
    expect(whole.map(wordsOf)).toEqual(own.map((one) => one.own));
    // The same words always give the same labels: one mail of each tail shows that no other part is read.
    const at = title.length % own.length;
    expect(mail(whole[at] ?? '').labels).toEqual(mail(own[at]?.own ?? '').labels);
  });
});
