import { describe, expect, it } from 'vitest';
import {
  isPolicyAspect,
  POLICY_ASPECTS,
  type PolicyAspect,
} from '../../../src/core/kernel/policy-aspects.ts';
import { POLICY_TOPICS, type PolicyTopic } from '../../../src/core/kernel/policy-topics.ts';
import { FACTS, type FactId } from '../../../src/core/policy/facts.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { policyAnswer, policyParams } from '../../../src/core/text/policy-answer.ts';
import { POLICY_TEXTS } from '../../../src/core/text/policy-texts.ts';
import { renderMessage } from '../../../src/core/text/render-message.ts';
import { answersFor, specificAnswer } from '../../../src/core/text/specific-answers.ts';
import { text } from '../../../src/core/text/texts.ts';
import { LANGUAGES, wordCount } from './read-text.ts';

const shop = firstProfile();
const ASPECTS = Object.keys(POLICY_ASPECTS).filter(isPolicyAspect);
const tellings = new Map<FactId, string>(FACTS.map(({ id, tell }) => [id, tell]));
const pairs = POLICY_TOPICS.flatMap((topic) =>
  ASPECTS.flatMap((aspect) => {
    const texts = specificAnswer(topic, aspect);
    return texts === undefined ? [] : [{ topic, aspect, texts }];
  }),
);

function answer(topics: readonly [PolicyTopic, ...PolicyTopic[]], aspects: readonly PolicyAspect[] = []) {
  const [topic, ...also] = topics;
  return policyAnswer({ topic, also, aspects }, 'nl', shop, 'https://balie.example/privacy');
}

describe('the answer to a question inside a topic', () => {
  it('exists for every aspect, in the topic where it belongs', () => {
    for (const aspect of ASPECTS)
      expect(specificAnswer(POLICY_ASPECTS[aspect], aspect), aspect).toBeDefined();
  });

  it.each(LANGUAGES)('has in %s date and address of the policy, and at most 90 words', (language) => {
    expect(pairs.length).toBeGreaterThan(40);
    for (const { topic, aspect } of pairs) {
      const words = policyAnswer({ topic, aspects: [aspect] }, language, shop, '/privacy').paragraphs.join(
        ' ',
      );
      expect(words, `${topic}.${aspect}`).toMatch(/26 oktober 2023|26 October 2023/);
      expect(words).toContain(shop.policyUrl);
      expect(wordCount(words), `${topic}.${aspect}`).toBeLessThanOrEqual(90);
      expect(words).not.toMatch(/\{\{|policy:/);
    }
  });

  it('tells facts of the policy and none that is withheld, or says that the policy does not say it', () => {
    const unsaid = new Set<string>();
    for (const { texts } of pairs)
      for (const { key, facts } of texts) {
        for (const id of facts) expect(tellings.get(id), key).not.toBe('withheld');
        if (facts.length === 0) unsaid.add(key);
      }
    const lawOnly = [
      'policy:aspects.costs',
      'policy:legal_invoices.years',
      'policy:identity.how',
      'policy:purpose.no_list',
      'policy:cookies.own',
    ];
    const silent = [...unsaid].filter((key) => !lawOnly.includes(key));
    expect(silent.length).toBe(7);
    for (const key of silent) expect(key).toMatch(/^policy:aspects\./);
    for (const { texts } of pairs)
      for (const { key } of texts.filter((one) => silent.includes(one.key)))
        expect(text('nl', key)).toMatch(/staat niets? in ons privacybeleid/);
  });

  it('on the courier is what PostNL gets, and no list of all parties', () => {
    const words = answer(['processors'], ['postnl']).paragraphs.join(' ');
    expect(words).toContain('naam, adres en woonplaats');
    expect(words).toContain('alleen voor de bezorging');
    for (const other of ['Mollie', 'JouwWeb', 'MijnDomein', 'e-Boekhouden'])
      expect(words).not.toContain(other);
  });

  it('is told with the topic where it belongs, and only once', () => {
    const [kept, shared] = answersFor(['retention', 'processors'], ['postnl', 'inactive']);
    expect(kept?.map(({ key }) => key)).toEqual(['policy:retention.two_years']);
    expect(shared?.[0]?.key).toBe('policy:processors.postnl');
  });
});

describe('two topics in one message', () => {
  it('are both answered when 90 words hold them', () => {
    const { paragraphs, more } = answer(['cookies', 'legal_invoices'], ['invoices']);
    const words = paragraphs.join(' ');
    expect(words).toContain('cookies');
    expect(words).toContain('zeven jaar');
    expect(wordCount(words)).toBeLessThanOrEqual(90);
    expect(more).toEqual(['cookies']);
  });

  it('are offered by name when they do not fit', () => {
    const content = renderMessage(
      { kind: 'policy_answer', topic: 'retention', also: ['rights', 'identity'] },
      'nl',
      shop,
    );
    expect(wordCount(content.paragraphs.join(' '))).toBeLessThanOrEqual(90);
    expect(content.choices).toEqual([
      { id: 'more.retention', label: 'Meer uitleg' },
      { id: 'more.rights', label: 'Uw rechten' },
      { id: 'more.identity', label: 'Hoe we weten wie u bent' },
      { id: 'human', label: 'Een medewerker' },
    ]);
  });
});

describe('more of a topic', () => {
  it.each(POLICY_TOPICS)('%s: part by part of at most 90 words, all of it, and where it stands', (topic) => {
    for (const language of LANGUAGES) {
      const params = policyParams(language, shop);
      const left = new Set(POLICY_TEXTS[topic].paragraphs.map(({ key }) => text(language, key, params)));
      for (let part = 1; left.size > 0; part += 1) {
        const { paragraphs, more } = policyAnswer({ topic, whole: true, part }, language, shop, '/privacy');
        const words = paragraphs.join(' ');
        expect(words).toContain(`/privacy#${topic.replaceAll('_', '-')}`);
        expect(wordCount(words)).toBeLessThanOrEqual(90);
        // Each part brings something new, and offers more as long as there is.
        const before = left.size;
        for (const paragraph of paragraphs) left.delete(paragraph);
        expect(left.size).toBeLessThan(before);
        expect(more).toEqual(left.size === 0 ? [] : [topic]);
      }
    }
  });

  it('past the last part is where all of it stands', () => {
    const { paragraphs, more } = policyAnswer({ topic: 'cookies', whole: true, part: 9 }, 'nl', shop, '/p');
    expect(paragraphs).toHaveLength(2);
    expect([paragraphs[0], more]).toEqual([expect.stringContaining('/p#cookies'), []]);
  });

  it.each(['nl', 'en'] as const)('any two topics are both told within 90 words, in %s', (language) => {
    for (const topic of POLICY_TOPICS)
      for (const other of POLICY_TOPICS.filter((one) => one !== topic)) {
        const { paragraphs } = policyAnswer({ topic, also: [other] }, language, shop, '/privacy');
        expect(paragraphs.join(' ').split(/\s+/).length, `${topic} ${other}`).toBeLessThanOrEqual(90);
        for (const one of [topic, other]) {
          const [opening = ''] = policyAnswer({ topic: one }, language, shop, '/privacy').paragraphs;
          expect(paragraphs.join(' '), `${topic} ${other}`).toContain(opening.split(/(?<=[.!?])\s+/)[0]);
        }
      }
  });

  it('objecting to advertising is always possible, and consent and a computer that decides are named', () => {
    expect(text('nl', 'policy:rights.objection')).toContain('tegen reclame kunt u altijd bezwaar maken');
    expect(text('nl', 'policy:short.rights')).toMatch(/toestemming kunt u intrekken.*computer alleen/);
  });
});
