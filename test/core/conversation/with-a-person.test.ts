import { describe, expect, test } from 'vitest';
import {
  afterStaffWrote,
  type DialogueState,
  isWithStaff,
  NEW_DIALOGUE,
} from '../../../src/core/conversation/dialogue-state.ts';
import { day } from '../../support/request-builder.ts';
import { ASKING, CHOOSING, decide, NEXT, NUMBER, REQUEST, SPOKEN, said, WAITING } from './dialogue.ts';

const facts = { requests: [REQUEST], ...SPOKEN };
const unclear = { confidence: 0 } as const;
const ANSWERED = afterStaffWrote(NEW_DIALOGUE);

describe('after a member of staff wrote', () => {
  test.each([
    ['what fits no question', said([], unclear, 'het was in 2023')],
    ['a bare "ja"', said([], unclear, 'ja')],
    ['what might be a right', said(['erasure'], { confidence: 0.5 })],
    ['what seems out of scope', said(['out_of_scope'], {}, 'een groen vest')],
  ])('%s goes to staff, and the customer hears who reads it', (_rule, input) => {
    expect(decide(input, ANSWERED, facts).does).toEqual(['pass_to_staff!', 'customer_reply_noted']);
  });

  test('a second message after the first still reaches them', () => {
    const { state } = decide(said([], unclear, 'het was in 2023'), ANSWERED, facts);
    expect(decide(said([], unclear, 'of in 2022'), state, facts).does).toContain('pass_to_staff!');
  });

  test('a right is filed and read by staff too; a thank you needs nobody', () => {
    const { does } = decide(said(['erasure']), ANSWERED, SPOKEN);
    expect(does[0]).toBe('pass_to_staff!');
    expect(does).toContain('open_request!');
    expect(decide(said(['thanks'], {}, 'dank u wel'), ANSWERED, facts).does).toEqual(['thanks']);
  });

  test('a policy question is still answered', () => {
    expect(decide(said(['policy_question'], { topic: 'cookies' }), ANSWERED, facts).does).toEqual([
      'policy_answer',
    ]);
  });
});

test('who comes back more than two weeks after a person led the conversation is helped by the program again (R5)', () => {
  const taken = { ...ANSWERED, takenOn: day('2026-10-18') };
  const greets = said(['greeting'], {}, 'hallo');
  const { does, state } = decide(greets, taken, SPOKEN);
  expect(does).toEqual(['handed_back', 'greeting']);
  expect(isWithStaff(state)).toBe(false);
  expect(decide(greets, taken, { ...SPOKEN, humanWanted: true }).does).toContain('pass_to_staff!');
  expect(decide(greets, { ...taken, takenOn: day('2026-10-19') }, SPOKEN).does).toContain('pass_to_staff!');
});

test('what somebody who asked for a person adds, reaches that person (R5)', () => {
  const wanted = { ...facts, humanWanted: true };
  expect(decide(said([], unclear, 'het gaat over vorige week'), NEW_DIALOGUE, wanted).does).toEqual([
    'pass_to_staff!',
    'customer_reply_noted',
  ]);
});

test('a threat with the authority or a lawyer that was not understood is read by a person (R17, R23)', () => {
  for (const signal of ['authority', 'lawyer'] as const)
    expect(decide(said(['out_of_scope'], { signals: [signal], confidence: 0.7 })).does).toEqual([
      'pass_to_staff!',
      'customer_reply_noted',
    ]);
});

test('what is not understood from somebody with a running request is read by staff', () => {
  const requests = [{ ...REQUEST, status: 'gathering', proven: true } as const];
  expect(decide(said([], unclear, 'het was nog iets anders'), NEW_DIALOGUE, { requests }).does).toEqual([
    'note_customer_wrote!',
    'pass_to_staff!',
    'customer_reply_noted',
  ]);
});

describe('a death (R4)', () => {
  const died = said([], { signals: ['deceased'] }, 'mijn man is overleden');

  test.each([
    CHOOSING,
    ASKING,
    WAITING,
    { step: { name: 'confirming', number: NUMBER, as: 'withdrawn' } },
  ] as const)(
    'is heard in every step: sympathy, a person, and nothing is asked any more',
    (state: DialogueState) => {
      const heard = decide(died, state, facts);
      expect(heard.does).toEqual(['call_human!', 'stop_mailing!', 'condolence']);
      expect(heard.state.step).toEqual({ name: 'idle' });
    },
  );

  test('no code goes out afterwards, whatever is tapped, and sympathy is not said twice', () => {
    const { state } = decide(died, { ...WAITING, codeMailed: [NUMBER] }, facts);
    for (const choice of ['copy', 'resend', 'other_address'] as const)
      expect(decide({ type: 'chose', choice, number: NUMBER }, state, facts).does).not.toContain(
        'mail_code!',
      );
    const code = said([], { slots: { code: '012345' } }, '012345');
    expect(decide(code, state, facts).does).not.toContain('check_code!');
    const { does } = decide(said(['erasure'], { signals: ['deceased'] }), state, SPOKEN);
    expect(does).toEqual(['pass_to_staff!', 'customer_reply_noted']);
    expect(afterStaffWrote(state).withPerson).toBe('deceased');
  });
});

