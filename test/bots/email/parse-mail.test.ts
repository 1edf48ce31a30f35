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
