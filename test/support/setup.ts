import { afterEach, expect } from 'vitest';
import { strays } from './strays.ts';

if (process.env.TZ !== 'America/New_York')
  throw new Error('vitest.config.ts pins the time zone of the tests');

afterEach(() => {
  expect(strays.splice(0), 'a stray console.error or a connection to the outside').toEqual([]);
});
