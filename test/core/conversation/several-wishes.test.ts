import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { day } from '../../support/request-builder.ts';
import { ASKING, decide, FACTS, NEXT, NUMBER, REQUEST, said, WAITING } from './dialogue.ts';

const ERASURE = { ...REQUEST, number: NEXT, right: 'erasure' } as const;
const facts = { requests: [REQUEST, ERASURE] };
const yes = { type: 'chose', choice: 'yes_stop' } as const;
const no = { type: 'chose', choice: 'no' } as const;

describe('"laat maar" with more than one request', () => {
  const { state } = decide({ type: 'chose', choice: 'never_mind', number: NEXT }, NEW_DIALOGUE, facts);

  test('a button of an earlier question does not end the request that is asked about now', () => {
    expect(state.step).toEqual({ name: 'confirming', number: NEXT, as: 'withdrawn' });
    for (const late of [yes, no])
      expect(decide({ ...late, number: NUMBER }, state, facts)).toMatchObject({
        state,
        does: ['choice_expired'],
      });
    expect(decide({ ...yes, number: NEXT }, state, facts).outputs[0]).toEqual({
      type: 'withdraw',
      number: NEXT,
      as: 'withdrawn',
    });
  });

  test('the other request is taken up where it was left', () => {
    expect(decide(yes, state, facts)).toMatchObject({
      does: ['withdraw!', 'ask_choice'],
      state: { step: { name: 'choosing', number: NUMBER } },
    });
    const stopped = { ...state, step: { name: 'confirming', number: NUMBER, as: 'withdrawn' } } as const;
    expect(decide(yes, stopped, facts)).toMatchObject({
      does: ['withdraw!', 'ask_identity!', 'ask_identity'],
      state: { step: { name: 'asking_identity', number: NEXT } },
    });
    expect(decide(yes, { ...WAITING, step: stopped.step }, facts).does).toEqual(['withdraw!', 'mail_code!']);
  });

  test('the number that is typed says which one; a number of somebody else ends nothing', () => {
    const stop = (requestNumber: string) => said(['withdraw_request'], { slots: { requestNumber } });
    expect(decide(stop(NEXT), NEW_DIALOGUE, facts).outputs).toMatchObject([
      { message: { kind: 'confirm_never_mind', number: NEXT } },
    ]);
    expect(decide(stop('PB-9999-9999'), NEW_DIALOGUE, facts).does).toEqual(['status_none']);
  });
});

describe('a new wish while something is being asked', () => {
  test('takes the place of "laat maar?": the request goes on and the new one is followed up', () => {
    const asked = decide({ type: 'chose', choice: 'never_mind' }, NEW_DIALOGUE, { requests: [REQUEST] });
    expect(decide(said(['erasure']), asked.state, { requests: [REQUEST] })).toMatchObject({
      does: ['open_request!', 'receipt', 'ask_identity!', 'ask_identity'],
      state: { step: { name: 'asking_identity', number: NEXT } },
    });
  });

  test('waits its turn while somebody is proving who they are', () => {
    expect(decide(said(['erasure']), ASKING, { requests: [REQUEST] })).toMatchObject({
      does: ['open_request!', 'receipt', 'identity_waits'],
      state: ASKING,
    });
  });

  test('said again while the code is awaited it begins nothing anew', () => {
    expect(decide(said(['access']), WAITING, { requests: [REQUEST] })).toMatchObject({
      does: ['already_open', 'code_waits'],
      state: WAITING,
    });
  });
});

describe('a question whether something is meant', () => {
  const askedDueDay = day('2026-11-30');
  const { state } = decide(said(['erasure', 'objection'], { confidence: 0.4 }));

  test('"ja" where all of it is on offer is all of it', () => {
    const { does } = decide(said([], { confidence: 0 }, 'ja'), state, { askedDueDay });
    expect(does.filter((one) => one === 'open_request!')).toHaveLength(2);
  });

  test('"ja" to one of several that exclude each other is no answer: it is asked again', () => {
    const either = decide(said([], { confidence: 0.2, alternatives: ['erasure', 'objection'] })).state;
    expect(decide(said([], { confidence: 0 }, 'ja'), either)).toMatchObject({
      state: either,
      does: ['confirm_right'],
    });
  });

  test('an answer in own words counts from the words that were asked about, with their date', () => {
    const later = {
      source: { words: 'ja, wis alles', receivedAt: '2026-11-05T09:00:00.000Z', key: 'm2' },
      askedDueDay,
    };
    const { outputs, state: after } = decide(said(['erasure', 'access']), state, later);
    const opened = outputs.filter((output) => output.type === 'open_request');
    expect(opened).toMatchObject([
      {
        right: 'erasure',
        words: 'de woorden',
        receivedAt: '2026-11-02T10:00:00.000Z',
        number: NEXT,
      },
      {
        right: 'access',
        words: 'ja, wis alles',
        receivedAt: '2026-11-05T09:00:00.000Z',
        number: 'PB-6666-7777',
      },
    ]);
    const receipts = outputs.flatMap((output) =>
      output.type === 'say' && output.message.kind === 'receipt' ? [output.message.dueDay] : [],
    );
    expect(receipts).toEqual([askedDueDay, FACTS.next[0]?.dueDay]);
    expect(outputs[0]).toEqual({ type: 'answered_question' });
    const waits = { name: 'asking_identity', number: NEXT };
    expect(after.step).toMatchObject({ name: 'confirming_right', options: ['objection'], after: waits });
  });

  test('another wish is filed, and the question stays open behind it', () => {
    const { does } = decide(said(['access']), state);
    expect(does).toEqual(['open_request!', 'general_answer', 'receipt', 'await_answer!', 'confirm_right']);
    expect(does).not.toContain('answered_question!');
  });
});

