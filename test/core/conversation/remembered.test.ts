import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import type { Label, Slots, Understanding } from '../../../src/core/understanding/understanding.ts';
import { CHOOSING, decide, FACTS, NUMBER, REQUEST, SPOKEN, said, understood, WAITING } from './dialogue.ts';

const EMAIL = 'jan@example.nl';

function asks(right: 'access' | 'erasure' | 'rectification', words: string, slots: Slots = {}) {
  const source = { ...FACTS.source, words };
  return decide(said([right], { slots: { email: EMAIL, ...slots } }, words), NEW_DIALOGUE, {
    ...SPOKEN,
    source,
  });
}

describe('name and address that came with the wish', () => {
  test('are not asked again: the code goes out at once', () => {
    const { does, state } = asks('erasure', `Wis al mijn gegevens. Jan van den Berg, ${EMAIL}`);
    expect(does).toEqual(['open_request!', 'receipt', 'ask_identity!', 'mail_code!']);
    expect(state).toMatchObject({ name: 'Jan van den Berg', email: EMAIL, step: { name: 'awaiting_code' } });
  });

  test('of which one is missing: only that is asked', () => {
    for (const words of [`wis mijn gegevens, ${EMAIL}`, `WIS ALLES, ${EMAIL}`, `Graag wissen, ${EMAIL}`])
      expect(asks('erasure', words).does.at(-1)).toBe('ask_name');
  });

  test('an address that the wish is about is not where the code goes', () => {
    expect(asks('rectification', `mijn mail is niet ${EMAIL}`).state.email).toBeUndefined();
    const changed = asks('rectification', `Jan Bos, wijzig in ${EMAIL}`, { newValue: EMAIL });
    expect(changed.state.email).toBeUndefined();
  });

  test('nor is that of somebody who asks for another', () => {
    const words = `Namens mijn moeder, Jan Bos, ${EMAIL}`;
    const other = decide(said(['erasure'], { thirdParty: true, slots: { email: EMAIL } }, words));
    expect(other.state.email).toBeUndefined();
    expect(other.does).not.toContain('mail_code!');
  });

  test('before any wish they are kept, and while a right is asked about too', () => {
    const typed = said([], { confidence: 0, slots: { email: EMAIL } }, `jan bos, ${EMAIL}`);
    expect(decide(typed)).toMatchObject({ does: ['ask_wish'], state: { name: 'jan bos', email: EMAIL } });
    const asked = { words: 'iets', receivedAt: FACTS.source.receivedAt, sourceKey: 'm0' };
    const step = { name: 'confirming_right', options: ['erasure'], asked } as const;
    expect(decide(typed, { step })).toMatchObject({ does: ['confirm_right'], state: { step, email: EMAIL } });
  });
});

describe('a copy by its name', () => {
  test('is given without asking what is wanted, and without the general answer', () => {
    const { does } = asks('access', `Mag ik een kopie van mijn gegevens? Jan Bos, ${EMAIL}`);
    expect(does).toEqual(['open_request!', 'receipt', 'choose_copy!', 'ask_identity!', 'mail_code!']);
  });

  test('that is not wanted is none', () => {
    expect(asks('access', 'ik hoef geen kopie, wat weet u van mij').does).toContain('ask_choice');
  });

  test('makes a less sure reading clear; other words do not', () => {
    const unsure = (words: string) =>
      decide(said(['access'], { confidence: 0.7 }, words), NEW_DIALOGUE, {
        ...SPOKEN,
        source: { ...FACTS.source, words },
      }).does;
    expect(unsure('mag ik een kopie van mijn gegevens')).toContain('open_request!');
    expect(unsure('mijn gegevens?')).toContain('confirm_right');
  });
});

describe('a change of mind', () => {
  const stopped = [{ ...REQUEST, right: 'erasure', status: 'withdrawn', open: false }] as const;

  test('what the customer stopped here is taken up by less sure words; what was never asked is asked about', () => {
    const back = said(['erasure'], { confidence: 0.8 }, 'wis toch maar alles');
    expect(decide(back, NEW_DIALOGUE, { requests: stopped }).does.slice(0, 2)).toEqual([
      'reopen!',
      'reopened',
    ]);
    expect(decide(back).does).toContain('confirm_right');
  });

  test('a new wish leaves the choice for later', () => {
    const { does } = decide(said(['erasure']), CHOOSING, { requests: [REQUEST] });
    expect(does).toEqual(['open_request!', 'receipt', 'ask_identity!', 'ask_identity']);
  });

  test('another address after "verkeerd adres" gets the code: it is no request to correct data', () => {
    const words = 'sorry, verkeerd adres, het is sanne2@example.nl';
    const meant = said(['rectification'], { slots: { email: 'sanne2@example.nl' } }, words);
    const { does, outputs } = decide(meant, WAITING, { requests: [REQUEST] });
    expect(does).toEqual(['ask_identity!', 'mail_code!']);
    expect(outputs.at(-1)).toMatchObject({ number: NUMBER, email: 'sanne2@example.nl' });
  });

  test('an edit corrects an address or a question, and ends nothing', () => {
    const edit = (labels: readonly Label[], change: Partial<Understanding>) =>
      ({ type: 'edited', text: 'Sanne', understood: understood(labels, change) }) as const;
    const facts = { requests: [REQUEST] };
    const mistyped = edit([], { confidence: 0, slots: { email: 'sanne2@example.nl' } });
    expect(decide(mistyped, WAITING, facts).does).toContain('mail_code!');
    expect(decide(edit(['policy_question'], { topic: 'cookies' })).does).toEqual(['policy_answer']);
    expect(decide(edit(['withdraw_request'], {}), WAITING, facts).does).toEqual(['edit_noted']);
  });
});

test('who greets in the middle hears what is still awaited', () => {
  expect(decide(said(['greeting']), WAITING, { requests: [REQUEST] }).does).toEqual(['code_waits']);
});

test('once proven they are forgotten: who asks next in a shared browser is asked who it is', () => {
  const known = { ...NEW_DIALOGUE, name: 'Aylin Demir', email: 'aylin@example.nl' };
  const proven = { ...REQUEST, proven: true };
  const { does, state } = decide(said(['erasure']), known, { requests: [proven] });
  expect(does.slice(-2)).toEqual(['ask_identity!', 'ask_identity']);
  expect(state.email).toBeUndefined();
  const waiting = decide(said(['erasure']), known, { requests: [{ ...REQUEST, open: false }] });
  expect(waiting.does).toContain('mail_code!');
});
