import { expect, test } from 'vitest';
import { createSignedCookie } from '../../src/platform/signed-cookie.ts';

const cookies = createSignedCookie(Buffer.alloc(32, 1));
const NOON = new Date('2026-11-23T12:00:00Z');
const LATER = new Date('2026-11-23T13:00:00Z');

test('what was sealed is read back until it ends', () => {
  const sealed = cookies.seal('gesprek', 'wéb.1|x', LATER);
  expect(cookies.open('gesprek', sealed, NOON)).toBe('wéb.1|x');
  expect(cookies.open('gesprek', sealed, LATER)).toBeUndefined();
});

test('it fits in a cookie as it is', () => {
  expect(cookies.seal('gesprek', 'a; b="c"\r\n', LATER)).toMatch(/^[\w.-]+$/);
});

test('a value for another purpose or of another install is not accepted', () => {
  const sealed = cookies.seal('gesprek', 'x', LATER);
  expect(cookies.open('verzoek', sealed, NOON)).toBeUndefined();
  expect(createSignedCookie(Buffer.alloc(32, 2)).open('gesprek', sealed, NOON)).toBeUndefined();
});

test('a value whose content, end or signature was changed is not accepted', () => {
  const sealed = cookies.seal('gesprek', 'x', LATER);
  const [value, end, signature] = sealed.split('.');
  const longer = Number.parseInt(end ?? '', 36) + 1;
  const forged = [
    `eA==.${end}.${signature}`,
    `${Buffer.from('y').toString('base64url')}.${end}.${signature}`,
    `${value}.${longer.toString(36)}.${signature}`,
    `${value}.${end}.${signature?.replace(/^./, 'g')}`,
    `${value}.${end}`,
    `${sealed}.`,
    '..',
    '',
  ];
  for (const wrong of forged) expect(cookies.open('gesprek', wrong, NOON)).toBeUndefined();
});