describe('several wishes of which some are less sure', () => {
  // Sure enough for a copy, not for an erasure.
  const heard = () => decide(said(['access', 'erasure'], { confidence: 0.95 }));
  const requests = [{ ...REQUEST, number: NEXT, right: 'access' } as const];

  test('the sure one is filed and the other asked about, before what the first needs', () => {
    const { does, state } = heard();
    expect(does).toEqual(['open_request!', 'general_answer', 'receipt', 'await_answer!', 'confirm_right']);
    expect(state.step).toMatchObject({
      name: 'confirming_right',
      options: ['erasure'],
      after: { name: 'choosing', number: NEXT },
    });
  });

  test('a yes files it too and goes back to the question of the first; a no does only that', () => {
    const next = FACTS.next.slice(1);
    const yes = decide({ type: 'chose', choice: 'yes' }, heard().state, { requests, next });
    expect(yes.does).toEqual(['answered_question!', 'open_request!', 'receipt', 'ask_choice']);
    expect(yes.state.step).toEqual({ name: 'choosing', number: NEXT });
    const no = decide({ type: 'chose', choice: 'no' }, heard().state, { requests });
    expect(no).toMatchObject({ does: ['answered_question!', 'ask_choice'], state: yes.state });
  });

  test('who asks is asked again after the answer, and the request says so then', () => {
    const { state } = decide(said(['portability', 'erasure'], { confidence: 0.95 }));
    for (const choice of ['yes', 'no'] as const) {
      const ported = [{ ...REQUEST, number: NEXT, right: 'portability' } as const];
      const { does } = decide({ type: 'chose', choice }, state, { requests: ported });
      expect(does.slice(-2)).toEqual(['ask_identity!', 'ask_identity']);
    }
  });

  test('a right that is open already is not asked about; nor is a child asked anything', () => {
    const open = [{ ...REQUEST, right: 'erasure' } as const];
    const known = decide(said(['access', 'erasure'], { confidence: 0.95 }), NEW_DIALOGUE, { requests: open });
    expect(known.does).not.toContain('confirm_right');
    const child = decide(said(['access', 'erasure'], { confidence: 0.95, signals: ['minor'] }));
    expect(child.does).not.toContain('confirm_right');
  });

  test('of three the two that are left are asked about, with all of them to choose', () => {
    const three = decide(said(['rectification', 'access', 'erasure'], { confidence: 0.5 }));
    const picked = decide({ type: 'chose', choice: 'right', right: 'access' }, three.state);
    expect(picked.outputs.at(-1)).toMatchObject({
      message: { kind: 'confirm_right', options: ['rectification', 'erasure'], together: true, also: true },
    });
    const all = decide({ type: 'chose', choice: 'all' }, picked.state, {
      requests,
      next: [...FACTS.next.slice(1), { number: 'PB-8888-9999', dueDay: day('2026-12-02') }],
    });
    expect(all.does.filter((one) => one === 'open_request!')).toHaveLength(2);
  });

  test('a tap on all that comes when nothing of the kind is asked does nothing', () => {
    const { state } = decide(said(['erasure'], { confidence: 0.4 }));
    expect(decide({ type: 'chose', choice: 'all' }, state)).toMatchObject({
      does: ['choice_expired'],
      state,
    });
  });
});

describe('a code after a detour', () => {
  const code = said([], { slots: { code: '012345' } }, '012 345');
  const requests = [{ ...REQUEST, status: 'awaiting_identity' } as const];

  test('is checked for the request that got one mailed', () => {
    const confirming = {
      ...WAITING,
      codeMailed: [NUMBER],
      step: { name: 'confirming', number: NUMBER, as: 'withdrawn' },
    } as const;
    expect(decide(code, confirming, { requests }).outputs).toEqual([
      { type: 'check_code', number: NUMBER, code: '012345' },
    ]);
  });

  test('is no code when none was mailed, or when the digits stand in a sentence', () => {
    expect(decide(code, NEW_DIALOGUE, { requests }).does).not.toContain('check_code!');
    const sentence = said([], { slots: { code: '012345' } }, 'mijn klantnummer is 012345');
    expect(decide(sentence, { ...WAITING, step: { name: 'idle' } }, { requests }).does).not.toContain(
      'check_code!',
    );
  });
});

test('somebody who asks for everything at once gets a number for each right', () => {
  const next = RIGHTS.map((_right, index) => ({ number: `PB-2222-222${index}`, dueDay: day('2026-12-02') }));
  const { outputs } = decide(said([...RIGHTS]), NEW_DIALOGUE, { next });
  const opened = outputs.flatMap((output) => (output.type === 'open_request' ? [output.number] : []));
  expect(new Set(opened).size).toBe(RIGHTS.length);
});
