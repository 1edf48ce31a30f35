import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { translateUpdate } from '../../../src/bots/telegram/translate.ts';

const NOW = new Date('2026-03-02T10:30:00Z');
const SENT = new Date('2026-03-02T09:00:00Z');
const FOLDER = new URL('../../fixtures/telegram/', import.meta.url);

function replay(name: string) {
  const update: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));
  return translateUpdate(update, NOW);
}

const customer = { channel: 'telegram', conversationKey: '5550001', languageHint: 'nl' };

describe('a message', () => {
  it('becomes a text with its chat, its name, its language and the time at which Telegram took it', () => {
    expect(replay('text')).toEqual({
      updateId: 731000101,
      own: { chatId: 5_550_001, messageId: 241 },
      message: {
        ...customer,
        externalId: 'm5550001.241',
        receivedAt: SENT,
        kind: 'text',
        text: 'Wat bewaren jullie van mij?',
      },
    });
  });

  it.each([
    ['text-emoji', '👍🏽👨‍👩‍👧 ok'],
    ['text-right-to-left', 'abc\u202Ecba'],
    ['text-markup', '<b>x</b> [x](https://example.nl) <!channel>'],
    ['text-with-nul', 'voorna'],
    ['command-start', '/start'],
    ['command-start-with-payload', '/start bestelling'],
    ['forwarded', 'Dit kreeg ik'],
  ])('keeps its words: %s', (name, text) => {
    expect(replay(name)?.message).toMatchObject({ kind: 'text', text });
  });

  it('that answers another one names it as that one is named', () => {
    expect(replay('reply')?.message).toMatchObject({ kind: 'text', text: 'Ja', replyTo: 'm5550001.240' });
  });

  it('without a language gives no hint', () => {
    expect(replay('text-without-language')?.message).not.toHaveProperty('languageHint');
  });
});

describe('a changed message', () => {
  it('becomes an edit with a name of its own, that names the message it changes, at the time of the change', () => {
    expect(replay('edited-text')?.message).toEqual({
      ...customer,
      externalId: 'u731000111',
      receivedAt: new Date('2026-03-02T09:01:35Z'),
      kind: 'edit',
      ofExternalId: replay('text')?.message.externalId,
      text: 'Wat bewaart u van mij?',
    });
  });

  it('of a photo is the change of its caption', () => {
    expect(replay('edited-caption')?.message).toMatchObject({ kind: 'edit', text: 'Mijn bon' });
  });

  it('without words, such as a live location, is ignored', () => {
    expect(replay('edited-live-location')?.message).toMatchObject({
      kind: 'ignored',
      reason: 'edit_without_text',
    });
  });
});

describe('a file', () => {
  it.each([
    ['voice', 'voice'],
    ['photo-with-caption', 'image'],
    ['document', 'document'],
    ['audio', 'document'],
    ['animation', 'video'],
    ['video-note', 'video'],
    ['contact', 'contact'],
    ['location', 'location'],
    ['venue', 'location'],
    ['sticker', 'other'],
    ['dice', 'other'],
  ])('%s is told by its kind only: neither its id, name nor content goes on', (name, file) => {
    const translated = replay(name);
    expect(translated?.message).toMatchObject({ ...customer, kind: 'file', file, receivedAt: SENT });
    expect(JSON.stringify(translated)).not.toMatch(/invented|\.pdf|\.mp|\+316|52\.1|Dorpsstraat/);
  });

  it('keeps the caption, which is the words of the customer', () => {
    expect(replay('photo-with-caption')?.message).toMatchObject({ caption: 'Dit is mijn paspoort' });
  });
});

describe('a tapped button', () => {
  it('becomes a choice at the time of the clock, named after the message it stood under', () => {
    expect(replay('choice')).toEqual({
      updateId: 731000131,
      callbackQueryId: '4382000000000001',
      message: {
        ...customer,
        externalId: 'u731000131',
        receivedAt: NOW,
        replyTo: 'm5550001.240',
        kind: 'choice',
        choice: 'copy.PB-2345-6789',
      },
    });
  });

  it('under a message that Telegram no longer shows is a choice as well', () => {
    expect(replay('choice-of-an-old-message')?.message).toMatchObject({ kind: 'choice', choice: 'more' });
  });

  it.each(['choice-inline', 'choice-of-a-game', 'group-choice'])(
    'that is none of ours is ignored, but answered: %s',
    (name) => {
      expect(replay(name)).toMatchObject({
        callbackQueryId: expect.stringMatching(/^4382/),
        message: { kind: 'ignored' },
      });
    },
  );
});

describe('what is not a customer in a private chat', () => {
  it.each([
    ['group-text', 'group'],
    ['via-bot', 'via_bot'],
    ['from-a-bot', 'bot'],
    ['channel-post', 'not_a_message'],
    ['pinned', 'service_message'],
    ['blocked', 'membership'],
    ['of-a-later-version', 'not_a_message'],
    ['message-without-a-chat', 'unreadable'],
  ])('%s is ignored for a reason, so that it never comes again', (name, reason) => {
    expect(replay(name)?.message).toMatchObject({ channel: 'telegram', kind: 'ignored', reason });
  });
});

describe('what is no update', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'hallo'],
    ['a list', []],
    ['an object without a number', {}],
    ['a number that is none', { update_id: '1' }],
  ])('%s is not translated', (_what, payload) => {
    expect(translateUpdate(payload, NOW)).toBeUndefined();
  });
});

it('every fixture gives a message of a conversation, with a name that no other one has', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
  const messages = names.map((name) => replay(name)?.message);
  expect(messages.every((message) => message !== undefined && message.conversationKey !== '')).toBe(true);
  expect(new Set(messages.map((message) => message?.externalId)).size).toBe(names.length);
});
