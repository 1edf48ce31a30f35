import { describe, expect, test } from 'vitest';
import type { ConversationInput } from '../../../src/core/conversation/conversation-input.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import type { Label } from '../../../src/core/understanding/understanding.ts';
import { ASKING, CHOOSING, decide, NEXT, NUMBER, REQUEST, said, understood, WAITING } from './dialogue.ts';

describe('the first words', () => {
  test('"wat bewaren jullie van mij" opens the request and answers the general question at once (R2)', () => {
    const { does, state } = decide(said(['access']));
    expect(does).toEqual(['open_request!', 'general_answer', 'receipt', 'ask_choice']);
    expect(state.step).toEqual({ name: 'choosing', number: NEXT });
  });

  test('the first reply of a conversation carries the notice, whatever was said (R1)', () => {
    for (const input of [
      said(['access']),
      said(['greeting']),
      said([]),
      { type: 'sent_file', file: 'image' } as const,
    ])
      expect(decide(input, NEW_DIALOGUE, { noticeShown: false }).does[0]).toBe('first_notice');
    expect(decide(said(['greeting'])).does).toEqual(['greeting']);
  });

  test('two wishes become two requests with one receipt', () => {
    const { outputs } = decide(said(['access', 'erasure']));
    const opened = outputs.filter((output) => output.type === 'open_request');
    expect(opened.map((output) => output.right)).toEqual(['access', 'erasure']);
    expect(new Set(opened.map((output) => output.receivedAt)).size).toBe(1);
    expect(new Set(opened.map((output) => output.number)).size).toBe(2);
  });

  test('anger, a lawyer, the authority or a date of their own lifts the request (R23)', () => {
    const [opened] = decide(said(['access'], { signals: ['lawyer'] })).outputs;
    expect(opened).toMatchObject({ type: 'open_request', raised: true });
  });

  test('somebody who asks for another person, or says to be a child, gets a person too', () => {
    expect(decide(said(['access'], { thirdParty: true })).does).toContain('call_human!');
    expect(decide(said(['erasure'], { signals: ['minor'] })).does).toContain('call_human!');
  });

  test('a death brings one line of sympathy and a person, no code (R4)', () => {
    expect(decide(said(['erasure'], { signals: ['deceased'] })).does).toEqual([
      'call_human!',
      'stop_mailing!',
      'condolence',
    ]);
  });

  test('a right that is open in this conversation is named, not doubled (R12)', () => {
    const { does } = decide(said(['access']), NEW_DIALOGUE, { requests: [REQUEST] });
    expect(does).toEqual(['already_open', 'ask_choice']);
  });

  test('a request that the customer had ended comes back (R3)', () => {
    const requests = [{ ...REQUEST, status: 'withdrawn', open: false } as const];
    expect(decide(said(['access']), NEW_DIALOGUE, { requests }).does).toEqual([
      'reopen!',
      'reopened',
      'ask_choice',
    ]);
  });
});

describe('unsure', () => {
  test('one confirming question, with the words kept; the request then counts from them (R17)', () => {
    const asked = decide(said(['rectification'], { confidence: 0.4 }));
    expect(asked.does).toEqual(['await_answer!', 'confirm_right']);
    const answer: ConversationInput = { type: 'chose', choice: 'right', right: 'rectification' };
    const later = { source: { words: 'ja', receivedAt: '2026-11-05T09:00:00.000Z', key: 'm2' } };
    const { outputs, does } = decide(answer, asked.state, later);
    expect(does.slice(0, 2)).toEqual(['answered_question!', 'open_request!']);
    expect(outputs[1]).toMatchObject({
      words: 'de woorden',
      receivedAt: '2026-11-02T10:00:00.000Z',
      sourceKey: 'm1',
    });
  });

  test('an erasure needs more certainty than the other rights', () => {
    expect(decide(said(['erasure'], { confidence: 0.95 })).does).toEqual(['await_answer!', 'confirm_right']);
    expect(decide(said(['access'], { confidence: 0.95 })).does).toContain('open_request!');
  });

  test('"nee" to the question leaves it with a person: the task stays', () => {
    const { state } = decide(said(['erasure'], { confidence: 0.4 }));
    expect(decide({ type: 'chose', choice: 'no' }, state).does).toEqual(['question_passed_on']);
  });

  test('what hardly reads like "stop" or "status" ends and tells nothing', () => {
    for (const label of ['withdraw_request', 'status', 'policy_question'] as const) {
      const input = said([label], { confidence: 0.2, topic: 'cookies' }, 'het groene');
      expect(decide(input, NEW_DIALOGUE, { requests: [REQUEST] }).does).toEqual(['not_understood']);
    }
  });

  test('below that it is no wish', () => {
    expect(decide(said(['erasure'], { confidence: 0.1 })).does).toEqual(['not_understood']);
  });

  test('a right that was not offered cannot be chosen', () => {
    const { state } = decide(said(['access'], { confidence: 0.4 }));
    expect(decide({ type: 'chose', choice: 'right', right: 'erasure' }, state).does).toEqual([
      'choice_expired',
    ]);
  });
});

