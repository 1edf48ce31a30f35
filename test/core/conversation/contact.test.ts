import { describe, expect, test } from 'vitest';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';
import { ASKING, decide, FACTS, NEXT, REQUEST, said } from './dialogue.ts';

const email = 'truus@example.nl';
const lists = { choiceWords: choiceWords('nl', typedWords) };
const saying = (words: string) => ({ ...lists, source: { ...FACTS.source, words } });

describe('a consent that is taken back and a complaint ask who it is, without proof (AVG 7(3))', () => {
  test.each(['withdraw_consent', 'complaint'] as const)('%s: the answer goes to staff', (right: Right) => {
    const { state, does } = decide(said([right]));
    expect(does).toEqual(['open_request!', 'receipt', 'staff_acts', 'ask_contact']);
    const requests = [{ ...REQUEST, number: NEXT, right }];
    const given = decide(said(['out_of_scope'], { slots: { email } }, `Truus Bakker, ${email}`), state, {
      requests,
    });
    expect(given.does).toEqual(['pass_to_staff!', 'contact_noted']);
    expect(given.state.step).toEqual({ name: 'idle' });
    const named = decide(said(['out_of_scope'], {}, 'Truus Bakker'), state, { requests });
    expect(named.does).toEqual(['pass_to_staff!', 'ask_contact_email']);
    const rest = decide(said(['out_of_scope'], { slots: { email } }, email), named.state, { requests });
    expect(rest.does).toEqual(['pass_to_staff!', 'contact_noted']);
  });

  test('who wrote an address already is not asked again', () => {
    expect(decide(said(['complaint'], { slots: { email } })).does).not.toContain('ask_contact');
  });
});

test.each([
  'ik maak bezwaar tegen alle verwerking van mijn gegevens',
  'ik maak bezwaar tegen elke verwerking',
])('an objection to all use is not taken for one to mail (AVG 21(1)): %s', (words) => {
  expect(decide(said(['objection'], {}, words), undefined, saying(words)).does).toContain(
    'ask_objection_address',
  );
});

describe('after a death was told', () => {
  const { state, does } = decide(said(['out_of_scope'], { signals: ['deceased'] }));

  test('a name and an address are read by staff, and no wish is asked of the dead', () => {
    expect(does).toEqual(['call_human!', 'stop_mailing!', 'condolence']);
    const text = `Truus Bakker, ${email}`;
    expect(decide(said(['out_of_scope'], { slots: { email } }, text), state, saying(text)).does).toEqual([
      'pass_to_staff!',
      'customer_reply_noted',
    ]);
  });

  test.each([0.99, 0.8])('"kunt u zijn account opheffen" opens nothing, however sure (%d)', (confidence) => {
    const text = 'kunt u zijn account opheffen';
    expect(decide(said(['erasure'], { confidence }, text), state, saying(text)).does).toEqual([
      'pass_to_staff!',
      'customer_reply_noted',
    ]);
  });

  test('nor do words about "mijn man"', () => {
    const text = 'wis de gegevens van mijn man';
    expect(decide(said(['erasure'], { thirdParty: true }, text), state, saying(text)).does).toEqual([
      'pass_to_staff!',
      'customer_reply_noted',
    ]);
  });

  test('but a copy that is asked for is decided on, with that death as its ground (AVG 12(4))', () => {
    const text = 'ik wil een kopie van zijn gegevens';
    expect(decide(said(['access'], {}, text), state, saying(text)).does).toContain('open_request!');
  });

  test('but a wish about the own data of the writer, and a question, are taken up', () => {
    const text = 'mag ik mijn gegevens inzien';
    expect(decide(said(['access'], {}, text), state, saying(text)).does).toContain('open_request!');
    const asks = said(['policy_question'], { topic: 'retention' }, 'hoe lang bewaren jullie alles');
    expect(decide(asks, state, saying('hoe lang bewaren jullie alles')).does).toEqual(['policy_answer']);
  });

  test('without a death the same words are a wish', () => {
    const text = 'kunt u zijn account opheffen';
    expect(decide(said(['erasure'], {}, text), ASKING, saying(text)).does).toContain('open_request!');
  });
});
