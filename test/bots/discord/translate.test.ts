import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { translateInteraction, translateMessage } from '../../../src/bots/discord/translate.ts';
import { discordWords } from '../../../src/core/text/discord-words.ts';

const FOLDER = new URL('../../fixtures/discord/', import.meta.url);
const EVENT = z.object({ t: z.string(), d: z.unknown() });
const SENT = new Date('2026-03-02T09:00:00Z');
const words = discordWords('https://balie.example.nl');

function read(name: string) {
  return EVENT.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')));
}

function message(name: string) {
  const { t, d } = read(name);
  return translateMessage(d, t === 'MESSAGE_UPDATE');
}

const interaction = (name: string) => translateInteraction(read(name).d, words);
const customer = { channel: 'discord', conversationKey: '360000000000000001' };

describe('a direct message', () => {
  it('becomes a text with its conversation, its name and the time in its id', () => {
    expect(message('text')).toEqual({
      ...customer,
      externalId: 'm1477953611366400001',
      receivedAt: SENT,
      kind: 'text',
      text: 'Wat bewaren jullie van mij?',
    });
  });

  it.each([
    ['text-markup', '**x** [x](https://example.nl) <b>y</b>'],
    ['text-with-nul', 'voorna'],
    ['text-with-mention', '<@900000000000000001> wat weten jullie'],
    ['text-with-preview', 'https://example.nl/bon'],
    ['forwarded', 'Dit kreeg ik'],
  ])('keeps its words: %s', (name, text) => {
    expect(message(name)).toMatchObject({ ...customer, kind: 'text', text });
  });

  it('that answers another one names it as that one is named; a forwarded one answers none', () => {
    expect(message('reply')).toMatchObject({ kind: 'text', text: 'Ja', replyTo: 'm1478000000000000000' });
    expect(message('forwarded')).not.toHaveProperty('replyTo');
  });
});

describe('a changed message', () => {
  it('becomes an edit with a name of its own, that names the message it changes, at the time of the change', () => {
    expect(message('edited')).toEqual({
      ...customer,
      externalId: `e1477953611366400001.${Date.parse('2026-03-02T09:01:35.250Z')}`,
      receivedAt: new Date('2026-03-02T09:01:35.250Z'),
      kind: 'edit',
      ofExternalId: message('text')?.externalId,
      text: 'Wat bewaart u van mij?',
    });
  });

  it.each(['preview-appeared', 'edited-without-words'])('that changed no words is ignored: %s', (name) => {
    expect(message(name)).toMatchObject({ kind: 'ignored', reason: 'not_edited' });
  });
});

describe('a file', () => {
  it.each([
    ['image-with-words', 'image'],
    ['forwarded-image', 'image'],
    ['video', 'video'],
    ['document', 'document'],
    ['unknown-file', 'document'],
    ['voice', 'voice'],
    ['sticker', 'other'],
    ['poll', 'other'],
  ])('%s is told by its kind only: neither its id, name nor address goes on', (name, file) => {
    expect(message(name)).toMatchObject({ ...customer, kind: 'file', file, receivedAt: SENT });
    expect(JSON.stringify(message(name))).not.toMatch(/invented|cdn|3[78]0{14}1/);
  });

  it('keeps the words beside it', () => {
    expect(message('image-with-words')).toMatchObject({ caption: 'Dit is mijn paspoort' });
  });
});

describe('what is not a customer in direct messages', () => {
  it.each([
    ['from-itself', 'bot'],
    ['from-a-webhook', 'webhook'],
    ['in-a-server', 'group'],
    ['in-a-group', 'group'],
    ['pinned', 'service_message'],
  ])('%s is ignored for a reason', (name, reason) => {
    expect(message(name)).toMatchObject({ kind: 'ignored', reason });
  });

  it.each([undefined, 'hallo', [], {}, { id: 'x', channel_id: '1', author: { id: '2' } }])(
    'what is no message at all (%j) is nothing',
    (payload) => {
      expect(translateMessage(payload, false)).toBeUndefined();
      expect(translateInteraction(payload, words)).toBeUndefined();
    },
  );
});

describe('a command', () => {
  it('stands for a question in the language of the app', () => {
    expect(interaction('command-status')).toMatchObject({
      language: 'nl',
      answer: 'place',
      message: { ...customer, kind: 'text', text: 'Hoe staat het met mijn verzoek?', languageHint: 'nl' },
    });
    expect(interaction('command-person-in-english')).toMatchObject({
      language: 'en',
      message: { kind: 'text', text: 'I want to talk to a person.', receivedAt: SENT },
    });
  });

  it('to ask something opens a form, and what is filled in is a text', () => {
    expect(interaction('command-ask')).toMatchObject({ answer: 'form' });
    expect(interaction('form')).toMatchObject({
      answer: 'place',
      message: { kind: 'text', text: 'Wat bewaren jullie van mij?' },
    });
  });

  it.each(['command-help-in-a-server', 'command-in-a-group', 'form', 'command-ask'])(
    'where others are by goes on in direct messages: %s',
    (name) => {
      expect(interaction(name)).toMatchObject({ elsewhere: '350000000000000001' });
    },
  );

  it('in direct messages stays there', () => {
    expect(interaction('command-status')).not.toHaveProperty('elsewhere');
  });

  it.each(['command-of-another', 'ping'])('that is none of ours is nothing: %s', (name) => {
    expect(interaction(name)).toBeUndefined();
  });
});

it('a tapped button becomes a choice, named after the message it stood under', () => {
  expect(interaction('button')).toMatchObject({
    answer: 'silent',
    token: 'aW52ZW50ZWQ',
    message: {
      ...customer,
      externalId: expect.stringMatching(/^i\d+$/),
      receivedAt: SENT,
      replyTo: 'm1478000000000000000',
      kind: 'choice',
      choice: 'copy.PB-2345-6789',
    },
  });
});

it('every fixture that says something has a name that no other one has', () => {
  const names = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
  const said = names.flatMap((name) => {
    const found = read(name).t === 'INTERACTION_CREATE' ? interaction(name)?.message : message(name);
    return found === undefined || found.kind === 'ignored' ? [] : [found.externalId];
  });
  expect(said.length).toBeGreaterThan(20);
  expect(new Set(said).size).toBe(said.length);
});
