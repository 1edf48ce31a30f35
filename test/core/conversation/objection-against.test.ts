import { expect, test } from 'vitest';
import { objectionAgainst } from '../../../src/core/conversation/objection-against.ts';
import { typedWords } from '../../../src/core/kernel/typed-words.ts';
import { choiceWords } from '../../../src/core/text/choices.ts';

const WORDS = { nl: choiceWords('nl', typedWords), en: choiceWords('en', typedWords) };

test.each([
  ['nl', 'Ik wil geen reclame meer van jullie', 'marketing'],
  ['nl', 'Stop met die NIEUWSBRIEF!', 'marketing'],
  ['en', 'Please send me no more newsletters.', 'marketing'],
  ['nl', 'Ik maak bezwaar vanwege mijn situatie.', 'situation'],
  ['en', 'I object because of my circumstances', 'situation'],
  ['nl', 'Ik maak bezwaar tegen het gebruik van mijn gegevens', undefined],
  ['nl', 'Geen reclame meer, ook vanwege mijn situatie', undefined],
  ['nl', 'Ik reclameer over een kapotte pan', undefined],
] as const)('%s: «%s» objects to %s', (language, words, against) => {
  expect(objectionAgainst(words, WORDS[language])).toBe(against);
});
