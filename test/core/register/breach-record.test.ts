import { expect, test } from 'vitest';
import { type BreachNote, breachStanding, NO_FACTS } from '../../../src/core/register/breach-record.ts';

const NOTIFY: BreachNote = { kind: 'authority', notify: true, reason: '' };
const NO_RISK: BreachNote = {
  kind: 'authority',
  notify: false,
  reason: 'Teruggekomen zonder te zijn geopend.',
};
const TOLD: BreachNote = {
  kind: 'authority_told',
  at: '2026-11-23T10:00:00.000Z',
  reference: 'AP-1',
  delay: '',
};

function facts(change: Partial<typeof NO_FACTS>): BreachNote {
  return { kind: 'facts', facts: { ...NO_FACTS, ...change } };
}

test('what is added later fills in or replaces a fact, and what it leaves out stays as it was', () => {
  const notes = [
    facts({ what: 'Verkeerde ontvanger', people: 3 }),
    facts({ people: 0, measures: 'Teruggevraagd' }),
  ];
  expect(breachStanding(notes).facts).toEqual({
    ...NO_FACTS,
    what: 'Verkeerde ontvanger',
    people: 0,
    measures: 'Teruggevraagd',
  });
});

test.each([
  ['nothing was decided', [], true],
  ['the authority is to be told', [NOTIFY], true],
  ['the authority was told', [NOTIFY, TOLD], false],
  ['a person decided that there is no risk', [NO_RISK], false],
  ['that decision was taken back', [NO_RISK, NOTIFY], true],
])('the clock of AVG 33(1) is open or not when %s', (_when, notes, open) => {
  expect(breachStanding(notes).open).toBe(open);
});
