import { describe, expect, it, test } from 'vitest';
import { FACTS, type FactId } from '../../../src/core/policy/facts.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { policyAnswer } from '../../../src/core/text/policy-answer.ts';
import type { PolicyText } from '../../../src/core/text/policy-texts.ts';
import { answersFor } from '../../../src/core/text/specific-answers.ts';
import { text } from '../../../src/core/text/texts.ts';
import { chat } from '../understanding/trained.ts';

const shop = firstProfile();
const TELLINGS = new Map<FactId, string>(FACTS.map(({ id, tell }) => [id, tell]));

/** The texts with which a question is answered at once, each with its facts. */
function answered(question: string): readonly PolicyText[] {
  const { labels, topic, policy } = chat(question);
  if (!labels.includes('policy_question') || topic === null) return [];
  return answersFor(policy?.topics ?? [topic], policy?.aspects ?? []).flat();
}

/** Of every fact that is told, how customers ask for it. */
const QUESTIONS: Readonly<Partial<Record<FactId, readonly [string, string, ...string[]]>>> = {
  F1: ['wat is het adres van jullie winkel', 'op welk telefoonnummer zijn jullie te bereiken'],
  F2: ['wie is jullie contactpersoon voor privacy', 'bij wie moet ik zijn met een vraag over mijn gegevens'],
  F3: ['sinds wanneer geldt jullie privacybeleid', 'is dit wel de nieuwste versie van het privacybeleid'],
  F4: ['waarvoor gebruiken jullie mijn gegevens', 'waarom hebben jullie mijn adres nodig'],
  F5: ['verkopen jullie mijn gegevens aan anderen', 'sturen jullie mij reclame'],
  F6: ['heeft jouwweb toegang tot mijn gegevens', 'hoe is jouwweb beveiligd'],
  'F6.cookies': ['gebruiken jullie cookies', 'plaatst jouwweb cookies'],
  'F6.group': [
    'deelt jouwweb mijn gegevens met andere bedrijven',
    'geeft jouwweb mijn gegevens door binnen het concern',
  ],
  F7: ['wat doet mijndomein met mijn gegevens', 'bij wie staat jullie website'],
  'F7.metadata': ['wat voor metadata verzamelt mijndomein', 'verzamelt jullie hosting metadata over mij'],
  F8: [
    'kan iemand anders jullie mailbox lezen',
    'bij welke partij staat jullie e-mail',
    'heeft jullie mailprovider toegang tot mijn mails',
  ],
  F9: ['heeft mollie mijn rekeningnummer', 'wat ziet mollie van mij'],
  F10: ['ziet de bezorger wat ik besteld heb', 'welke gegevens krijgt postnl'],
  F11: ['wat krijgt jullie boekhouder van mij te zien', 'met welk programma doen jullie de boekhouding'],
  'F11.details': ['welke gegevens gaan er naar e-boekhouden', 'staat mijn bestelling ook in de boekhouding'],
  F12: ['met wie delen jullie mijn gegevens', 'geven jullie mijn gegevens aan derden'],
  F13: ['slaan jullie mijn ip-adres op', 'verzamelt jullie website automatisch gegevens'],
  F14: ['geven jullie mijn gegevens aan de politie', 'krijgt de belastingdienst mijn gegevens'],
  F15: ['hoe lang bewaren jullie mijn gegevens', 'hoe lang bewaren jullie mijn klantprofiel'],
  F16: [
    'wat gebeurt er met mijn gegevens als ik geen klant meer ben',
    'worden mijn gegevens gewist als ik stop als klant',
  ],
  F17: [
    'bewaren jullie gegevens langer dan twee jaar',
    'wat gebeurt er met mijn account als ik twee jaar niks bestel',
  ],
  F18: ['hoe lang bewaren jullie facturen', 'waarom moeten jullie mijn factuur bewaren'],
  F19: [
    'naar welk e-mailadres sturen jullie de kopie',
    'hoe weten jullie zeker dat ik het ben',
    'waarom sturen jullie alleen naar mijn bekende mailadres',
  ],
  F20: ['kan ik de kopie ook per post krijgen', 'kan de kopie naar een ander e-mailadres'],
  F21: [
    'houden jullie bij welke verzoeken zijn gedaan',
    'hoe worden afgehandelde verzoeken geregistreerd',
    'houden jullie een administratie van verzoeken bij',
    'welke verzoeken staan in jullie administratie',
  ],
  F22: ['in welk bestandsformaat krijg ik mijn gegevens', 'krijg ik de kopie als pdf of als excel'],
  F23: ['waar kan ik een klacht indienen bij de AP', 'kan ik klagen bij de autoriteit persoonsgegevens'],
  F24: ['wat krijg ik als ik inzage vraag', 'hoe snel krijg ik antwoord op een inzageverzoek'],
  F25: [
    'hoe snel reageren jullie op een correctie',
    'wat betekent rectificatie',
    'krijg ik een bevestiging als jullie iets verbeteren',
  ],
  F26: [
    'wat is het recht op beperking',
    'wat betekent beperking van de verwerking',
    'binnen hoeveel dagen reageren jullie op een verzoek om beperking',
  ],
  F27: ['wat houdt overdraagbaarheid in', 'wat betekent dataportabiliteit'],
  'F27.service': ['wat betekent dataportabiliteit', 'wat houdt overdraagbaarheid in'],
  F28: ['hoe werkt bezwaar maken bij jullie', 'wat gebeurt er als ik bezwaar maak'],
  F29: ['maken jullie profielen van klanten', 'doen jullie aan profilering'],
  F30: ['welke andere software gebruikt cookies', 'staat in het beleid wie er cookies gebruikt'],
  F31: ['krijg ik bericht als het privacybeleid verandert', 'kunnen jullie het beleid zomaar wijzigen'],
  F32: ['hoe beveiligen jullie mijn gegevens', 'zijn mijn gegevens veilig bij jullie'],
  F33: ['geldt het privacybeleid ook voor de chat', 'geldt het privacybeleid alleen voor de website'],
  F34: ['gebruikt jouwweb mijn gegevens ook voor iets anders', 'wat krijgt jouwweb van mij'],
  F35: [
    'wat doet mijndomein tegen verlies van gegevens',
    'hoe wordt mijn e-mail bij jullie beschermd',
    'hoe beveiligt jullie hostingpartij mijn gegevens',
  ],
  F36: ['hoe beschermt mollie mijn betaalgegevens', 'doet mollie alle betalingen'],
  F37: ['gebruikt e-boekhouden mijn gegevens voor iets anders', 'wat doet de boekhouder met mijn gegevens'],
  F38: [
    'heb ik altijd recht op inzage',
    'gaat de kopie altijd naar mijn bekende e-mailadres',
    'geldt het inzagerecht altijd',
  ],
  F39: ['binnen welke termijn reageren jullie op bezwaar', 'wanneer mag ik bezwaar maken'],
};

