import { describe, expect, it } from 'vitest';
import { POLICY_TOPICS } from '../../../src/core/kernel/policy-topics.ts';
import { FACTS, type FactId } from '../../../src/core/policy/facts.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { deskNotice } from '../../../src/core/text/desk-notice-sections.ts';
import { generalPolicySections, policyAnswer } from '../../../src/core/text/policy-answer.ts';
import { POLICY_TEXTS } from '../../../src/core/text/policy-texts.ts';
import { text } from '../../../src/core/text/texts.ts';
import { LANGUAGES, wordCount } from './read-text.ts';

const shop = firstProfile();
const PAGE = '/privacy';
const allTexts = Object.values(POLICY_TEXTS).flatMap(({ short, paragraphs }) => [short, ...paragraphs]);
const tellings = new Map<FactId, string>(FACTS.map(({ id, tell }) => [id, tell]));

describe('the facts of the policy', () => {
  it('number 39, each with its topic and how it is told', () => {
    const numbers = new Set(FACTS.map(({ id }) => Number(/^F(\d+)/.exec(id)?.[1])));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
    for (const { topic } of FACTS) expect(POLICY_TOPICS).toContain(topic);
  });

  it('are told somewhere on the page when certain or attributed, and nowhere when withheld', () => {
    const told = new Set<FactId>(
      Object.values(POLICY_TEXTS).flatMap(({ paragraphs }) => paragraphs.flatMap(({ facts }) => facts)),
    );
    const untold = FACTS.filter(({ id, tell }) => (tell === 'withheld') === told.has(id));
    expect(untold).toEqual([]);
  });

  it.each(LANGUAGES)('that are doubtful are told in %s as what the policy says', (language) => {
    const attributed = allTexts.filter(({ facts }) => facts.some((id) => tellings.get(id) === 'attributed'));
    expect(attributed.length).toBeGreaterThan(5);
    for (const { key } of attributed) expect(text(language, key), key).toMatch(/beleid|policy/);
  });

  it('do not promise what cannot be kept: that staff have no access any more', () => {
    for (const { key } of allTexts) expect(text('nl', key), key).not.toMatch(/geen toegang meer/);
  });
});

describe('the answer to a policy question', () => {
  it.each(POLICY_TOPICS)('on %s names date and address of the official policy, within 90 words', (topic) => {
    for (const language of LANGUAGES) {
      const answer = policyAnswer({ topic }, language, shop, PAGE).paragraphs.join(' ');
      expect(answer).toContain(shop.policyUrl);
      expect(answer).toMatch(/26 oktober 2023|26 October 2023/);
      expect(wordCount(answer)).toBeLessThanOrEqual(90);
      expect(answer).not.toContain('{{');
    }
  });

  it('on something unheard of tells who can be asked', () => {
    expect(policyAnswer({ topic: 'unheard_of' }, 'nl', shop, PAGE).paragraphs[0]).toContain(
      'Chantal Wijnands',
    );
  });
});

