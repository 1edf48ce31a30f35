import { describe, expect, test } from 'vitest';
import { HOUR, after as later } from '../../../src/core/kernel/clock.ts';
import { type BreachNote, NO_FACTS } from '../../../src/core/register/breach-record.ts';
import { authorityDraft, peopleDraft } from '../../../src/core/text/breach-drafts.ts';
import { wordCount } from './read-text.ts';
import { AWARE, FACTS, toTell } from './sample-breach.ts';

const known: BreachNote = { kind: 'facts', facts: FACTS };
const unknown: BreachNote = { kind: 'facts', facts: NO_FACTS };

/** The fields of the form with what stands under each. */
function fieldsOf(draft: string): ReadonlyMap<string, string> {
  return new Map(
    draft.split('\n\n').map((field) => {
      const [name = '', ...value] = field.split('\n');
      return [name, value.join('\n')];
    }),
  );
}

describe("the draft for the authority's form (AVG 33(3))", () => {
  test.each([
    ['Wanneer ontdekt', '20 november 2026 om 10:00'],
    ['Wanneer gebeurd', FACTS.when],
    ['Wat is er gebeurd', FACTS.what],
    ['Aard van de inbreuk', 'Vertrouwelijkheid: iemand zag of kreeg gegevens die niet voor hem zijn'],
    ['Welke persoonsgegevens, en van wat voor mensen', FACTS.data],
    ['Aantal mensen', '3'],
    ['Aantal gegevens', '0'],
    ['Mogelijke gevolgen', FACTS.consequences],
    ['Maatregelen', FACTS.measures],
  ])('«%s» holds what the record says', (name, value) => {
    expect(fieldsOf(authorityDraft(toTell([known]))).get(name)).toBe(value);
  });

  test.each([
    'Wanneer gebeurd',
    'Wat is er gebeurd',
    'Aard van de inbreuk',
    'Aantal mensen',
    'Aantal gegevens',
    'Mogelijke gevolgen',
    'Maatregelen',
    'Worden de mensen zelf ingelicht',
  ])('«%s» says that it follows when nobody knows it yet (AVG 33(4))', (name) => {
    const fields = fieldsOf(authorityDraft(toTell([unknown])));
    expect(fields.get(name)).toBe('Nog niet bekend, volgt later.');
  });

  test('who can be asked is the contact of the shop, and else who writes', () => {
    const { shop } = toTell([]);
    const contact = (contactPerson: string) =>
      fieldsOf(authorityDraft(toTell([known], { shop: { ...shop, contactPerson } }))).get('Contactpersoon');
    expect(contact('Sanne')).toContain('Sanne, ');
    expect(contact('')).toContain(`Noor Visser, ${shop.email}`);
  });

  test.each([
    [true, 'Ja. Wachtwoorden.'],
    [false, 'Nee. Wachtwoorden.'],
  ])('whether the people are told stands with its reason: %s', (tell, said) => {
    const people = { kind: 'people', tell, reason: 'Wachtwoorden.' } as const;
    const fields = fieldsOf(authorityDraft(toTell([known, people])));
    expect(fields.get('Worden de mensen zelf ingelicht')).toBe(said);
  });

  test('the reason of the delay is asked after 72 hours only (AVG 33(1))', () => {
    const asksWhy = (hours: number) =>
      fieldsOf(authorityDraft(toTell([known], { now: later(AWARE, hours * HOUR) }))).has(
        'Reden van melding na 72 uur',
      );
    expect([asksWhy(72), asksWhy(73)]).toEqual([false, true]);
  });
});

describe('the letter to the people (AVG 34(2))', () => {
  test.each(['nl', 'en'] as const)('it tells what happened, what follows, what was done: %s', (language) => {
    const letter = peopleDraft(toTell([known]), language);
    for (const fact of [FACTS.what, FACTS.data, FACTS.consequences, FACTS.measures])
      expect(letter).toContain(fact);
    const { shop } = toTell([]);
    for (const contact of ['Noor Visser', shop.email, shop.phone, shop.name, shop.address])
      expect(letter).toContain(contact);
    expect(letter).toContain('Autoriteit Persoonsgegevens');
    expect(letter).not.toContain('{{');
  });

  test('what nobody knows yet is left to fill in, and numbers of others are not told', () => {
    expect(peopleDraft(toTell([unknown]), 'nl').split('[nog invullen]')).toHaveLength(5);
    expect(peopleDraft(toTell([known]), 'nl')).not.toMatch(/Aantal/);
  });

  test('no sentence of it is longer than 25 words', () => {
    const sentences = peopleDraft(toTell([unknown]), 'nl').split(/(?<=[.?!])\s+|\n/);
    expect(sentences.filter((sentence) => wordCount(sentence) > 25)).toEqual([]);
  });
});
