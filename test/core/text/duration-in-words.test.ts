import { expect, it } from 'vitest';
import { durationInWords } from '../../../src/core/text/duration-in-words.ts';

it.each([
  [86_400, '24 uur', '24 hours'],
  [86_340, '23 uur en 59 minuten', '23 hours, 59 minutes'],
  [3_600, '1 uur', '1 hour'],
  [3_661, '1 uur en 2 minuten', '1 hour, 2 minutes'],
  [600, '10 minuten', '10 minutes'],
  [60, '1 minuut', '1 minute'],
  [59.2, '1 minuut', '1 minute'],
  [30, '30 seconden', '30 seconds'],
  [0, '1 seconde', '1 second'],
])('%d seconds are told as people say them', (seconds, nl, en) => {
  expect(durationInWords('nl', seconds)).toBe(nl);
  expect(durationInWords('en', seconds)).toBe(en);
});
