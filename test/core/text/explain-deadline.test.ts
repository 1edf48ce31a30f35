import { describe, expect, it } from 'vitest';
import en from '../../../locales/en/deadline.json' with { type: 'json' };
import nl from '../../../locales/nl/deadline.json' with { type: 'json' };
import { DEADLINE_STEPS } from '../../../src/core/deadline/deadline-step.ts';
import { explainDeadline } from '../../../src/core/text/explain-deadline.ts';
import { deadlines, extended, requested, verified } from '../deadline/clock-events.ts';

describe('the explanation of a due date', () => {
  it('tells each step in Dutch, with the day of the week', () => {
    expect(explainDeadline(deadlines('2026-03-05').steps, 'nl', nl)).toEqual([
      'Ontvangen op donderdag 5 maart 2026.',
      'Eén maand later is zondag 5 april 2026.',
      'De uiterste datum volgens de wet is zondag 5 april 2026.',
      'Op zondag 5 april 2026 is het weekend.',
      'Op maandag 6 april 2026 is het tweede paasdag.',
      'Volgens de Europese regels voor termijnen is dinsdag 7 april 2026 misschien ook nog op tijd. Reken daar niet op.',
      'De winkel belooft 30 dagen: zaterdag 4 april 2026.',
      'De eerste van die twee: zaterdag 4 april 2026.',
      'Op zaterdag 4 april 2026 is het weekend.',
      'Op vrijdag 3 april 2026 is het Goede Vrijdag.',
      'De laatste werkdag vóór zaterdag 4 april 2026 is donderdag 2 april 2026.',
      'Bij ontvangst is een antwoord beloofd op uiterlijk zaterdag 4 april 2026.',
      'De medewerkers rekenen met donderdag 2 april 2026.',
    ]);
  });

  it('tells the customer the plain steps, in English too', () => {
    const plain = deadlines('2026-11-02').steps.filter((step) => step.plain);
    expect(explainDeadline(plain, 'en', en)).toEqual([
      'Received on Monday, 2 November 2026.',
      'One month later is Wednesday, 2 December 2026.',
      'The shop promises 30 days: Wednesday, 2 December 2026.',
      'The law and the promise fall on the same day: Wednesday, 2 December 2026.',
      'At receipt an answer was promised by Wednesday, 2 December 2026 at the latest.',
    ]);
  });

  it('tells a stop of one day and of more days apart, and why an extension does not count', () => {
    const stop = (until: string) => [requested('2026-11-04'), verified(until)];
    const short = deadlines('2026-11-02', ...stop('2026-11-05'), extended('2026-12-20'));
    const sentences = explainDeadline(short.steps, 'nl', nl);
    expect(sentences).toContain('Op donderdag 5 november 2026 kwam het bewijs. De termijn stond 1 dag stil.');
    expect(sentences).toContain(
      'De verlenging van zondag 20 december 2026 telt niet. Zij kwam te laat: het kon tot en met donderdag 3 december 2026.',
    );
    const long = explainDeadline(deadlines('2026-11-02', ...stop('2026-11-09')).steps, 'nl', nl);
    expect(long).toContain('Op maandag 9 november 2026 kwam het bewijs. De termijn stond 5 dagen stil.');
  });

  it('has a text for every step in both languages', () => {
    for (const texts of [nl, en]) {
      const keys = new Set(Object.keys(texts).map((key) => key.replace(/_(one|other)$/, '')));
      for (const step of Object.keys(DEADLINE_STEPS)) expect(keys).toContain(step);
    }
  });

  it('asks in both languages for the same params', () => {
    const holes = (texts: Readonly<Record<string, string>>): string[] =>
      Object.entries(texts).map(
        ([key, text]) => `${key}: ${(text.match(/\{\{\w+\}\}/g) ?? []).sort().join(' ')}`,
      );
    expect(holes(en)).toEqual(holes(nl));
  });

  it('finds in every step of a year what its text asks for', () => {
    const from = Date.parse('2026-01-01T12:00:00Z');
    for (let number = 0; number < 365; number += 1) {
      const at = (days: number): string => new Date(from + (number + days) * 86_400_000).toISOString();
      const clock = [requested(at(3)), verified(at(8)), requested(at(9)), extended(at(10)), verified(at(11))];
      const { steps } = deadlines(at(0), ...clock, extended(at(12)), extended(at(13)), requested(at(99)));
      for (const sentence of [...explainDeadline(steps, 'nl', nl), ...explainDeadline(steps, 'en', en)])
        expect(sentence).not.toMatch(/\{\{|undefined|Invalid|\d{4}-\d{2}/);
    }
  });

  it('stops at a text or a param that is missing, since that is a mistake of ours', () => {
    expect(() => explainDeadline([{ code: 'deadline.unheard_of' }], 'nl', nl)).toThrow(
      'no text for deadline.unheard_of',
    );
    expect(() => explainDeadline([{ code: 'deadline.received' }], 'nl', nl)).toThrow('asks for day');
  });
});