describe('the page of the policy', () => {
  it.each(LANGUAGES)('has in %s a section for each topic, filled in', (language) => {
    const sections = generalPolicySections(language, shop);
    expect(sections.map(({ id }) => id.replaceAll('-', '_')).sort()).toEqual([...POLICY_TOPICS].sort());
    for (const { title, paragraphs } of sections) {
      expect(title).not.toContain('terms:');
      expect(paragraphs.join(' ')).not.toMatch(/\{\{|policy:/);
    }
  });

  it('says that the policy has no list of kinds of data and names no grounds', () => {
    const words = generalPolicySections('nl', shop)
      .flatMap(({ paragraphs }) => paragraphs)
      .join(' ');
    expect(words).toContain('geen lijst van alle soorten gegevens');
    expect(words).not.toMatch(/VOORBEELD|AANBIEDER/);
  });
});

describe("the desk's own notice", () => {
  it.each(LANGUAGES)('tells in %s who, the program, the ground, who sees it, the rights', (language) => {
    const { paragraphs, after } = deskNotice(language, shop);
    const words = [...paragraphs, ...after].join(' ');
    for (const element of [
      shop.name,
      '6',
      'Telegram',
      'Discord',
      'Slack',
      'EU',
      'Autoriteit Persoonsgegevens',
    ])
      expect(words).toContain(element);
    expect(words).not.toMatch(/\{\{|policy:/);
  });

  it('names all that stays of a file, its number included', () => {
    const words = (language: 'nl' | 'en') => deskNotice(language, shop).after.join(' ');
    for (const kept of ['het nummer', 'welk recht', 'de uitkomst', 'redenen', 'wie we vroegen', 'de maand'])
      expect(words('nl')).toContain(kept);
    for (const kept of ['hoeveel dagen', 'op tijd']) expect(words('nl')).toContain(kept);
    for (const kept of ['the number', 'outcome', 'grounds', 'whom we asked', 'the month', 'in time'])
      expect(words('en')).toContain(kept);
  });

  it.each(LANGUAGES)(
    'names in %s who hosts the desk and keeps its backups, once that is recorded',
    (language) => {
      const host = (id: string, name: string, task: 'desk_hosting' | 'backups') =>
        ({ id, name, task, role: 'processor', country: 'Nederland', screen: '' }) as const;
      const kept = [host('a', 'Wolkhost', 'desk_hosting'), host('b', 'Kluis & Zo', 'backups')];
      const told = (recipients: typeof shop.recipients) =>
        deskNotice(language, { ...shop, recipients }).paragraphs.join(' ');
      const words = told([...shop.recipients, ...kept]);
      expect(words).toContain('Wolkhost');
      expect(words).toContain('Kluis & Zo');
      expect(told(shop.recipients)).not.toMatch(/Reservekopieën|Backups of the/);
    },
  );

  it('shows every term of the table in code', () => {
    expect(deskNotice('nl', shop).terms.rows).toEqual([
      ['Gesprek met alleen vragen over het beleid', '30 dagen na het laatste bericht'],
      ['Verzoek zonder bewezen e-mailadres en zonder besluit', '6 weken na het sluiten van het verzoek'],
      ['Dossier van een verzoek', '2 jaar na het sluiten van het verzoek'],
      ['Dossier van een verzoek om te wissen', '14 dagen na ons laatste bericht over het wissen'],
      [
        'Lijst van wat na het wissen moet blijven, zonder uw naam',
        'tot en met de dag die in onze brief staat',
      ],
      [
        'Versleuteld kenmerk van een gewist adres, zodat het niet terugkomt',
        'tot onze reservekopieën en exports zijn overschreven',
      ],
      ['Versleuteld kenmerk van een adres dat geen reclame wil', 'zolang we reclame of nieuwsbrieven sturen'],
      ['Tekst van wat we u stuurden', 'even lang als het dossier'],
      ['Kopie van uw gegevens om op te halen', '30 dagen nadat u het antwoord voor het eerst opende'],
      ['Link naar een kopie die u hebt gedownload', '7 dagen na het downloaden'],
      ['Link waarmee een ander uw gegevens ophaalt, als u dat vroeg', '7 dagen nadat we de link stuurden'],
      ['Export van bestellingen, om in te zoeken', '30 dagen na binnenkomst'],
      ['Lijst van wie een mail over een nieuw privacybeleid krijgt', '30 dagen na binnenkomst'],
      [
        'Vastlegging van een datalek, met aantallen en zonder namen',
        '5 jaar nadat er voor het laatst iets bij is geschreven',
      ],
      ['Bericht dat we nog niet konden plaatsen', '30 dagen na binnenkomst'],
      ['Binnengekomen mail in ruwe vorm', 'tot de mail is gelezen'],
      ['Wachtrij van het programma (alleen kenmerken)', '7 dagen'],
      ['Sessie van de webchat', '24 uur na het laatste bericht'],
      ['IP-adres, als versleuteld kenmerk tegen misbruik', '24 uur na binnenkomst'],
    ]);
  });
});
