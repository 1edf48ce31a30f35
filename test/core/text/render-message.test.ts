import { describe, expect, it } from 'vitest';
import { asSaidBy } from '../../../src/core/conversation/as-said-by.ts';
import type { OutboundContent } from '../../../src/core/conversation/channel.ts';
import type { OutboundMessage } from '../../../src/core/conversation/messages.ts';
import { type CalendarDay, parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { sha256 } from '../../../src/core/kernel/digest.ts';
import { CHANNELS } from '../../../src/core/kernel/rights.ts';
import { NOTICE_VERSION } from '../../../src/core/policy/desk-notice.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import type { ShopProfile } from '../../../src/core/policy/shop-profile.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { LANGUAGES, sentences, wordCount } from './read-text.ts';
import { SAMPLES } from './sample-messages.ts';

const shop = firstProfile();
const PUBLIC_URL = 'https://privacy.example.nl';

function render(message: OutboundMessage, language: 'nl' | 'en' = 'nl'): OutboundContent {
  return renderMessage(message, language, shop, PUBLIC_URL);
}

function aDay(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

const automatic = SAMPLES.filter((message) => !message.kind.startsWith('staff_'));
const rendered = LANGUAGES.flatMap((language) =>
  automatic.map((message) => ({ language, message, content: render(message, language) })),
);

describe('facts of an order', () => {
  it.each([
    ['nl', 'alleen tot het zoeken klaar is'],
    ['en', 'only until the search has ended'],
  ] as const)('are kept until they were compared, and the customer is told so: %s', (language, words) => {
    for (const kind of ['ask_facts', 'facts_noted'] as const)
      expect(render({ kind, number: 'PB-2345-6789' }, language).paragraphs.join(' ')).toContain(words);
  });
});

describe('every automatic message, in both languages', () => {
  it.each(rendered)('$language $message.kind holds at most 90 words and one question (R3)', ({ content }) => {
    const words = content.paragraphs.join('\n');
    expect(content.paragraphs.length).toBeGreaterThan(0);
    expect(wordCount(words)).toBeLessThanOrEqual(90);
    expect(words.split('?').length - 1).toBeLessThanOrEqual(1);
  });

  it('fills every placeholder and leaves no paragraph empty', () => {
    const paragraphs = rendered.flatMap(({ content }) => content.paragraphs);
    expect(paragraphs.filter((words) => words.includes('{{') || words.trim() === '')).toEqual([]);
    expect(paragraphs.filter((words) => /undefined|messages:|terms:/.test(words))).toEqual([]);
  });

  it('offers choices whose ids fit the smallest channel and whose labels differ', () => {
    for (const { content } of rendered) {
      const labels = content.choices.map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
      for (const { id } of content.choices) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(64);
    }
  });

  it('is written in Dutch sentences of at most 25 words', () => {
    const dutch = rendered.filter(({ language }) => language === 'nl');
    const long = dutch
      .flatMap(({ content }) => content.paragraphs.flatMap(sentences))
      .filter((sentence) => wordCount(sentence) > 25);
    expect(long).toEqual([]);
  });

  it('speaks to a child as "je" (R4)', () => {
    expect(render({ kind: 'minor_noted' }).paragraphs.join(' ')).not.toMatch(/\b(u|uw)\b/);
  });

  it('addresses the customer as "u" and never asks for a document or number that identifies for life', () => {
    const dutch = rendered
      .filter(({ language, message }) => language === 'nl' && message.kind !== 'minor_noted')
      .flatMap(({ content }) => content.paragraphs);
    expect(dutch.filter((words) => /\b(je|jij|jouw)\b/i.test(words))).toEqual([]);
    const documents = dutch.filter((words) => /identiteitsbewijs|burgerservicenummer/.test(words));
    expect(documents.filter((words) => !/nooit|niet/.test(words))).toEqual([]);
  });

  it('offers a person, except where one was just called or the question still follows (R16)', () => {
    const without = automatic
      .filter((message) => !render(message).choices.some(({ id }) => id === 'human'))
      .map(({ kind }) => kind);
    expect(new Set(without)).toEqual(
      new Set([
        'first_notice',
        'receipt',
        'question_passed_on',
        'human_called',
        'order_alarmed',
        'human_already_called',
        'human_when',
        'taken_over',
        'copy_first',
        'distress',
        'danger',
        'human_delayed',
        'customer_reply_noted',
        'third_party_noted',
        'minor_noted',
        'condolence',
        'facts_ended',
        // shown in the place of what does not open, and never sent
        'unreadable',
      ]),
    );
  });
});

describe('the first notice', () => {
  it.each(CHANNELS)(
    'says on %s who, that a program answers, that staff decide, what for, and where else',
    (channel) => {
      const { paragraphs, choices } = render({ kind: 'first_notice', channel });
      const words = paragraphs.join(' ');
      for (const element of [shop.name, 'computerprogramma', 'medewerker beslist', 'alleen voor uw vraag'])
        expect(words).toContain(element);
      expect(words).toContain(`${PUBLIC_URL}/privacy#balie`);
      expect(words).toMatch(channel === 'email' ? /webpagina/ : /info@iksmelt\.com/);
      expect(paragraphs).toHaveLength(3);
      expect(choices).toEqual([]);
    },
  );

  it.each(['telegram', 'discord'] as const)(
    'names %s as a service that sees it too, also outside the EU',
    (channel) => {
      const words = render({ kind: 'first_notice', channel }).paragraphs.join(' ');
      expect(words).toMatch(channel === 'telegram' ? /Telegram ziet het ook/ : /Discord ziet het ook/);
      expect(words).toContain('buiten de EU');
      expect(words).toContain('webpagina');
    },
  );

  it('names no chat service where there is none', () => {
    for (const channel of ['web', 'email'] as const)
      expect(render({ kind: 'first_notice', channel }).paragraphs.join(' ')).not.toMatch(
        /Telegram|Discord|EU/,
      );
  });

  it('has a version that goes up when a word of it changes', () => {
    const words = LANGUAGES.flatMap((language) =>
      CHANNELS.map((channel) => render({ kind: 'first_notice', channel }, language).paragraphs),
    );
    expect({ [NOTICE_VERSION]: sha256(JSON.stringify(words)) }).toMatchInlineSnapshot(`
      {
        "1": "bc72c9234cc07a44b40825e1539e4e40c4f0d4fc79ed5974feb9e7d8d24da2ed",
      }
    `);
  });
});

describe('the general answer', () => {
  it('says that the policy has no list, names the recipients without calling them processors, and the shorter term', () => {
    const words = render({ kind: 'general_answer' }).paragraphs.join(' ');
    expect(words).toContain('Een volledige lijst staat er niet in');
    for (const { name } of shop.recipients) expect(words).toContain(name);
    expect(words).not.toContain('verwerker');
    expect(words).toContain('hooguit twee jaar');
  });

  it('stays within 90 words for a shop with many recipients, and for one with none', () => {
    const one = shop.recipients[0];
    const many: ShopProfile = {
      ...shop,
      recipients:
        one === undefined ? [] : Array.from({ length: 30 }, () => ({ ...one, name: 'Lange Naam BV' })),
    };
    const words = (profile: ShopProfile, language: 'nl' | 'en' = 'nl'): string =>
      renderMessage({ kind: 'general_answer' }, language, profile).paragraphs.join(' ');
    for (const language of LANGUAGES) expect(wordCount(words(many, language))).toBeLessThanOrEqual(90);
    expect(words(many)).toContain('25 andere partijen');
    expect(words({ ...shop, recipients: [] })).not.toContain('{{');
    expect(
      renderMessage({ kind: 'general_answer' }, 'nl', { ...shop, recipients: [] }).paragraphs,
    ).toHaveLength(2);
  });
});

describe('a code in a conversation by mail (R7)', () => {
  const to = 's…@example.com';
  const codes = [{ kind: 'code_sent', to }, { kind: 'code_sent_late', to }, { kind: 'code_waits' }] as const;

  it.each(codes)('is sent back, and nowhere typed: $kind', (message) => {
    const said = (byChannel: OutboundMessage) => render(byChannel).paragraphs.join(' ');
    expect(said(asSaidBy('telegram', message))).toMatch(/Typ (?:die code|hem) hier/);
    expect(said(asSaidBy('email', message))).toContain('Antwoord op die mail');
    expect(said(asSaidBy('email', message))).not.toMatch(/\btyp\b/i);
  });
});

describe('a date that went by (R12)', () => {
  const number = 'PB-2345-6789';
  const dueDay = aDay('2026-09-30');
  const words = (message: OutboundMessage): string => render(message).paragraphs.join(' ');

  it.each(['goes_on', 'reopened', 'proven'] as const)('is not promised again by %s', (kind) => {
    expect(words({ kind, number, dueDay })).toContain('uiterlijk op woensdag 30 september');
    const late = words({ kind, number, dueDay, past: true });
    expect(late).toContain('is voorbij');
    expect(late).toContain('zo snel mogelijk');
    expect(late).not.toContain('uiterlijk op');
  });

  it('is told as such in the status, with how many requests are not listed', () => {
    const line = { number, right: 'access', state: 'gathering', dueDay, past: true } as const;
    const told = words({ kind: 'status', requests: [line], more: 3 });
    expect(told).toContain('is voorbij');
    expect(told).not.toContain('Antwoord uiterlijk');
    expect(told).toContain('En nog 3 verzoeken.');
  });
});

describe('choices', () => {
  it('asks after the receipt for a copy, the explanation or nothing, in that order and about this request', () => {
    const { choices } = render({ kind: 'ask_choice', number: 'PB-2345-6789' });
    expect(choices.map(({ id }) => id)).toEqual([
      'copy.PB-2345-6789',
      'explanation.PB-2345-6789',
      'never_mind.PB-2345-6789',
      'human',
    ]);
    expect(choices[0]?.label).toBe('Een kopie van mijn gegevens');
  });

  it('asks after one unsure right with yes and no, after several with a choice for each', () => {
    const single = render({ kind: 'confirm_right', options: ['erasure'] });
    expect(single.paragraphs[0]).toContain('Vraagt u ons om uw gegevens te wissen?');
    expect(single.choices.map(({ id }) => id)).toEqual(['right.erasure', 'no', 'human']);
    const several = render({ kind: 'confirm_right', options: ['erasure', 'objection'] });
    expect(several.choices.map(({ id }) => id)).toEqual(['right.erasure', 'right.objection', 'no', 'human']);
    const both = render({ kind: 'confirm_right', options: ['erasure', 'objection'], together: true });
    expect(both.choices[2]).toEqual({ id: 'all', label: 'Alles hiervan' });
    const also = render({ kind: 'confirm_right', options: ['objection'], also: true });
    expect(also.paragraphs[0]).toBe(
      'U schreef nog iets. Vraagt u ons ook om uw gegevens niet meer te gebruiken?',
    );
    expect(also.choices.map(({ label }) => label).slice(0, 2)).toEqual(['Ja', 'Nee, dat niet']);
  });

  it('leaves the text of staff as it is, signed with a name and without choices', () => {
    const text = 'Dag,\n\n<b>[x](y)</b> {{shop}} $t(messages:thanks.text)';
    const { paragraphs, choices } = render({ kind: 'staff_text', text, signedBy: 'Noor' });
    expect(paragraphs).toEqual(['Dag,', '<b>[x](y)</b> {{shop}} $t(messages:thanks.text)', 'Noor, Ik smelt']);
    expect(choices).toEqual([]);
  });
});

it.each([
  ['nl', 'we zoeken uw gegevens op; klaar op 3 van 7 plekken'],
  ['en', 'we are looking up your data; finished in 3 of 7 places'],
] as const)(
  'while it is searched the status says in how many places that is finished: %s',
  (language, said) => {
    const line = {
      number: 'PB-2345-6789',
      right: 'access',
      state: 'gathering',
      dueDay: aDay('2026-12-02'),
    } as const;
    const message = { kind: 'status', requests: [{ ...line, searched: { done: 3, of: 7 } }] } as const;
    expect(render(message, language).paragraphs.join(' ')).toContain(said);
  },
);