describe('the choices after the receipt', () => {
  const facts = { requests: [REQUEST] };

  test('a copy asks who it is', () => {
    const { does, state } = decide({ type: 'chose', choice: 'copy', number: NUMBER }, CHOOSING, facts);
    expect(does).toEqual(['choose_copy!', 'ask_identity!', 'ask_identity']);
    expect(state.step.name).toBe('asking_identity');
  });

  test('typed words and numbers mean the same as a tap', () => {
    for (const text of ['Een kopie van mijn gegevens!', '1', ' 1. '])
      expect(decide(said([], { confidence: 0 }, text), CHOOSING, facts).does[0]).toBe('choose_copy!');
    expect(decide(said(['access'], {}, 'ik wil graag een kopie'), CHOOSING, facts).does[0]).toBe(
      'choose_copy!',
    );
    expect(decide(said([], { confidence: 0 }, '7'), CHOOSING, facts).does).toEqual(['ask_choice']);
  });

  test('"alleen uitleg" and "laat maar" are asked once more before anything ends (R3)', () => {
    for (const [choice, as] of [
      ['explanation', 'answered_generally'],
      ['never_mind', 'withdrawn'],
    ] as const) {
      const asked = decide({ type: 'chose', choice, number: NUMBER }, CHOOSING, facts);
      expect(asked.does).toEqual([
        choice === 'explanation' ? 'confirm_explanation_only' : 'confirm_never_mind',
      ]);
      expect(decide(said([], {}, 'ja'), asked.state, facts).outputs).toEqual([
        { type: 'withdraw', number: NUMBER, as },
      ]);
      expect(decide(said([], {}, 'nee'), asked.state, facts).does).toEqual([
        'goes_on',
        'choose_copy!',
        'ask_identity!',
        'ask_identity',
      ]);
    }
  });

  test('a late tap on a request that is answered changes nothing and says so', () => {
    const requests = [{ ...REQUEST, status: 'answered', open: false, proven: true } as const];
    for (const choice of ['copy', 'explanation', 'never_mind', 'resend', 'other_address'] as const)
      expect(decide({ type: 'chose', choice, number: NUMBER }, NEW_DIALOGUE, { requests }).does).toEqual([
        'choice_expired',
      ]);
    expect(decide({ type: 'chose', choice: 'yes' }).does).toEqual(['choice_expired']);
    expect(decide({ type: 'chose_unknown' }).does).toEqual(['choice_expired']);
  });
});

describe('name and address', () => {
  const facts = { requests: [REQUEST] };
  const email = 'sanne@example.nl';

  test('both in one message: the code is mailed', () => {
    const { outputs, state } = decide(
      said([], { slots: { email } }, 'Sanne de Vries, sanne@example.nl'),
      ASKING,
      facts,
    );
    expect(outputs.at(-1)).toEqual({ type: 'mail_code', number: NUMBER, name: 'Sanne de Vries', email });
    expect(state.step.name).toBe('awaiting_code');
  });

  test('what was typed in the wrong field is no part of the name', () => {
    for (const text of ['Sanne de Vries, geen-adres', 'Sanne de Vries <geenadres>'])
      expect(decide(said([], {}, text), ASKING, facts).state.name).toBe('Sanne de Vries');
    expect(decide(said([], { slots: { email } }, `${email}, Sanne`), ASKING, facts).state.name).toBe('Sanne');
  });

  test('one of the two: the other one is asked, in any order', () => {
    const first = decide(said([], { slots: { email } }, email), ASKING, facts);
    expect(first.does).toEqual(['ask_identity!', 'ask_name']);
    expect(decide(said([], {}, 'Sanne de Vries'), first.state, facts).outputs.at(-1)).toMatchObject({
      type: 'mail_code',
      email,
    });
    const other = decide(said([], {}, 'Sanne de Vries'), ASKING, facts);
    expect(other.does).toEqual(['ask_identity!', 'ask_email']);
    expect(decide(said([], { slots: { email } }, email), other.state, facts).outputs.at(-1)).toMatchObject({
      type: 'mail_code',
      name: 'Sanne de Vries',
    });
  });

  test('a mistyped address is asked again', () => {
    expect(decide(said([], {}, 'sanne@example'), ASKING, facts).does).toEqual(['email_invalid']);
  });

  test('while a code is awaited another address gets its own code', () => {
    const other = { email: 'sanne@example.org' };
    expect(decide(said([], { slots: other }, other.email), WAITING, facts).outputs.at(-1)).toMatchObject({
      type: 'mail_code',
      ...other,
    });
    expect(decide({ type: 'chose', choice: 'other_address' }, WAITING, facts).does).toEqual(['ask_email']);
    expect(decide({ type: 'chose', choice: 'resend' }, WAITING, facts).outputs).toEqual([
      { type: 'mail_code', number: NUMBER, name: 'Sanne', email: 'sanne@example.nl' },
    ]);
  });
});

