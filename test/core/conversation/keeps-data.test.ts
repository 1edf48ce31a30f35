import { expect, test } from 'vitest';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { decide, REQUEST, SPOKEN, said } from './dialogue.ts';

const words = (text: string) => said(['out_of_scope'], { confidence: 0.98 }, text);

test('who forbids an erasure that nobody asked for hears that nothing is erased, and is offered a restriction (AVG 18(1)(b))', () => {
  const told = decide(words('Jullie mogen mijn gegevens niet verwijderen'), NEW_DIALOGUE, SPOKEN);
  expect(told.does).toEqual(['nothing_erased', 'right_offered']);
  expect(told.state.offer?.right).toBe('restriction');
  const taken = decide(words('ja graag'), told.state, SPOKEN);
  expect(taken.outputs).toContainEqual(
    expect.objectContaining({ type: 'open_request', right: 'restriction' }),
  );
});

test.each([
  ['something of the shop', 'haal die kaars niet weg uit de winkel'],
  ['a question', 'mogen jullie mijn gegevens niet verwijderen?'],
])('%s is no such wish', (_, text) => {
  expect(decide(words(text), NEW_DIALOGUE, SPOKEN).does).not.toContain('nothing_erased');
});

test('while a request runs its own answer holds', () => {
  const erasure = { ...REQUEST, right: 'erasure' as const };
  const told = decide(words('verwijder mijn gegevens niet'), NEW_DIALOGUE, {
    ...SPOKEN,
    requests: [erasure],
  });
  expect(told.does).not.toContain('nothing_erased');
});
