import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../src/core/policy/check-policy.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';

const sample = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/policies', name), 'utf8');

/** What is found at a place in the document, as `line kind`. */
function placed(source: string): readonly string[] {
  return checkPolicy(source).flatMap(({ line, kind }) => (line === undefined ? [] : [`${line} ${kind}`]));
}

describe('policies of shops that there are none of', () => {
  it('one that tells all in words of its own has nothing wanting', () => {
    expect(checkPolicy(sample('well-told.txt'))).toEqual([]);
  });

  it('a template shows every kind of gap in it, a ticked box and a link none', () => {
    expect(placed(sample('template.md'))).toEqual([
      '1 placeholder',
      '3 placeholder',
      '3 placeholder',
      '7 placeholder',
      '11 placeholder',
      '15 placeholder',
      '15 placeholder',
      '19 placeholder',
      '19 placeholder',
      '21 placeholder',
    ]);
  });

  it('headings without text are found, also before one of the same depth or over nothing but a blank', () => {
    expect(placed(sample('empty-headings.html'))).toEqual([
      '8 empty_heading',
      '12 empty_heading',
      '13 empty_heading',
    ]);
  });

  it('terms that the law does not allow are found, and others of the same length are not', () => {
    expect(placed(sample('against-the-law.txt'))).toEqual([
      '5 answer_too_late',
      '5 answer_too_late',
      '9 fee_asked',
      '11 form_demanded',
      '15 invoice_term',
      '19 breach_too_late',
    ]);
  });

  it('every firm whose role is doubtful is found once, and what is said of one explains no other', () => {
    const doubtful = checkPolicy(sample('roles.md')).filter(({ kind }) => kind === 'role_doubtful');
    expect(doubtful.map(({ line, quote = '' }) => `${line} ${quote.split(' ').at(-1)}`)).toHaveLength(3);
    const firms = doubtful.map(({ quote = '' }) => /(?:PostNL|DHL|Klarna|Mollie|UPS)/.exec(quote)?.[0]);
    expect(firms[0]).toBe('PostNL');
    expect(doubtful.map(({ line }) => line)).toEqual([5, 5, 5]);
  });
});

describe('a term', () => {
  const found = (sentence: string) =>
    checkPolicy(`Kop\n\n${sentence}\n\nSlot\n\nEinde.`)
      .filter(({ kind }) => !kind.startsWith('missing'))
      .map(({ kind }) => kind);

  it.each([
    ['Op uw verzoek antwoorden wij binnen een maand.', []],
    ['Op uw verzoek antwoorden wij binnen vier weken.', []],
    ['Op uw verzoek antwoorden wij binnen 28 dagen.', []],
    ['Op uw verzoek antwoorden wij binnen 30 dagen.', ['thirty_days']],
    ['Op uw verzoek antwoorden wij binnen vijf weken.', ['answer_too_late']],
    ['We decide on a request within 2 months.', ['answer_too_late']],
    ['Is uw verzoek ingewikkeld, dan verlengen wij het antwoord met twee maanden.', []],
    ['Uw verzoek bewaren wij twee jaar.', []],
    ['Een datalek melden wij binnen 72 uur.', []],
    ['We report a breach within five days.', ['breach_too_late']],
    ['Facturen bewaren wij zeven jaar.', []],
    ['Facturen bewaren wij tien jaar.', []],
    ['Invoices are kept for five years.', ['invoice_term']],
    ['Een kopie is gratis; alleen bij een buitensporig verzoek vragen wij een vergoeding van 10 euro.', []],
    ['We charge a fee of 10 euro for a copy of your data.', ['fee_asked']],
    ['Een verzoek kan met het formulier, per mail of per telefoon.', []],
    ['You can make a request only in writing.', ['form_demanded']],
  ])('"%s": %j', (sentence, kinds) => {
    expect(found(sentence)).toEqual(kinds);
  });
});

describe('what is taken over of them', () => {
  it.each(['well-told.txt', 'template.md', 'empty-headings.html', 'against-the-law.txt', 'roles.md'])(
    '%s: word for word, and nothing that nobody filled in',
    (name) => {
      const source = sample(name);
      const { sections, facts } = importPolicy(source);
      expect(sections.length).toBeGreaterThan(0);
      for (const { title, sentences } of sections)
        for (const words of [title, ...sentences]) {
          expect(source).toContain(words);
          expect(words).not.toMatch(/\{|<|«|TODO|XX|\.{3}|invullen|\(vul/);
        }
      for (const fact of [...facts.addresses, ...facts.recipients, ...facts.terms])
        expect(source).toContain(fact);
    },
  );

  it('headings in other words lead to the same topics', () => {
    const topics = importPolicy(sample('well-told.txt')).sections.map(({ topic }) => topic);
    expect(topics).toEqual([
      'contact',
      null,
      'purpose',
      'processors',
      'retention',
      'rights',
      'rights',
      'cookies',
    ]);
  });

  it('HTML on one line reads as the same HTML on many', () => {
    const html = sample('clean.md')
      .replace(/^# (.*)$/gm, '<h1>$1</h1>')
      .replace(/^## (.*)$/gm, '<h2>$1</h2>')
      .replace(/^([^<\n].*)$/gm, '<p>$1</p>');
    expect(checkPolicy(html.replace(/\n+/g, ''))).toEqual([]);
    const wrong = '<h2>Termijn</h2><p>Wij antwoorden binnen 30 dagen.</p><h2>Contact</h2><p>Mail ons.</p>';
    expect(placed(wrong)).toEqual(['1 thirty_days']);
  });

  it.each([
    ['answer_too_late', 'Wij reageren binnen zes weken op uw verzoek.'],
    ['answer_too_late', 'We reply within 45 days of your request.'],
    ['answer_too_late', 'U krijgt een reactie binnen zes weken.'],
    ['answer_too_late', 'We will respond within 45 days.'],
    ['fee_asked', 'For access we ask EUR 5.'],
    ['fee_asked', 'Voor inzage betaalt u 5 euro.'],
    ['old_law', 'Wij houden ons aan de Wet bescherming persoonsgegevens (Wbp).'],
    ['old_law', 'Een klacht dient u in bij het College bescherming persoonsgegevens.'],
    ['old_law', 'Mailwolk valt onder het Privacy Shield.'],
    ['vague_retention', 'Wij bewaren uw gegevens zo lang als nodig.'],
    ['vague_retention', 'We keep your data for as long as necessary.'],
    ['form_demanded', 'U moet het formulier gebruiken voor een verzoek om inzage.'],
    ['form_demanded', 'You must use our form for a request.'],
  ])('%s: "%s"', (kind, sentence) => {
    expect(placed(sentence).map((one) => one.split(' ')[1])).toContain(kind);
  });

  it.each([
    ['missing_purpose', '# Waarvoor gebruiken wij ze?'],
    ['missing_erasure', 'U heeft recht op inzage, verbetering en verwijdering van uw gegevens.'],
    ['missing_erasure', 'You have the right to access, rectification and erasure.'],
    ['missing_automated', 'Er worden geen besluiten over u genomen door een computer.'],
    ['missing_required', 'You must give your name and address for an order.'],
    ['old_law', 'Het Privacy Shield geldt niet meer.'],
    ['vague_retention', 'Wij bewaren ze niet langer dan nodig, en hooguit twee jaar.'],
    ['form_demanded', 'U mag voor uw verzoek een formulier gebruiken, maar dat moet niet.'],
  ])('%s is no finding in "%s"', (kind, sentence) => {
    expect(checkPolicy(sentence).map((one) => one.kind)).not.toContain(kind);
  });
});