/** What facts.ts has nothing about. */
const UNSAID = [
  'krijgt jullie pensioenfonds mijn gegevens',
  'hangt er een camera in de winkel',
  'werken jullie met klarna',
  'gebruiken jullie whatsapp',
  'maakt facebook een profiel van mij via jullie site',
  'gaan mijn gegevens naar china',
  'gebruiken jullie google analytics',
  'staan mijn gegevens in de cloud bij amazon',
  'verkopen jullie mijn gegevens aan een verzekeraar',
  'delen jullie gegevens met instagram',
  'doen jullie een kredietcheck bij bkr',
  'gebruiken jullie chatgpt voor mijn gegevens',
  'hebben jullie een iso certificaat',
  'wordt mijn stem opgenomen als ik bel',
  'bewaren jullie mijn geboortedatum',
  'bewaren jullie mijn bsn',
  'hoe lang bewaren jullie sollicitaties',
  'krijgt mijn werkgever te zien wat ik koop',
  'staan jullie servers in duitsland',
  'delen jullie mijn gegevens met dhl',
  'hebben jullie een datalek gehad',
  'kopen jullie gegevens van andere bedrijven',
  'gebruiken jullie de meta pixel',
  'gebruiken jullie hotjar',
  'meten jullie mijn locatie',
  'zijn mijn wachtwoorden versleuteld',
  'gaan mijn gegevens naar engeland',
  'werken jullie met paypal',
  'krijgt trustpilot mijn e-mailadres',
  'delen jullie gegevens met bol',
  'hoe lang bewaart postnl mijn adres',
  'gebruiken jullie vingerafdrukken',
  'wat is de wettelijke grondslag voor mijn gegevens',
  "bewaren jullie foto's van mij",
  'hoeveel medewerkers kunnen bij mijn gegevens',
  'hoe vaak maken jullie een back-up',
  'hebben jullie een verwerkersovereenkomst met jouwweb',
  'gebruiken jullie tiktok pixels',
  'delen jullie mijn gegevens met de gemeente',
  'hoe lang bewaren jullie camerabeelden',
  'worden mijn gegevens gebruikt om AI te trainen',
  'wat gebeurt er met mijn gegevens als jullie failliet gaan',
  'wat gebeurt er met mijn gegevens als de winkel wordt verkocht',
  'zijn jullie verwerkers van mollie',
  'in welk land worden mijn gegevens opgeslagen',
  'worden telefoongesprekken opgenomen',
  'delen jullie gegevens met jullie zusterbedrijf',
  'hebben jullie een privacycertificaat',
];

