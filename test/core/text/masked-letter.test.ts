import { expect, test } from 'vitest';
import type { RenderedLetter } from '../../../src/core/fulfilment/letter.ts';
import { maskedLetter } from '../../../src/core/text/masked-letter.ts';
import { renderLetter } from '../../../src/core/text/render-letter.ts';
import { ALL_SAMPLES } from '../fulfilment/outcome/sample-outcomes.ts';
import { aDecision, aRefusal } from './sample-letters.ts';

const MARK = 'ZEGGENWENERGENS';
/** Every text of this shape is somebody's typing: names of choices and systems hold no blank, days no letter. */
const SENTENCE = /^(?=.*\p{L}).* .*$/su;

const marked = (_name: string, value: unknown): unknown =>
  typeof value === 'string' && SENTENCE.test(value) ? `${MARK} ${value}` : value;

const shown = (letter: RenderedLetter) => maskedLetter(letter, 'nl').join('\n');

test('of a refusal no word that staff typed is shown outside the desk (R25)', () => {
  const typed = aRefusal({
    ground: 'excessive',
    article: null,
    facts: `${MARK} u vroeg dit al.`,
    intent: `${MARK} u wilde ons treffen.`,
    responsible: { name: `${MARK} BV`, held: `${MARK} niets`, forwardedOn: null },
    free: { opening: MARK, closing: MARK },
  });
  const letter = renderLetter(typed);
  expect(JSON.stringify(letter.blocks).split(MARK).length - 1).toBe(6);
  expect(shown(letter)).not.toContain(MARK);
});

test('nor of any outcome, in its rows either', () => {
  for (const outcome of ALL_SAMPLES) {
    const typed: typeof outcome = JSON.parse(JSON.stringify(outcome), marked);
    const letter = renderLetter(aDecision({ right: outcome.right, outcome: typed }));
    const blocks = [...letter.blocks, ...(letter.before?.blocks ?? [])];
    expect(shown({ ...letter, blocks }).includes(MARK), `${outcome.right} ${outcome.result}`).toBe(false);
  }
});
