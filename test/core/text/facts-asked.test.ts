import { expect, test } from 'vitest';
import { asksPolicy, policyAnswer } from '../../../src/core/conversation/policy-answer.ts';
import { isPolicyAspect } from '../../../src/core/kernel/policy-aspects.ts';
import { isPolicyTopic } from '../../../src/core/kernel/policy-topics.ts';
import { FACTS, type FactId } from '../../../src/core/policy/facts.ts';
import { answersFor } from '../../../src/core/text/specific-answers.ts';
import { chat } from '../understanding/trained.ts';

/** Every fact that is told, with a question in either language that it answers. */
const ASKED: readonly (readonly [FactId, string, string])[] = [
  ['F1', 'wie zit er achter deze webshop', 'who is behind this web shop'],
  ['F2', 'bij wie kan ik terecht met vragen over privacy', 'who is your contact person for privacy'],
  ['F3', 'sinds wanneer geldt jullie privacybeleid', 'since when does your privacy policy apply'],
  ['F4', 'waarvoor gebruiken jullie mijn gegevens', 'what do you use my data for'],
  ['F5', 'gebruiken jullie mijn gegevens voor reclame', 'do you use my data for marketing'],
  ['F6', 'wat doet jouwweb met mijn gegevens', 'what does jouwweb do with my data'],
  ['F6.cookies', 'gebruiken jullie cookies', 'do you use cookies'],
  [
    'F6.group',
    'deelt jouwweb mijn gegevens met andere bedrijven',
    'does jouwweb share my data with other companies',
  ],
  ['F7', 'wat krijgt mijndomein van mij', 'what does mijndomein receive about me'],
  ['F7.metadata', 'verzamelt mijndomein metadata', 'does mijndomein collect metadata'],
  ['F8', 'welke e-mailprovider gebruiken jullie', 'who is your e-mail provider'],
  ['F9', 'welke gegevens krijgt mollie', 'which data does mollie get'],
  ['F10', 'welke gegevens krijgt postnl van mij', 'which data does postnl get about me'],
  ['F11', 'wat krijgt e-boekhouden van mij te zien', 'what does e-boekhouden get to see about me'],
  ['F11.details', 'hoe gaat e-boekhouden om met mijn gegevens', 'how does e-boekhouden treat my data'],
  ['F12', 'met wie delen jullie gegevens', 'with whom do you share data'],
  ['F13', 'verzamelen jullie mijn ip-adres', 'do you collect my ip address'],
  ['F14', 'geven jullie gegevens aan de politie', 'do you give data to the police'],
  ['F15', 'hoe lang bewaren jullie mijn gegevens', 'how long do you keep my data'],
  [
    'F16',
    'wat gebeurt er met mijn gegevens als ik geen klant meer wil zijn',
    'how long do you keep data of former customers',
  ],
  [
    'F17',
    'hoe lang blijven mijn gegevens staan na mijn laatste bestelling',
    'how long do my data stay after my last order',
  ],
  ['F18', 'hoe lang bewaren jullie facturen', 'how long do you keep invoices'],
  ['F19', 'naar welk e-mailadres sturen jullie een kopie', 'how do you know who i am'],
  ['F20', 'kan ik de kopie ook per post krijgen', 'can i get the copy by post'],
  ['F21', 'houden jullie bij welke verzoeken er zijn gedaan', 'do you keep records of handled requests'],
  ['F22', 'in welk bestandsformaat krijg ik mijn gegevens', 'in which file format do i get my data'],
  ['F23', 'waar kan ik een klacht indienen over privacy', 'where can i complain about privacy'],
  ['F24', 'wat houdt het recht op inzage in', 'what does the right of access mean'],
  ['F25', 'wat zijn mijn rechten', 'what does the right to rectification mean'],
  ['F26', 'wat is het recht op beperking', 'what is the right to restriction'],
  ['F27', 'wat is het recht op overdraagbaarheid', 'what is the right to data portability'],
  ['F27.service', 'wat is dataportabiliteit', 'what does data portability mean'],
  ['F28', 'wat is het recht van bezwaar', 'what is the right to object'],
  ['F29', 'maken jullie profielen van klanten', 'do you make automated decisions'],
  ['F30', 'welke cookies gebruiken jullie', 'which cookies do you use'],
  ['F31', 'kan jullie privacybeleid veranderen', 'can your privacy policy change'],
  ['F32', 'hoe beveiligen jullie mijn gegevens', 'how do you secure my data'],
  ['F33', 'geldt het privacybeleid ook voor jullie chat', 'what does the policy cover'],
  ['F34', 'gebruikt jouwweb mijn gegevens voor iets anders', 'does jouwweb use my data for anything else'],
  ['F35', 'hoe beveiligt mijndomein mijn gegevens', 'how does mijndomein secure my data'],
  ['F36', 'hoe beschermt mollie mijn gegevens', 'how does mollie protect my data'],
  [
    'F37',
    'gebruikt e-boekhouden mijn gegevens ook voor iets anders',
    'does e-boekhouden use my data for other purposes',
  ],
  ['F38', 'geldt het recht op inzage altijd', 'does the right of access always apply'],
  ['F39', 'wanneer kan ik bezwaar maken volgens jullie beleid', 'what does the right to object mean'],
];

/** The facts that the answer of the desk to these words tells. */
function toldBy(words: string): readonly FactId[] {
  const understood = chat(words);
  if (!asksPolicy(understood) || understood.topic === null) return [];
  const answer = policyAnswer(understood.topic, understood.policy);
  if (answer.kind !== 'policy_answer') return [];
  const topics = [answer.topic, ...(answer.also ?? [])].filter(isPolicyTopic);
  const aspects = (answer.aspects ?? []).filter(isPolicyAspect);
  return answersFor(topics, aspects).flatMap((texts) => texts.flatMap(({ facts }) => facts));
}

test('every fact that is told has a question in Dutch and one in English', () => {
  const told = FACTS.filter(({ tell }) => tell !== 'withheld').map(({ id }) => id);
  expect(ASKED.map(([fact]) => fact)).toEqual(told);
});

test.each(ASKED)('%s answers "%s"', (fact, dutch) => {
  expect(toldBy(dutch)).toContain(fact);
});

test.each(ASKED.map(([fact, , english]) => [fact, english] as const))('%s answers "%s"', (fact, english) => {
  expect(toldBy(english)).toContain(fact);
});
