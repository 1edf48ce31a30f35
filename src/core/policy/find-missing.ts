import type { PolicyDocument } from './policy-document.ts';
import { type FindingKind, findingAt, lacks, type PolicyFinding } from './policy-finding.ts';

/** What says each element of AVG 13 and 14, in Dutch and English; an element nothing says is missing. */
const ELEMENTS: readonly (readonly [FindingKind, RegExp])[] = [
  [
    'missing_legal_name',
    /\b(?:B\.?V\.?|V\.?O\.?F\.?|N\.?V\.?|eenmanszaak|maatschap|stichting|sole proprietorship|statutaire naam|handelsnaam van)(?!\p{L})/u,
  ],
  [
    'missing_trade_register',
    /\bkvk\b|kamer van koophandel|handelsregister|chamber of commerce|trade register/i,
  ],
  ['missing_contact', /[\w.+-]+@[\w-]+\.\w+|\(0\d+\)|\b0\d{1,3}[ -]?\d{6,8}\b/],
  [
    'missing_purpose',
    /\bdoel(?:en|einden)?\b|waarvoor (?:wij|we|gebruiken|verwerken|hebben|zijn)|waarom (?:wij|we)|gegevens nodig (?:voor|om)|\bpurposes?\b|what we use|why we/i,
  ],
  [
    'missing_legal_basis',
    /(?<!ten )grondslag|rechtsgrond|artikel 6\b|legal (?:basis|bases|grounds?)|lawful basis|article 6\b/i,
  ],
  [
    'missing_recipients',
    /ontvangers?|verwerkers?|\bdelen\b|gedeeld|krijgt uw|uw gegevens[^.]{0,20}krijg|in onze opdracht|\bshared?\b|recipients?|processors?|on our behalf/i,
  ],
  [
    'missing_transfers',
    /buiten de (?:eu|eer|europese)|binnen de (?:eu|eer|europese)|doorgifte|derde landen|outside the (?:eu|eea)|within the (?:eu|eea)|third countr/i,
  ],
  [
    'missing_access',
    /inzage|\binzien\b|in te zien|kopie van (?:uw|je|alle) .{0,20}gegevens|right (?:of|to) access|copy of your data/i,
  ],
  [
    'missing_rectification',
    /rectifi|verbeteren|corrigeren|laten aanpassen|te laten aanpassen|\bcorrect(?:ed|ion)?\b/i,
  ],
  [
    'missing_erasure',
    /laten (?:wissen|verwijderen)|te (?:wissen|verwijderen)|recht op [^.]{0,80}(?:vergetelheid|gegevenswissing|verwijdering|wissing)|rights? (?:to|of) [^.]{0,80}(?:erasure|deletion)|\berased?\b|be forgotten|have .{0,30}deleted/i,
  ],
  ['missing_restriction', /beperk(?:en|ing)|\brestrict(?:ion|ed)?\b/i],
  ['missing_portability', /overdra(?:gen|cht|agbaarheid)|dataportabiliteit|portability|portable/i],
  ['missing_objection', /\bbezwaar\b|\bobject(?:ion)?\b/i],
  [
    'missing_automated',
    /geautomatiseerde|(?:besluit|beslis)[^.]{0,90}computer|computer[^.]{0,60}(?:besluit|beslis)|profiler|profiling|automated|decisions?[^.]{0,40}computer/i,
  ],
  [
    'missing_withdrawal',
    /toestemming[^.]{0,80}(?:intrek|in te trekken|trekt u|weer in)|(?:intrek|trek)[^.]{0,60}toestemming|withdraw[^.]{0,60}consent|consent[^.]{0,60}withdraw/i,
  ],
  [
    'missing_complaint',
    /autoriteit persoonsgegevens|toezichthouder|data protection authority|supervisory authority/i,
  ],
  ['missing_court', /\brechter\b|rechtbank|\bcourts?\b|\bjudge\b/i],
  [
    'missing_required',
    /(?:niet )?verplicht[^.]{0,60}(?:te verstrekken|te geven|in te vullen)|(?:hoeft|moet)[^.]{0,40}(?:gegevens|niets)[^.]{0,20}(?:te )?(?:geven|verstrekken)|zonder (?:deze|die|uw) gegevens|without (?:these|your|this) data|required to (?:provide|give)|need not (?:provide|give)|you (?:must|need to|have to) (?:provide|give)/i,
  ],
  [
    'missing_own_cookies',
    /(?:\bwij|\bwe|onze (?:website|webwinkel|winkel|site)|deze (?:website|site)|our (?:website|shop|site))\b[^.]{0,60}\bcookies?\b|\bcookies\b[^.]{0,40}(?:van onszelf|die wij|that we)/i,
  ],
];

const DURATION =
  /\b(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|tien|one|two|three|five|six|seven|ten)\s(?:dag|week|maand|jaar|day|month|year|weken)/i;
const REQUESTS_KEPT = /verzoek(?:en)?\b|\brequests?\b/i;
const RECORD = /administratie|register|lijst|dossier|bewaren|bewaard|record|\bkeep\b|\bkept\b/i;
const INTERESTS = /gerechtvaardigde? belang|legitimate interests?/i;

/** What a policy must tell and this one does not, element by element (AVG 13, 14; Tw 11.7a; BW 3:15d). */
export function findMissing(document: PolicyDocument): readonly PolicyFinding[] {
  const whole = document.lines.map(({ text }) => text).join('\n');
  const absent = ELEMENTS.filter(([, says]) => !says.test(whole)).map(([kind]) => lacks(kind));
  const hasBasis = !absent.some(({ kind }) => kind === 'missing_legal_basis');
  return [
    ...absent,
    // With grounds named, an interest is owed only where that ground is used.
    ...(hasBasis || INTERESTS.test(whole) ? [] : [lacks('missing_legitimate_interest')]),
    ...missingRetention(document, whole),
    ...(document.sections.some(listsCategories) ? [] : [lacks('missing_categories')]),
  ];
}

function missingRetention({ lines }: PolicyDocument, whole: string): readonly PolicyFinding[] {
  const keeps = /bewa(?:ar|ren|art)|\bkeep|\bkept\b|retain|retention/i;
  const sentences = lines.flatMap(({ text, number }) =>
    text.split(/(?<=[.!?])\s+/).map((sentence) => ({ sentence, number })),
  );
  const any = sentences.some(({ sentence }) => keeps.test(sentence) && DURATION.test(sentence));
  const recorded = sentences.filter(
    ({ sentence }) => REQUESTS_KEPT.test(sentence) && RECORD.test(sentence) && !/recht om/i.test(sentence),
  );
  const [first] = recorded;
  const told = recorded.some(({ sentence }) => DURATION.test(sentence));
  return [
    ...(any || (keeps.test(whole) && DURATION.test(whole)) ? [] : [lacks('missing_retention')]),
    ...(told
      ? []
      : [
          first === undefined
            ? lacks('missing_request_retention')
            : findingAt('missing_request_retention', first.number, first.sentence),
        ]),
  ];
}

/** One section names the kinds of data: a name, an e-mail address and something of the customer's doings. */
function listsCategories({ lines }: PolicyDocument['sections'][number]): boolean {
  const words = lines.map(({ text }) => text).join('\n');
  return (
    /\b(?:naam|namen|names?)\b/i.test(words) &&
    /e-?mail/i.test(words) &&
    /telefoon|\bphone|account|bestellingen|bestelgeschiedenis|\borders\b/i.test(words)
  );
}
