import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import { generalPolicySections, policyAnswer } from '../../../src/core/text/policy-answer.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { wordCount } from '../text/read-text.ts';

const clean = readFileSync(join(import.meta.dirname, '../../fixtures/policies/clean.md'), 'utf8');
const shop = { ...firstProfile(), ownPolicy: importPolicy(clean) };
const answer = (topic: string, whole?: true, of = shop) =>
  policyAnswer({ topic, ...(whole === undefined ? {} : { whole }) }, 'nl', of, '/privacy');

it("a shop's own policy is taken apart by heading, word for word", () => {
  const { sections, facts } = importPolicy(clean);
  expect(sections.map(({ title, topic }) => `${title}: ${topic}`)).toEqual([
    'Privacybeleid van Zeepwinkel Bubbel: null',
    'Welke gegevens wij verwerken: null',
    'Waarvoor en op welke grondslag: purpose',
    'Wie gegevens krijgt: processors',
    'Hoe lang wij bewaren: retention',
    'Uw rechten: rights',
    'Cookies: cookies',
  ]);
  for (const sentence of sections.flatMap(({ sentences }) => sentences)) expect(clean).toContain(sentence);
  expect(facts.addresses).toEqual(['info@bubbel.example']);
  expect(facts.recipients).toEqual(['Mollie', 'PostNL']);
  expect(facts.terms).toContain('Facturen bewaren wij 7 jaar.');
  expect(facts.topics).toEqual(['purpose', 'processors', 'retention', 'rights', 'cookies']);
});

it('a heading over other headings gives them its topic, and an unfinished sentence is left out', () => {
  const { sections } = importPolicy(
    'Betalingen\n\nKassahuis\n\nKassahuis krijgt uw naam. [AANBIEDER] bewaart die.\n\nSlot\n\nDank u wel.',
  );
  expect(sections).toEqual([
    { title: 'Kassahuis', topic: 'processors', sentences: ['Kassahuis krijgt uw naam.'] },
    { title: 'Slot', topic: null, sentences: ['Dank u wel.'] },
  ]);
});

it('customers are answered from it in its own words, said to be the policy, within 90 words', () => {
  const { paragraphs } = answer('retention');
  expect(paragraphs[0]).toBe(
    'In ons privacybeleid staat onder "Hoe lang wij bewaren": Uw account bewaren wij twee jaar na uw laatste bestelling.',
  );
  expect(paragraphs).toContain('Facturen bewaren wij 7 jaar.');
  for (const topic of POLICY_TOPICS) {
    for (const told of [answer(topic), answer(topic, true)]) {
      const words = told.paragraphs.join(' ');
      expect(wordCount(words), topic).toBeLessThanOrEqual(90);
      // Nothing of the first shop's text.
      expect(words).not.toMatch(/JouwWeb|MijnDomein|e-Boekhouden/);
    }
  }
});

it.each(['general_answer', 'general_more'] as const)('%s tells nothing of another policy', (kind) => {
  const { paragraphs, choices } = renderMessage({ kind }, 'nl', shop);
  const words = paragraphs.join(' ');
  expect(words).toContain('In ons privacybeleid staat onder');
  expect(words).not.toMatch(/hooguit twee jaar|JouwWeb|Voor reclame gebruiken we ze niet/);
  expect(wordCount(words)).toBeLessThanOrEqual(90);
  expect(choices.at(-1)?.id).toBe('human');
});

it('what it does not say is told as missing, with a person', () => {
  expect(answer('marketing').paragraphs[0]).toBe(
    'Reclame: dat staat niet in ons privacybeleid. Een medewerker kan het voor u nakijken.',
  );
});

it('a sentence too long for an answer is pointed to, never cut', () => {
  const ownPolicy = importPolicy(`# Cookies\n\nWij zetten ${'heel '.repeat(80)}veel cookies.`);
  expect(answer('cookies', undefined, { ...shop, ownPolicy }).paragraphs[0]).toBe(
    'Dat staat in ons privacybeleid onder "Cookies".',
  );
});

it('the page shows its sections in their order, each with an anchor of its own', () => {
  const sections = generalPolicySections('nl', shop);
  expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  expect(sections.map(({ id }) => id)).toContain('retention');
  expect(sections[0]?.title).toBe('Privacybeleid van Zeepwinkel Bubbel');
  expect(sections.flatMap(({ paragraphs }) => paragraphs).join(' ')).toContain(
    'Klagen kan bij de Autoriteit',
  );
});
