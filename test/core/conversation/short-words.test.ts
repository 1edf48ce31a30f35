import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { day } from '../../support/request-builder.ts';
import { ASKING, CHOOSING, decide, REQUEST, SPOKEN, said, WAITING } from './dialogue.ts';

const open = { requests: [REQUEST], ...SPOKEN };
const words = (text: string) => said(['out_of_scope'], { confidence: 0.98 }, text);

describe('a few words need no guess', () => {
  test.each([
    ['ok', NEW_DIALOGUE, SPOKEN, ['acknowledged']],
    ['Oké!', NEW_DIALOGUE, SPOKEN, ['acknowledged']],
    ['👍', NEW_DIALOGUE, SPOKEN, ['acknowledged']],
    ['?', NEW_DIALOGUE, SPOKEN, ['still_here']],
    ['bent u er nog?', NEW_DIALOGUE, open, ['still_here', 'status']],
    ['bent u er nog?', NEW_DIALOGUE, { ...open, humanWanted: true }, ['human_already_called']],
    ['ok', ASKING, open, ['identity_waits']],
    ['ok', WAITING, open, ['code_waits']],
    ['hoe lang duurt dat', CHOOSING, open, ['status', 'ask_choice']],
    ['welke gegevens precies?', CHOOSING, open, ['which_data', 'ask_choice']],
    ['wie bent u', NEW_DIALOGUE, SPOKEN, ['asks_program']],
    ['wie leest dit', NEW_DIALOGUE, SPOKEN, ['desk_readers']],
    ['en wie leest dit eigenlijk?', ASKING, open, ['desk_readers', 'identity_waits']],
    ['is dit gesprek geheim?', NEW_DIALOGUE, SPOKEN, ['desk_readers']],
    ['ok doei', NEW_DIALOGUE, SPOKEN, ['farewell']],
    ['ok doei', ASKING, open, ['farewell_open']],
    ['optie a', ASKING, open, ['identity_unclear']],
    ['wie leest dit', { ...NEW_DIALOGUE, takenOn: day('2026-11-02') }, SPOKEN, ['taken_over']],
  ] as const)('%s', (text, state, facts, does) => {
    expect(decide(words(text), state, facts).does).toEqual(does);
  });

  test('"hoe lang duurt dat" after "mens" tells by when, or that the day went by (R5)', () => {
    const wanted = (by: string) => ({ ...SPOKEN, humanWanted: true, humanBy: day(by) });
    const [told] = decide(words('hoe lang duurt dat?'), NEW_DIALOGUE, wanted('2026-11-04')).outputs;
    expect(told).toMatchObject({ message: { kind: 'human_when', dueDay: '2026-11-04' } });
    const [late] = decide(words('hoe lang duurt dat?'), NEW_DIALOGUE, wanted('2026-10-30')).outputs;
    expect(late).toMatchObject({ message: { kind: 'human_when', past: true } });
  });

  test('what a person who leads asked is answered by "ja" and "ok", and reaches that person', () => {
    const led = { ...NEW_DIALOGUE, takenOn: day('2026-11-02') };
    for (const text of ['ja', 'ok', '👍'])
      expect(decide(words(text), led, SPOKEN).does).toContain('pass_to_staff!');
  });
});

test('a code that nobody waits for is called that, and what is awaited is said again', () => {
  const code = said(['out_of_scope'], { confidence: 1, slots: { code: '123456' } }, '123456');
  expect(decide(code, NEW_DIALOGUE, SPOKEN).does).toEqual(['no_code_awaited']);
  expect(decide(code, ASKING, open).does).toEqual(['no_code_awaited', 'identity_waits']);
  expect(decide(code, WAITING, open).does).toEqual(['check_code!']);
});

test('a question about an order in the middle is answered, and then what is still awaited', () => {
  const order = words('waar is mijn pakket');
  expect(decide(order, ASKING, open).does).toEqual(['out_of_scope', 'identity_waits']);
  expect(decide(order, WAITING, open).does).toEqual(['out_of_scope', 'code_waits']);
  expect(decide(words('12345'), WAITING, open).does).toEqual(['code_wrong_form']);
});

describe('somebody who needs help first', () => {
  test('who does not want to live hears kind words and a person reads it; nothing is asked or filed', () => {
    const { does, state } = decide(said(['erasure'], {}, 'Ik wil dood, wis alles'), WAITING, open);
    expect(does).toEqual(['call_human!', 'distress']);
    expect(state.step).toEqual({ name: 'idle' });
  });

  test('who is in danger hears of 112 first; what was surely asked is filed beside it', () => {
    const asks = said(['erasure'], {}, 'ik word bedreigd, wis mijn gegevens');
    const { does } = decide(asks, NEW_DIALOGUE, SPOKEN);
    expect(does.slice(0, 3)).toEqual(['call_human!', 'danger', 'open_request!']);
  });

  test('a curse is met calmly, and asks nothing about rights; a wish behind one is asked about or filed', () => {
    expect(decide(said(['objection'], { confidence: 0.5 }, 'rot op'), NEW_DIALOGUE, SPOKEN).does).toEqual([
      'abuse_calm',
    ]);
    const heard = said(['objection'], { confidence: 0.7 }, 'rot op met je reclame');
    expect(decide(heard, NEW_DIALOGUE, SPOKEN).does).toEqual([
      'abuse_calm',
      'await_answer!',
      'confirm_right',
    ]);
    const wish = said(['erasure'], {}, 'wis mijn gegevens klootzak');
    expect(decide(wish, NEW_DIALOGUE, SPOKEN).does).toContain('open_request!');
  });
});

test('a right that is heard behind a threat is asked about at once, not only passed on (R17, R23)', () => {
  const threat = { signals: ['authority'], confidence: 0.6 } as const;
  const { does, state } = decide(said(['erasure'], threat, 'wis het of de AP'), NEW_DIALOGUE, SPOKEN);
  expect(does).toEqual(['pass_to_staff!', 'await_answer!', 'confirm_right']);
  expect(state.step).toMatchObject({ options: ['erasure'], asked: { raised: true } });
});

test('what may be asked and runs already is not asked about again', () => {
  const again = said(['access'], { confidence: 0.5 }, 'wat hebben jullie nou van mij');
  expect(decide(again, NEW_DIALOGUE, open).does).toEqual(['already_open']);
  const other = said(['access'], { confidence: 0.5, signals: ['other_person'] }, 'en van mijn man');
  expect(decide(other, NEW_DIALOGUE, open).does).toContain('confirm_right');
});

test('the same wish of somebody else is a request of its own (R11, R17)', () => {
  const other = said(['access'], { signals: ['other_person'] }, 'mijn man wil dat ook');
  const { does } = decide(other, NEW_DIALOGUE, open);
  expect(does).toEqual(expect.arrayContaining(['open_request!', 'third_party_noted', 'call_human!']));
});
