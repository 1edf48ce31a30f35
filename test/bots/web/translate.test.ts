import { describe, expect, it } from 'vitest';
import { translatePost } from '../../../src/bots/web/translate.ts';

const AT = new Date('2026-11-22T10:00:00Z');
const NUMBER = 'a-number-of-a-form-1';

function post(fields: Record<string, unknown>, conversationKey = 'conversation-1') {
  return translatePost({
    conversationKey,
    fields: { nummer: NUMBER, ...fields },
    receivedAt: AT,
    language: 'nl',
    ipAddress: undefined,
  });
}

function messageOf(translated: ReturnType<typeof post>) {
  if (translated.kind !== 'message') throw new Error(`no message but ${translated.kind}`);
  return translated.message;
}

describe('a posted form becomes a message', () => {
  it('with its words, its conversation, its time and the language of the page', () => {
    expect(messageOf(post({ tekst: 'Wat bewaren jullie?' }))).toMatchObject({
      kind: 'text',
      text: 'Wat bewaren jullie?',
      channel: 'web',
      conversationKey: 'conversation-1',
      receivedAt: AT,
      languageHint: 'nl',
    });
  });

  it('under the same name when the same form is posted twice', () => {
    expect(messageOf(post({ tekst: 'a' })).externalId).toBe(messageOf(post({ tekst: 'b' })).externalId);
  });

  it('under another name in another conversation, so that a stranger cannot make it a repeat', () => {
    expect(messageOf(post({ tekst: 'a' })).externalId).not.toBe(
      messageOf(post({ tekst: 'a' }, 'conversation-2')).externalId,
    );
  });

  it('as a choice when a button was pressed, whatever stands in the field', () => {
    expect(messageOf(post({ keuze: 'copy.PB-2345-6789', tekst: 'nog iets' }))).toMatchObject({
      kind: 'choice',
      choice: 'copy.PB-2345-6789',
    });
  });

  it('with name and address of the separate fields in one text', () => {
    expect(messageOf(post({ naam: 'Sanne de Vries', adres: 'sanne@example.nl' }))).toMatchObject({
      text: 'Sanne de Vries, sanne@example.nl',
    });
  });

  it('with what was given when only one of the two was given', () => {
    expect(messageOf(post({ naam: ' ', adres: 'sanne@example.nl' }))).toMatchObject({
      text: 'sanne@example.nl',
    });
  });

  it('as a file without its content when a file was posted', () => {
    const message = messageOf(
      post({ bestand: new File(['x'], 'bon.png', { type: 'image/png' }), tekst: 'bon' }),
    );
    expect(message).toMatchObject({ kind: 'file', file: 'image', caption: 'bon' });
    expect(JSON.stringify(message)).not.toContain('bon.png');
  });

  it.each([
    ['audio/ogg', 'voice'],
    ['video/mp4', 'video'],
    ['application/pdf', 'document'],
  ])('as a file of the kind that %s is', (type, file) => {
    expect(messageOf(post({ tekst: new File(['x'], 'x', { type }) }))).toMatchObject({ kind: 'file', file });
  });
});

describe('words stay words', () => {
  it.each([
    ['100 kB', 'bewaren?'.repeat(13_000)],
    ['emoji only', '👍🏽👨‍👩‍👧'],
    ['a right-to-left override', 'abc\u202Ecba'],
    ['markup', '<script>alert(1)</script> <b>vet</b> [x](https://example.nl)'],
  ])('%s passes as it was typed', (_what, tekst) => {
    expect(messageOf(post({ tekst }))).toMatchObject({ text: tekst });
  });

  it('what a database cannot store is marked and the rest kept', () => {
    expect(messageOf(post({ tekst: 'voor\u0000na \ud800 \u001b[31m' }))).toMatchObject({
      text: 'voor\ufffdna \ufffd \ufffd[31m',
    });
  });

  it('lines end the same way whatever the browser sent', () => {
    expect(messageOf(post({ tekst: 'een\r\ntwee\rdrie' }))).toMatchObject({ text: 'een\ntwee\ndrie' });
  });
});

describe('what is no message', () => {
  it.each(['', '   \n', '\u200b\u202e'])('nothing to read (%j) is empty', (tekst) => {
    expect(post({ tekst }).kind).toBe('empty');
  });

  it('a form without any field is empty', () => {
    expect(post({}).kind).toBe('empty');
  });

  it.each([
    ['no number', { nummer: undefined, tekst: 'a' }],
    ['a number that is too short', { nummer: 'x', tekst: 'a' }],
    ['a number twice', { nummer: [NUMBER, NUMBER], tekst: 'a' }],
    ['a choice over 64 bytes', { keuze: 'é'.repeat(33) }],
    ['a choice with control characters', { keuze: 'copy\u0000' }],
    ['fields that are no text', { tekst: 5 }],
  ])('%s is not a form of ours', (_what, fields) => {
    expect(post(fields).kind).toBe('malformed');
  });
});
