import { describe, expect, test } from 'vitest';
import type { OutboundMessage } from '../../../src/core/conversation/messages.ts';
import { spokenTo } from '../../../src/core/conversation/to-a-child.ts';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { jeForm } from '../../../src/core/text/je-form.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { SAMPLES } from './sample-messages.ts';

test.each([
  ['Wilt u dat?', 'Wil je dat?'],
  ['U krijgt antwoord op uw vraag.', 'Je krijgt antwoord op je vraag.'],
  ['Bedenkt u zich later, dan telt uw eerste datum.', 'Bedenk je je later, dan telt je eerste datum.'],
  ['Een medewerker leest dit en antwoordt u hier.', 'Een medewerker leest dit en antwoordt je hier.'],
  ['Later leest u het hier.', 'Later lees je het hier.'],
  ['het adres dat u heeft bevestigd', 'het adres dat je hebt bevestigd'],
  ['dat u een bericht heeft aangepast', 'dat je een bericht hebt aangepast'],
  ['welke gegevens we van u hebben', 'welke gegevens we van jou hebben'],
  ['degene voor wie u dit vraagt', 'degene voor wie je dit vraagt'],
  ['Wordt u gestalkt?', 'Word je gestalkt?'],
  ['om 9 uur; uw uren', 'om 9 uur; je uren'],
])('"%s" is said to a child as "%s"', (polite, familiar) => {
  expect(jeForm(polite)).toBe(familiar);
});

const shop = firstProfile();
const told = (message: OutboundMessage, own = shop) =>
  renderMessage(message, 'nl', own, 'https://privacy.example.nl');
const all = (message: OutboundMessage, own = shop): string => {
  const { paragraphs, choices } = told(message, own);
  return [...paragraphs, ...choices.map(({ label }) => label)].join('\n');
};
/** What a person or another shop wrote, word for word. */
const QUOTED = ['staff_text', 'staff_question', 'letter', 'unreadable'];

describe('everything that the desk says by itself reaches a child in "je" (R4)', () => {
  const messages: readonly OutboundMessage[] = [
    ...SAMPLES.filter(({ kind }) => !QUOTED.includes(kind)),
    ...POLICY_TOPICS.flatMap((topic) =>
      [1, 2, 3].map((part) => ({ kind: 'policy_answer', topic, whole: true, part }) as const),
    ),
  ];

  test.each(messages)('$kind', (message) => {
    const words = all(spokenTo({ young: true }, message));
    expect(words).not.toMatch(/(?<![\p{L}’'])(?:u|uw|uzelf)(?![\p{L}’'])/iu);
    expect(words).not.toMatch(/(?<!je )\b(?:kunt|wilt|bent|krijgt|hoeft|zult) je\b|\bje heeft\b/iu);
  });

  test('and everybody else in "u"', () => {
    expect(all({ kind: 'greeting' })).toMatch(/\bu\b/);
  });

  test('the name of the shop stays as it is written', () => {
    const named = { ...shop, name: 'Kaarsen voor u' };
    expect(all({ kind: 'first_notice', channel: 'web', young: true }, named)).toContain('Kaarsen voor u');
  });
});