describe('every fact of the policy', () => {
  it('that is told has at least two questions, and one that is withheld has none', () => {
    const asked = new Set(Object.keys(QUESTIONS));
    expect(FACTS.filter(({ id, tell }) => (tell === 'withheld') === asked.has(id))).toEqual([]);
    expect(new Set(Object.keys(QUESTIONS).map((id) => id.split('.')[0])).size).toBe(39);
  });

  it.each(FACTS.filter(({ id }) => QUESTIONS[id] !== undefined))(
    '$id is what a customer reads who asks for it',
    ({ id }) => {
      const questions = QUESTIONS[id] ?? [];
      const right = questions.filter((question) =>
        answered(question).some(({ facts }) => facts.includes(id)),
      );
      expect(right.length, questions.filter((one) => !right.includes(one)).join()).toBeGreaterThanOrEqual(2);
    },
  );

  it.each(Object.values(QUESTIONS).flat())(
    '"%s" is answered with date and address, as the facts are told',
    (question) => {
      const { topic, policy } = chat(question);
      const asked = {
        topic: topic ?? '',
        also: policy?.topics.slice(1) ?? [],
        aspects: policy?.aspects ?? [],
      };
      const answer = policyAnswer(asked, 'nl', shop, '/privacy').paragraphs.join(' ');
      expect(answer).toContain('26 oktober 2023');
      expect(answer).toContain(shop.policyUrl);
      // Whose role is doubtful is called a recipient, and no staff access is promised (withheld).
      expect(answer).not.toMatch(/verwerker|geen toegang meer/);
      for (const { key, facts } of answered(question))
        if (facts.some((id) => TELLINGS.get(id) === 'attributed')) expect(text('nl', key)).toMatch(/beleid/);
    },
  );
});

test.each(UNSAID)('"%s" is answered by no fact: the policy does not say it, a person may', (question) => {
  const told = answered(question);
  expect(told.flatMap(({ facts }) => facts)).toEqual([]);
  // What is taken for a question of the policy says so in both languages.
  for (const { key } of told) {
    expect(text('nl', key)).toMatch(/niets? in ons privacybeleid|vragen we niet|noemt niet/);
    expect(text('en', key)).toMatch(/policy|not ask/);
  }
});

test('what is asked beside something that the policy does not say is answered as well', () => {
  const keys = answered('hoe lang bewaren jullie mijn facturen en gebruiken jullie klarna').map(
    ({ key }) => key,
  );
  expect(keys).toContain('policy:legal_invoices.duty');
  expect(keys).toContain('policy:aspects.unnamed_party');
});