describe("a child, or somebody else's data (R4)", () => {
  test('the receipt, who looks first, a person, and no code', () => {
    const child = decide(said(['erasure'], { signals: ['minor'] }), NEW_DIALOGUE, SPOKEN);
    expect(child.does).toEqual(['open_request!', 'receipt', 'minor_noted', 'call_human!', 'stop_mailing!']);
    const other = decide(said(['access'], { thirdParty: true }), NEW_DIALOGUE, SPOKEN);
    expect(other.does).toEqual(['open_request!', 'receipt', 'third_party_noted', 'call_human!']);
    for (const { state } of [child, other]) expect(state.step).toEqual({ name: 'idle' });
  });

  test('a child that asks nothing, or is being asked who it is, is asked nothing more', () => {
    expect(decide(said([], { signals: ['minor'] }, 'ik ben 14'), ASKING, facts)).toMatchObject({
      does: ['call_human!', 'stop_mailing!', 'minor_noted'],
      state: { step: { name: 'idle' } },
    });
  });

  test('holds the code only for that request, and until staff wrote', () => {
    const { state } = decide(said(['erasure'], { thirdParty: true }), CHOOSING, facts);
    const requests = [{ ...REQUEST, number: NEXT, right: 'erasure' } as const, REQUEST];
    const tapped = (number: string) => ({ type: 'chose', choice: 'resend', number }) as const;
    expect(decide(tapped(NEXT), state, { requests }).does).toEqual(['third_party_noted']);
    expect(decide(tapped(NUMBER), state, { requests }).does).toContain('ask_identity!');
    expect(decide(tapped(NEXT), afterStaffWrote(state), { requests }).does).toContain('ask_identity!');
  });
});

describe('rights on which staff act at once (R13)', () => {
  test.each([
    ['complaint', ['staff_acts', 'ask_contact'], 'asking_stop_address'],
    // what was seen, where and when: staff have hours
    ['breach_report', ['breach_noted'], 'asking_breach'],
    ['withdraw_consent', ['staff_acts', 'ask_contact'], 'asking_stop_address'],
  ] as const)('%s asks no code', (right, told, name) => {
    expect(decide(said([right]), NEW_DIALOGUE, SPOKEN)).toMatchObject({
      does: ['open_request!', 'receipt', ...told],
      state: { step: { name } },
    });
  });

  test('an objection asks only which address should get no more mail', () => {
    const asked = decide(said(['objection']), NEW_DIALOGUE, SPOKEN);
    expect(asked.does).toEqual(['open_request!', 'receipt', 'staff_acts', 'ask_stop_address']);
    const requests = [{ ...REQUEST, number: NEXT, right: 'objection' } as const];
    const email = 'sanne@example.nl';
    expect(decide(said([], { slots: { email } }, email), asked.state, { requests })).toMatchObject({
      does: ['pass_to_staff!', 'stop_address_noted'],
      state: { step: { name: 'idle' } },
    });
    expect(decide(said([], unclear, 'alle adressen'), asked.state, { requests }).does).toEqual([
      'pass_to_staff!',
      'customer_reply_noted',
    ]);
    const given = decide(said(['objection'], { slots: { email } }), NEW_DIALOGUE, SPOKEN);
    expect(given.does).toEqual(['open_request!', 'receipt', 'staff_acts']);
  });

  test('beside another wish it leaves that question standing, and gets no code afterwards', () => {
    const { does, state } = decide(said(['access', 'complaint']), NEW_DIALOGUE, SPOKEN);
    expect(does.slice(-2)).toEqual(['staff_acts', 'ask_choice']);
    expect(state.step.name).toBe('choosing');
    const requests = [REQUEST, { ...REQUEST, number: NEXT, right: 'complaint' } as const];
    expect(
      decide({ type: 'code_checked', outcome: 'right', number: NUMBER }, WAITING, { requests }).does,
    ).toEqual(['proven']);
  });
});

test('a file in a report of a breach is not taken: the customer is asked first whether staff may see it (R14)', () => {
  const state: DialogueState = { step: { name: 'asking_breach', number: NUMBER } };
  for (const file of ['image', 'document', 'video'] as const)
    expect(decide({ type: 'sent_file', file }, state)).toMatchObject({ does: ['breach_file'], state });
  expect(decide({ type: 'sent_file', file: 'voice' }, state).does).toEqual(['file_not_taken']);
});
