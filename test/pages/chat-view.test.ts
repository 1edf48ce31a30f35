import { describe, expect, it } from 'vitest';
import type { TranscriptEntry } from '../../src/core/application/core-api.ts';
import { parseDay } from '../../src/core/kernel/calendar-day.ts';
import { chatView, typedChoice } from '../../src/pages/chat/chat-view.ts';
import type { DeskMessage } from '../../src/pages/page-tools.ts';

const NUMBER = 'PB-2345-6789';
const DAY = parseDay('2026-12-22');

function conversation(...parts: readonly (string | DeskMessage)[]): readonly TranscriptEntry[] {
  return parts.map((part, index) => {
    const base = { sequence: index + 1, at: new Date('2026-11-22T10:00:00Z') };
    return typeof part === 'string'
      ? { ...base, from: 'customer', text: part }
      : { ...base, from: 'desk', message: part };
  });
}

const LABELS: Partial<Record<DeskMessage['kind'], readonly string[]>> = {
  general_answer: ['more'],
  ask_choice: ['copy.PB-2345-6789', 'never_mind.PB-2345-6789', 'human'],
  code_sent: ['resend', 'human'],
  human_called: [],
};

function view(...parts: readonly (string | DeskMessage)[]) {
  return chatView(conversation(...parts), (message) => ({
    paragraphs: [message.kind],
    choices: (LABELS[message.kind] ?? []).map((id) => ({ id, label: `label of ${id}` })),
  }));
}

describe('the conversation as the page shows it', () => {
  it('leaves the first notice to the page, which begins with it', () => {
    const { lines } = view('hallo', { kind: 'first_notice', channel: 'web' }, { kind: 'greeting' });
    expect(lines.map((line) => line.paragraphs)).toEqual([['hallo'], ['greeting']]);
  });

  it('marks the number of a request that was opened, to be kept', () => {
    if (DAY === undefined) throw new Error('no day');
    const { lines } = view('a', { kind: 'receipt', number: NUMBER, right: 'access', dueDay: DAY });
    expect(lines[1]?.keep).toBe(NUMBER);
  });

  it('shows what a member of staff wrote as written by a person', () => {
    const { lines } = view({ kind: 'staff_text', text: 'Dag', signedBy: 'Chantal' });
    expect(lines[0]?.from).toBe('staff');
  });

  it('shows a tapped choice by its label, not by its id', () => {
    const { lines } = view('a', { kind: 'ask_choice', number: NUMBER }, '[copy.PB-2345-6789]');
    expect(lines[2]?.paragraphs).toEqual(['label of copy.PB-2345-6789']);
  });

  it('offers the choices of the latest question first and each only once', () => {
    const { choices } = view('a', { kind: 'general_answer' }, { kind: 'ask_choice', number: NUMBER });
    expect(choices.map((choice) => choice.id)).toEqual([
      'copy.PB-2345-6789',
      'never_mind.PB-2345-6789',
      'human',
      'more',
    ]);
  });

  it('offers nothing that was asked before the customer wrote again', () => {
    expect(view('a', { kind: 'general_answer' }, 'b', { kind: 'human_called' }).choices).toEqual([]);
  });
});

describe('the field fits what the desk asked for', () => {
  it.each<[string, string, DeskMessage]>([
    ['name and address', 'identity', { kind: 'ask_identity', number: NUMBER }],
    ['a name', 'name', { kind: 'ask_name' }],
    ['an address', 'email', { kind: 'ask_email' }],
    ['an address again', 'email', { kind: 'email_invalid' }],
    ['a code', 'code', { kind: 'code_sent', to: 's…@example.nl' }],
    ['a code again', 'code', { kind: 'code_wrong' }],
    ['nothing', 'text', { kind: 'greeting' }],
  ])('%s', (_what, purpose, message) => {
    expect(view('a', message).purpose).toBe(purpose);
  });

  it('still asks for the code after a question in between', () => {
    const asked = view({ kind: 'code_sent', to: 's…@example.nl' }, 'hoe lang?', {
      kind: 'policy_answer',
      topic: 'retention',
    });
    expect(asked.purpose).toBe('code');
  });

  it('asks for nothing any more when the mailbox is proven', () => {
    if (DAY === undefined) throw new Error('no day');
    const proven = view({ kind: 'code_sent', to: 's…@example.nl' }, '123456', {
      kind: 'proven',
      number: NUMBER,
      dueDay: DAY,
    });
    expect(proven.purpose).toBe('text');
  });
});

describe('a typed choice counts like a tapped one', () => {
  const choices = [
    { id: 'copy', label: 'Een kopie van mijn gegevens' },
    { id: 'human', label: 'Een medewerker' },
  ];

  it.each([
    ['1', 'copy'],
    [' 2. ', 'human'],
    ['een KOPIE van mijn gegevens!', 'copy'],
  ])('%j', (typed, id) => {
    expect(typedChoice(typed, choices)).toBe(id);
  });

  it.each(['3', '0', '', '123456', 'een kopie graag', 'medewerkers'])(
    '%j is words, not a choice',
    (typed) => {
      expect(typedChoice(typed, choices)).toBeUndefined();
    },
  );
});
