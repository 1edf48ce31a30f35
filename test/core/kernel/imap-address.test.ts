import { expect, test } from 'vitest';
import { imapAddress, whyNotSignedIn } from '../../../src/core/kernel/imap-address.ts';

test('a password goes unencrypted to this machine only: elsewhere the server has to offer STARTTLS', () => {
  const starts = (host: string) => imapAddress(`imap://u:p@${host}`).signIn.doSTARTTLS;
  expect(['mail.example.nl', 'localhost', '127.0.0.1:1143', '[::1]'].map(starts)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(imapAddress('imaps://u:p@mail.example.nl').signIn).not.toHaveProperty('doSTARTTLS');
});

test('name, password and folder are as they were before they stood in an address', () => {
  expect(imapAddress('imaps://info%40example.nl:p%3Aw%2F@[::1]:1993/Klanten/Oud%20werk')).toEqual({
    signIn: { host: '::1', port: 1993, secure: true, auth: { user: 'info@example.nl', pass: 'p:w/' } },
    folder: 'Klanten/Oud werk',
  });
  expect(imapAddress('imap://u:p@localhost')).toMatchObject({ signIn: { port: 143 }, folder: 'INBOX' });
});

test('why nobody could sign in is told by marks and codes of an error', () => {
  const error = (marks: object) => Object.assign(new Error('words of a server'), marks);
  expect(whyNotSignedIn(error({ authenticationFailed: true }))).toBe('imap_login');
  expect(whyNotSignedIn(error({ tlsFailed: true }))).toBe('imap_tls');
  expect(whyNotSignedIn(error({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }))).toBe('imap_tls');
  expect(whyNotSignedIn(error({ code: 'ECONNREFUSED' }))).toBe('imap_unreachable');
  expect(whyNotSignedIn('anything')).toBe('imap_unreachable');
});
