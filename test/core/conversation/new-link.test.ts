import { expect, test } from 'vitest';
import { decideChoice } from '../../../src/core/conversation/decide-choice.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { linkAsked } from '../../../src/core/conversation/new-link.ts';
import { FACTS, NEXT, NUMBER, REQUEST, SPOKEN, WAITING } from './dialogue.ts';

const ANSWERED = { ...REQUEST, open: false, status: 'answered', onPage: true } as const;
const facts = { ...FACTS, ...SPOKEN, requests: [REQUEST, { ...ANSWERED, number: NEXT }] };
const MAILED = { type: 'mail_link', number: NEXT };

test.each([
  'De link werkt niet meer',
  'kunt u de link nog een keer sturen?',
  'ik ben het linkje kwijt',
  'Mijn link is verlopen, mag ik een nieuwe?',
])('"%s" mails the link to the answer once more', (words) => {
  expect(linkAsked(NEW_DIALOGUE, words, [], facts)?.outputs).toEqual([MAILED]);
});

test('what was awaited is asked again after it', () => {
  expect(linkAsked(WAITING, 'de link werkt niet', [], facts)?.outputs).toHaveLength(2);
});

test.each([
  ['a right beside it', 'de link werkt niet', ['erasure'], facts],
  ['no answer on a page', 'de link werkt niet', [], { ...facts, requests: [REQUEST] }],
  ['a link of which nothing is wrong', 'waar vind ik de link naar jullie winkel', [], facts],
  ['many words', `de link werkt niet ${'en nog iets '.repeat(4)}`, [], facts],
] as const)('%s: it is no such question', (_what, words, rights, known) => {
  expect(linkAsked(NEW_DIALOGUE, words, rights, known)).toBeUndefined();
});

test('the button names its request; another one than answered gets the newest answer, and none is said to be none', () => {
  const tapped = (number: string, known = facts) =>
    decideChoice(NEW_DIALOGUE, { choice: 'new_link', number }, known).outputs;
  expect(tapped(NEXT)).toEqual([MAILED]);
  expect(tapped(NUMBER)).toEqual([MAILED]);
  expect(tapped(NUMBER, { ...facts, requests: [REQUEST] })).toEqual([
    { type: 'say', message: { kind: 'link_none' } },
  ]);
});
