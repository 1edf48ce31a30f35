import { expect, test } from 'vitest';
import { createCsrf } from '../../src/platform/csrf.ts';

const csrf = createCsrf(Buffer.alloc(32, 1));

test('the token of a form is accepted in its own session', () => {
  expect(csrf.accepts('session', csrf.token('session'))).toBe(true);
});

test('the token of somebody else, of another install, a changed one and none are refused', () => {
  const foreign = createCsrf(Buffer.alloc(32, 2)).token('session');
  const token = csrf.token('session');
  for (const wrong of [csrf.token('other'), foreign, token.slice(1), `${token}0`, token.toUpperCase(), '']) {
    expect(csrf.accepts('session', wrong)).toBe(false);
  }
});
