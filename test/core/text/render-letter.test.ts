import { describe, expect, it } from 'vitest';
import type { LetterModel } from '../../../src/core/fulfilment/letter.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { REFUSAL_GROUNDS } from '../../../src/core/request/refusal-ground.ts';
import { letterPage } from '../../../src/core/text/letter-html.ts';
import { letterText } from '../../../src/core/text/letter-text.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { LANGUAGES } from './read-text.ts';
import { aDecision, anAccessAnswer, aRefusal } from './sample-letters.ts';

const LETTERS: readonly LetterModel[] = [anAccessAnswer(), aRefusal(), aDecision()];

function words(model: LetterModel, id: string): string {
  const found = renderLetter(model).blocks.find((block) => block.id === id);
  return found !== undefined && 'text' in found ? found.text : '';
}

describe.each(LETTERS)('every letter: $kind', (model) => {
  it('names the complaint at the AP and the court with its six weeks (AVG 77, 79; UAVG 35)', () => {
    expect(words(model, 'remedies.authority')).toContain('autoriteitpersoonsgegevens.nl');
    expect(words(model, 'remedies.court')).toMatch(/rechtbank.*zes weken.*UAVG artikel 35/);
    expect(words(model, 'remedies.court')).toContain('Een nieuw verzoek aan ons mag altijd');
  });

  it('greets by name, carries the number and is signed by a person for the shop', () => {
    expect(words(model, 'greeting')).toBe('Beste Sanne de Vries,');
    expect(letterText(renderLetter(model))).toContain('PB-2345-6789');
    expect(words(model, 'signature')).toMatch(/^Noor Jansen\nIk smelt\n/);
  });

  it('locks everything but opening and closing, which are left out when empty (R19)', () => {
    expect(renderLetter(model).blocks.filter(({ locked }) => !locked)).toEqual([]);
    const free = { opening: 'Dank voor uw geduld.\n\nTweede alinea.', closing: ' Tot ziens. ' };
    const written = renderLetter({ ...model, free }).blocks.filter(({ locked }) => !locked);
    expect(written).toEqual([
      { id: 'opening', kind: 'paragraph', text: free.opening, locked: false },
      { id: 'closing', kind: 'paragraph', text: 'Tot ziens.', locked: false },
    ]);
  });

  it('has a stable id for each block, and is the same letter each time', () => {
    const ids = renderLetter(model).blocks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(renderLetter(model)).toEqual(renderLetter(model));
  });

  it('takes a name as text only: no markup, no placeholder, no second line', () => {
    const name = ' <b>\u202eX</b>\n{{shop}} $t(letter:frame.regards) ';
    const letter = renderLetter({ ...model, name });
    expect(letter.blocks[0]).toMatchObject({ text: 'Beste <b> X</b> {{shop}} $t(letter:frame.regards),' });
    expect(letterPage(letter)).toContain('&lt;b&gt; X&lt;/b&gt;');
    expect(letterPage(letter)).not.toContain('<b>');
    expect(renderLetter({ ...model, name: ' ' }).blocks[0]).toMatchObject({ text: 'Beste klant,' });
  });

  it('holds in plain text and in HTML every word of every block', () => {
    const letter = renderLetter(model);
    const [plain, page] = [letterText(letter).toLowerCase(), letterPage(letter)];
    for (const block of letter.blocks) {
      const said =
        block.kind === 'list' ? block.items : block.kind === 'table' ? block.rows.flat() : [block.text];
      for (const part of said.flatMap((text) => text.split('\n'))) {
        expect(plain).toContain(part.toLowerCase());
        expect(page).toContain(part.replaceAll("'", '&#39;').replaceAll('&amp;', '&'));
      }
    }
    expect(page).toContain('<html lang="nl">');
  });
});

describe('a refusal (AVG 12(4))', () => {
  it.each(REFUSAL_GROUNDS)(
    'on the ground %s says in both languages what is refused, why and by which article',
    (ground) => {
      for (const language of LANGUAGES) {
        const article =
          ground === 'exception_17_3' ? '17(3)(e)' : ground === 'condition_missing' ? '17(1)' : null;
        const letter = aRefusal({ ground, article, language });
        expect(words(letter, 'refused')).toMatch(
          ground === 'deceased'
            ? /kunnen we met de privacywet niet doen|cannot do under the privacy law/
            : /wijzen dit verzoek af|refuse this request/,
        );
        expect(words(letter, 'why.ground')).toMatch(/(AVG|UAVG|BW|GDPR).*\d/);
        expect(words(letter, 'why.ground')).not.toMatch(/\{\{|artikel \)|article \)/);
        expect(words(letter, 'why.facts')).toContain(letter.facts);
      }
    },
  );

  it('names the clause on the rights of others that belongs to the right', () => {
    const refusal = aRefusal({ ground: 'rights_of_others', article: null });
    expect(words({ ...refusal, right: 'access' }, 'why.ground')).toContain('AVG artikel 15 lid 4');
    expect(words({ ...refusal, right: 'portability' }, 'why.ground')).toContain('AVG artikel 20 lid 4');
  });

  it('says how long refused data stay, but only where that does not reveal that there are any', () => {
    expect(words(aRefusal(), 'why.kept')).toContain('hooguit twee jaar');
    for (const article of ['17(3)(a)', '17(3)(c)', '17(3)(d)', '17(3)(e)'] as const) {
      const kept = words(aRefusal({ article }), 'why.kept');
      expect(kept).toContain('zolang deze reden geldt');
      expect(kept).not.toContain('twee jaar');
    }
    expect(words(aRefusal({ ground: 'not_identifiable', article: null }), 'why.kept')).toBe('');
    expect(words(aRefusal({ right: 'access' }), 'why.kept')).toBe('');
  });
});

describe('a decision on another right', () => {
  it.each(RIGHTS)('frames what staff wrote on %s between the question and the remedies', (right) => {
    const free = { opening: 'We doen wat u vroeg.', closing: '' };
    const ids = renderLetter(aDecision({ right, free })).blocks.map(({ id }) => id);
    expect(ids.indexOf('opening')).toBe(ids.indexOf('decision') + 1);
    expect(ids.indexOf('remedies')).toBe(ids.indexOf('opening') + 1);
    expect(words(aDecision({ right }), 'decision')).toMatch(/^Op 2 november 2026 vroeg u ons om /);
  });
});

describe('a refusal about somebody else', () => {
  const refused = (ground: 'not_own_data' | 'no_authority' | 'deceased', child = false) =>
    words(aRefusal({ ground, article: null, child }), 'refused');

  it('does not say that the reader asked about their own data; a child that needs a parent did', () => {
    for (const ground of ['not_own_data', 'no_authority'] as const) {
      expect(refused(ground)).toContain('de gegevens van iemand anders');
      expect(refused(ground)).not.toContain('uw gegevens');
    }
    expect(refused('no_authority', true)).toContain('je gegevens');
    expect(refused('not_own_data', true)).toContain(
      'vroeg je ons om iets te doen met de gegevens van iemand anders',
    );
  });

  it('speaks to who mourns without the word of a refusal, and offers help (recital 27)', () => {
    for (const child of [false, true]) {
      const letter = renderLetter(aRefusal({ ground: 'deceased', article: null, child }));
      expect(letter.title).toMatch(/na een overlijden$/);
      expect(letterText(letter)).not.toMatch(/afwijz|wijzen .* af|gegevens te wissen/);
      expect(refused('deceased', child)).toContain('sterkte');
      expect(words(aRefusal({ ground: 'deceased', article: null }), 'why.ground')).toContain('helpen we u');
    }
  });
});