describe('the code', () => {
  const facts = { requests: [REQUEST] };

  test('is checked when one is awaited, and only then', () => {
    const typed = said([], { slots: { code: '012345' } }, '012 345');
    expect(decide(typed, WAITING, facts).outputs).toEqual([
      { type: 'check_code', number: NUMBER, code: '012345' },
    ]);
    expect(decide(typed, NEW_DIALOGUE, facts).does).not.toContain('check_code!');
  });

  test.each([
    ['wrong', ['code_wrong']],
    ['expired', ['code_expired']],
    ['none', ['code_expired']],
    ['limit', ['code_limit', 'call_human!']],
    ['right', ['proven']],
  ] as const)('when it is %s', (outcome, does) => {
    expect(decide({ type: 'code_checked', outcome, number: NUMBER }, WAITING, facts).does).toEqual(does);
  });

  test('a second wish of the conversation gets its own code (R7)', () => {
    const requests = [REQUEST, { ...REQUEST, number: NEXT, right: 'erasure' } as const];
    const { does, state } = decide({ type: 'code_checked', outcome: 'right', number: NUMBER }, WAITING, {
      requests,
    });
    expect(does).toEqual(['proven', 'mail_code!']);
    expect(state.step).toEqual({ name: 'awaiting_code', number: NEXT });
  });

  test('the answer is the same for every address: mailed, or the limits', () => {
    expect(decide({ type: 'code_asked', outcome: 'mailed', to: 's…@example.nl' }, WAITING).does).toEqual([
      'code_sent',
    ]);
    expect(decide({ type: 'code_asked', outcome: 'limit', to: 's…@example.nl' }, WAITING).does).toEqual([
      'code_limit',
      'call_human!',
    ]);
  });
});

describe('at any time', () => {
  const facts = { requests: [REQUEST] };

  test('status tells the truth, and the question that was open stays open and is named', () => {
    const { does, state } = decide(said(['status']), ASKING, facts);
    expect(does).toEqual(['status', 'identity_waits']);
    expect(state).toEqual(ASKING);
    expect(decide(said(['status'])).does).toEqual(['status_none']);
    expect(decide(said([], {}, '/status'), ASKING, facts).does).toEqual(['status']);
  });

  test('"mens" calls a person once', () => {
    expect(decide(said(['human'])).does).toEqual(['call_human!', 'human_called']);
    expect(decide(said(['human']), NEW_DIALOGUE, { humanWanted: true }).does).toEqual([
      'human_already_called',
    ]);
  });

  test('a policy question is answered without opening anything', () => {
    const asked = said(['policy_question'], { topic: 'cookies' });
    const answer = { type: 'say', message: { kind: 'policy_answer', topic: 'cookies' } };
    expect(decide(asked).outputs).toEqual([answer]);
    expect(decide(asked, CHOOSING, facts).does).toEqual(['policy_answer', 'ask_choice']);
    expect(decide(asked, WAITING, facts).does).toEqual(['policy_answer', 'code_waits']);
  });

  test('two policy questions are answered together, and more of one when it is asked for', () => {
    const policy = { topics: ['cookies', 'legal_invoices'], aspects: ['invoices'] } as const;
    const asked = said(['policy_question'], { topic: 'cookies', policy });
    const message = {
      kind: 'policy_answer',
      topic: 'cookies',
      also: ['legal_invoices'],
      aspects: ['invoices'],
    };
    expect(decide(asked).outputs).toContainEqual({ type: 'say', message });
    const more: ConversationInput = { type: 'chose', choice: 'more', topic: 'cookies' };
    const whole = { kind: 'policy_answer', topic: 'cookies', whole: true };
    expect(decide(more, CHOOSING).outputs).toEqual([{ type: 'say', message: whole }]);
  });

  test('nonsense repeats the open question, and is harmless without one', () => {
    const nonsense = said([], { confidence: 0 }, '12 🦄');
    expect(decide(nonsense, ASKING, facts).does).toEqual(['identity_unclear']);
    expect(decide(nonsense, WAITING, facts).does).toEqual(['code_wrong_form']);
    expect(decide(nonsense).does).toEqual(['not_understood']);
    expect(decide(said(['out_of_scope'])).does).toEqual(['out_of_scope']);
    expect(decide(said([], { confidence: 0 }, 'x'.repeat(100_000))).does).toEqual(['too_long']);
  });

  test('an edited message has an effect only when it asks a right', () => {
    const edit = (labels: readonly Label[]): ConversationInput => ({
      type: 'edited',
      text: 't',
      understood: understood(labels),
    });
    expect(decide(edit(['thanks'])).does).toEqual(['edit_noted']);
    expect(decide(edit(['erasure'])).does).toContain('open_request!');
    expect(decide(edit(['human'])).does).toEqual(['edit_noted']);
  });

  test('what a customer of a running request adds is shown to staff', () => {
    const requests = [{ ...REQUEST, status: 'awaiting_approval', proven: true } as const];
    expect(decide(said(['out_of_scope']), NEW_DIALOGUE, { requests }).does[0]).toBe('note_customer_wrote!');
  });

  test('a removed BSN is told (R14)', () => {
    expect(decide(said(['access'], { signals: ['bsn'] })).does[0]).toBe('bsn_removed');
  });
});
