import { describe, expect, test } from 'vitest';
import { type DialogueState, NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { day } from '../../support/request-builder.ts';
import { decide, NEXT, NUMBER, REQUEST, SPOKEN, said, WAITING } from './dialogue.ts';

const facts = { requests: [REQUEST], ...SPOKEN };
const STOPPING: DialogueState = { step: { name: 'confirming', number: NUMBER, as: 'withdrawn' } };
const unclear = { confidence: 0 } as const;

describe('"wilt u dat wij stoppen?"', () => {
  test.each(['ja', 'Ja hoor, doe dat maar', 'ja is goed', 'Ja, stop mijn verzoek', 'stop er gewoon mee'])(
    '%s is a yes',
    (words) => {
      expect(decide(said([], unclear, words), STOPPING, facts).outputs).toEqual([
        { type: 'withdraw', number: NUMBER, as: 'withdrawn' },
      ]);
    },
  );

  test('so is saying again that it should stop, unless with a "niet" in it', () => {
    expect(decide(said(['withdraw_request'], {}, 'laat maar zitten'), STOPPING, facts).does).toEqual([
      'withdraw!',
    ]);
    expect(decide(said(['withdraw_request'], {}, 'stop daar niet mee'), STOPPING, facts).does).toEqual([
      'confirm_never_mind',
    ]);
  });

  test.each(['nee toch niet', 'Nee, ga door', 'nee ik wil het wel'])('%s is a no', (words) => {
    expect(decide(said([], unclear, words), STOPPING, facts).does[0]).toBe('goes_on');
  });

  test.each(['ja maar niet alles', 'ja, of kan het later?', 'weet ik niet', '🦄', 'Ja, alleen uitleg'])(
    '%s is no clear answer: nothing ends',
    (words) => {
      const { does, state } = decide(said([], unclear, words), STOPPING, facts);
      expect(does).not.toContain('withdraw!');
      expect(['confirm_never_mind', 'choice_expired']).toContain(does[0]);
      expect(state.step).toEqual(STOPPING.step);
    },
  );

  test('an unsure right asks nothing new; the same right said again is a no, another one is a wish', () => {
    expect(decide(said(['erasure'], { confidence: 0.5 }), STOPPING, facts).does).toEqual([
      'confirm_never_mind',
    ]);
    expect(decide(said(['access'], {}, 'ik wil toch een kopie'), STOPPING, facts).does[0]).toBe('goes_on');
    expect(decide(said(['erasure']), STOPPING, facts).does).toContain('open_request!');
  });

  test('a status or policy question is answered in between, and it is asked again', () => {
    expect(decide(said(['status']), STOPPING, facts)).toMatchObject({
      does: ['status', 'confirm_never_mind'],
      state: STOPPING,
    });
    const asked = said(['policy_question'], { topic: 'cookies' });
    expect(decide(asked, STOPPING, facts)).toMatchObject({
      does: ['policy_answer', 'confirm_never_mind'],
      state: STOPPING,
    });
  });

  test('"nee" goes back to the code that was mailed before', () => {
    const state = { ...WAITING, codeMailed: [NUMBER], step: STOPPING.step };
    expect(decide(said([], unclear, 'nee'), state, facts)).toMatchObject({
      does: ['goes_on', 'code_waits'],
      state: { step: { name: 'awaiting_code', number: NUMBER } },
    });
  });
});

describe('a button answers its own question only', () => {
  const two = { requests: [REQUEST, { ...REQUEST, number: NEXT, right: 'erasure' } as const], ...SPOKEN };
  const asked = decide({ type: 'chose', choice: 'never_mind', number: NEXT }, STOPPING, two);

  test.each(['yes', 'yes_stop', 'no'] as const)('an old %s of another request does nothing', (choice) => {
    expect(decide({ type: 'chose', choice, number: NUMBER }, asked.state, two)).toMatchObject({
      does: ['choice_expired'],
      state: asked.state,
    });
  });

  test('nor does one of the same request that meant another end', () => {
    const tapped = { type: 'chose', choice: 'yes_explanation', number: NUMBER } as const;
    expect(decide(tapped, STOPPING, facts).does).toEqual(['choice_expired']);
  });

  test('nor one that comes when nothing is asked any more', () => {
    for (const choice of ['yes_stop', 'no'] as const)
      expect(decide({ type: 'chose', choice, number: NUMBER }, NEW_DIALOGUE, facts).does).toEqual([
        'choice_expired',
      ]);
  });
});

describe('an answer that is on its way', () => {
  const approved = { ...REQUEST, status: 'executing', proven: true } as const;
  const requests = [{ ...approved, leaving: true } as const];

  test('can be stopped as long as it has not left, and is asked about like any other', () => {
    const choice = { type: 'chose', choice: 'never_mind', number: NUMBER } as const;
    expect(decide(choice, NEW_DIALOGUE, { requests: [approved] }).does).toEqual(['confirm_never_mind']);
  });

  test('cannot be stopped here once it leaves, and who still can is said', () => {
    for (const input of [
      said(['withdraw_request'], {}, 'laat maar'),
      { type: 'chose', choice: 'never_mind', number: NUMBER } as const,
    ])
      expect(decide(input, NEW_DIALOGUE, { requests }).does).toEqual(['answer_leaving']);
  });
});

test('what is half done is stopped without asking twice: every minute something more may be gone (R24)', () => {
  const requests = [{ ...REQUEST, proven: true, begun: true as const }];
  for (const input of [
    said(['withdraw_request'], {}, 'laat maar'),
    { type: 'chose', choice: 'never_mind', number: NUMBER } as const,
  ])
    expect(decide(input, NEW_DIALOGUE, { requests }).does).toEqual(['withdraw!']);
});

describe('"waarom die datum"', () => {
  test.each([
    'waarom pas 22 december',
    'Waarom deze datum?',
    'waarom duurt het zo lang',
    'hoezo pas in december',
    'hoe komen jullie aan die datum?',
    'Hoe is die datum berekend',
  ])('%s is explained', (words) => {
    expect(decide(said(['out_of_scope'], {}, words), NEW_DIALOGUE, facts).does).toEqual(['explain_date!']);
  });

  test.each(['waarom moet ik een code typen', 'waarom bewaren jullie mijn gegevens'])(
    '%s is another question',
    (words) => {
      expect(decide(said([], unclear, words), NEW_DIALOGUE, facts).does).not.toContain('explain_date!');
    },
  );
});

describe('a date that went by', () => {
  const late = { ...facts, today: REQUEST.dueDay };
  const past = { ...late, requests: [{ ...REQUEST, proven: true, dueDay: day('2026-11-02') }] };

  test('is not promised: every message says that it is past', () => {
    const told = decide(said(['status']), NEW_DIALOGUE, past).outputs;
    expect(told).toMatchObject([{ message: { requests: [{ past: true }] } }]);
    expect(decide(said(['access']), NEW_DIALOGUE, past).outputs).toMatchObject([
      { message: { kind: 'already_open', past: true } },
    ]);
    expect(decide(said(['status']), NEW_DIALOGUE, late).outputs).not.toMatchObject([
      { message: { requests: [{ past: true }] } },
    ]);
  });
});

test('the status says how many requests it does not list', () => {
  const requests = Array.from({ length: 7 }, (_, index) => ({ ...REQUEST, number: `PB-2222-222${index}` }));
  expect(decide(said(['status']), NEW_DIALOGUE, { requests }).outputs).toMatchObject([
    { message: { more: 3 } },
  ]);
});

test('"ja, maar niet mijn facturen" where several rights are on offer keeps those words, and asks which one', () => {
  const asked = { words: 'haal mijn nummer eraf', receivedAt: '2026-11-01T10:00:00.000Z', sourceKey: 'm0' };
  const options = ['erasure', 'rectification'] as const;
  const state: DialogueState = { step: { name: 'confirming_right', options, asked } };
  const answer = said(['out_of_scope'], unclear, 'ja, maar niet mijn facturen');
  const limited = decide(answer, state, SPOKEN);
  expect(limited.does).toEqual(['confirm_right']);
  const chosen = decide({ type: 'chose', choice: 'right', right: 'erasure' }, limited.state, SPOKEN);
  expect(chosen.outputs).toContainEqual(
    expect.objectContaining({ type: 'open_request', words: 'haal mijn nummer eraf\nde woorden' }),
  );
});

test('an address beside the name of a right is a wish of its own, not a choice from the list', () => {
  const asked = { words: 'haal mijn nummer eraf', receivedAt: '2026-11-01T10:00:00.000Z', sourceKey: 'm0' };
  const options = ['erasure', 'rectification'] as const;
  const state: DialogueState = { step: { name: 'confirming_right', options, asked } };
  const wish = (words: string) => said(['rectification'], { confidence: 0.6 }, words);
  expect(decide(wish('adreswijziging jan@example.nl'), state, SPOKEN).does).toContain('confirm_right');
  expect(decide(wish('adreswijziging'), state, SPOKEN).does).toContain('open_request!');
});
