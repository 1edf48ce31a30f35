import { describe, expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { decide, SPOKEN, said } from './dialogue.ts';

describe('a download by itself is a copy to read as well as a file to take along: it is asked which', () => {
  const sure = (text: string, change: Parameters<typeof said>[1] = {}) =>
    decide(said(['portability'], change, text), NEW_DIALOGUE, SPOKEN);

  test.each(['kan ik mijn gegevens downloaden', 'mijn gegevens downloaden'])('%s', (text) => {
    const { does, state } = sure(text);
    expect(does).toEqual(['await_answer!', 'confirm_right']);
    expect(state.step).toMatchObject({ options: ['access', 'portability'] });
  });

  test.each([
    'mijn gegevens downloaden als json',
    'downloaden om mee te nemen naar een andere winkel',
    'waar kan ik een exportbestand downloaden',
    'draag mijn gegevens over',
  ])('"%s" has said it', (text) => {
    expect(sure(text).outputs).toContainEqual(
      expect.objectContaining({ type: 'open_request', right: 'portability' }),
    );
  });

  test('who names who gets them has said it too', () => {
    expect(sure('download voor Kaarsje', { slots: { receiver: 'Kaarsje' } }).does).toContain('open_request!');
  });
});
