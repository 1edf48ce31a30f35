import { expect, test } from 'vitest';
import { aboutDesk } from '../../../src/core/conversation/about-desk.ts';
import { NEW_DIALOGUE } from '../../../src/core/conversation/dialogue-state.ts';
import { RETENTION_TERMS } from '../../../src/core/kernel/retention-terms.ts';
import { text } from '../../../src/core/text/texts.ts';
import { FACTS, WAITING } from './dialogue.ts';

const facts = {
  ...FACTS,
  choiceWords: { this_chat: ['dit gesprek'], asks_of_chat: ['leest', 'bewaren'], erasing: ['wis'] },
};
const kinds = (...input: Parameters<typeof aboutDesk>) =>
  aboutDesk(...input)?.outputs.map((output) => (output.type === 'say' ? output.message.kind : output.type));

test('a question about the chat itself is answered from the notice of the desk, and what waits is said again', () => {
  expect(kinds(NEW_DIALOGUE, 'Wie leest dit gesprek?', [], facts)).toEqual(['about_desk']);
  expect(kinds(WAITING, 'Wie leest dit gesprek?', [], facts)?.[0]).toBe('about_desk');
  expect(kinds(WAITING, 'Wie leest dit gesprek?', [], facts)).toHaveLength(2);
});

test.each([
  ['a right beside it', 'Wie leest dit gesprek?', ['access']],
  ['a word about erasing', 'Bewaren jullie dit gesprek? Wis het', []],
  ['nothing asked of it', 'Dit gesprek is fijn', []],
  ['another thing asked', 'Hoe lang bewaren jullie mijn adres?', []],
  ['many words', `Wie leest dit gesprek ${'en nog iets '.repeat(4)}`, []],
] as const)('%s is no such question', (_what, words, rights) => {
  expect(kinds(NEW_DIALOGUE, words, rights, facts)).toBeUndefined();
});

test('the term that is told is the one that holds', () => {
  const term = RETENTION_TERMS.find((one) => one.class === 'policy_chat');
  expect(term).toMatchObject({ period: { unit: 'days', count: 30 } });
  for (const language of ['nl', 'en'] as const)
    expect(text(language, 'messages:about_desk.kept', { notice: '/privacy#balie' })).toContain('30 da');
});
