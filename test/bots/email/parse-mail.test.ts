import { expect, test } from 'vitest';
import { parseMail } from '../../../src/bots/email/parse-mail.ts';

test('of two Return-Path the upper counts: the server of the mailbox wrote it, the other is of an earlier way', async () => {
  const fields = [
    'Return-Path: <klant@example.com>',
    'From: klant@example.com',
    'Return-Path: <>',
    '',
    'Hallo',
  ];
  const mail = await parseMail(Buffer.from(fields.join('\r\n')));
  expect(mail?.headers['return-path']).toBe('<klant@example.com>');
});

test.each([
  ['Auto-Submitted', 'auto-submitted', 'no', 'auto-replied'],
  ['Precedence', 'precedence', 'normal', 'bulk'],
])(
  'of two %s the one that says that a program wrote it counts, wherever it stands',
  async (field, name, ...both) => {
    for (const values of [both, both.toReversed()]) {
      const fields = ['From: klant@example.com', ...values.map((value) => `${field}: ${value}`), '', 'Hallo'];
      const mail = await parseMail(Buffer.from(fields.join('\r\n')));
      expect(mail?.headers[name]).toBe(both[1]);
    }
  },
);
